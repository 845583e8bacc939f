// SPDX-License-Identifier: Apache-2.0
package io.trunkline.rejections;

import static io.trunkline.rejections.Difference.PARAMETERS_ADDED;
import static io.trunkline.rejections.Difference.PARAMETERS_DROPPED;
import static io.trunkline.rejections.Difference.PARAMETERS_REENCODED;
import static io.trunkline.rejections.Difference.PARAMETERS_TRIMMED;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.trunkline.signatures.TwilioSignature;
import java.net.URLDecoder;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Which forms may have become the one that has arrived. */
final class RewrittenForms {

  /** What a person writes, and so may begin or end in white space. */
  private static final List<String> TEXTS =
      List.of("Body", "ButtonText", "ProfileName", "CallerName", "Label", "Address", "Digits");

  private static final List<String> SPACES = List.of(" ", "\n", "\r\n", "  ");

  /** Of a place, which Twilio does not always know. */
  private static final List<String> PLACES = List.of("City", "State", "Zip", "Country");

  private static final List<String> ENDS = List.of("From", "To", "Caller", "Called");

  /** Others that Twilio sends empty. */
  private static final List<String> OFTEN_EMPTY =
      List.of("Body", "MessagingServiceSid", "ErrorMessage", "ProfileName", "ForwardedFrom");

  private static final int MOST_PARAMETERS = 60;

  private final Map<String, List<String>> form;

  RewrittenForms(Map<String, List<String>> form) {
    this.form = form;
  }

  /** What would be signed of each, and how it differs. */
  Stream<Map.Entry<String, Difference>> all() {
    return form.isEmpty() || form.size() > MOST_PARAMETERS
        ? Stream.empty()
        : Stream.of(
                of(PARAMETERS_TRIMMED, spaced()),
                of(PARAMETERS_REENCODED, reencoded()),
                of(PARAMETERS_ADDED, shortened()),
                of(PARAMETERS_DROPPED, withEmpties()))
            .flatMap(forms -> forms);
  }

  private static Stream<Map.Entry<String, Difference>> of(
      Difference difference, Stream<Map<String, List<String>>> forms) {
    return forms.map(one -> Map.entry(TwilioSignature.written(one), difference));
  }

  private Stream<Map<String, List<String>>> spaced() {
    return form.entrySet().stream()
        .filter(text -> TEXTS.contains(text.getKey()))
        .flatMap(
            text ->
                SPACES.stream()
                    .<UnaryOperator<String>>mapMulti(
                        (space, sink) -> {
                          sink.accept(value -> value + space);
                          sink.accept(value -> space + value);
                          sink.accept(value -> space + value + space);
                        })
                    .map(
                        change ->
                            with(text.getKey(), text.getValue().stream().map(change).toList())));
  }

  private Stream<Map<String, List<String>>> reencoded() {
    return Stream.<UnaryOperator<String>>of(
            // %2B became + and was then read as a space: every number begins with one.
            value -> value.startsWith(" ") ? "+" + value.substring(1) : value,
            value -> value.replace(' ', '+'),
            value -> value.replace('+', ' '),
            value -> value.replace("\r\n", "\n"),
            value -> value.replace("\r\n", "\n").replace("\n", "\r\n"),
            value -> new String(value.getBytes(ISO_8859_1), UTF_8),
            value -> new String(value.getBytes(UTF_8), ISO_8859_1),
            RewrittenForms::decoded,
            value -> Normalizer.normalize(value, Normalizer.Form.NFC),
            value -> Normalizer.normalize(value, Normalizer.Form.NFD))
        .map(this::changed);
  }

  private Map<String, List<String>> changed(UnaryOperator<String> change) {
    var changed = new LinkedHashMap<String, List<String>>();
    form.forEach((name, values) -> changed.put(name, values.stream().map(change).toList()));
    return changed;
  }

  private Stream<Map<String, List<String>>> shortened() {
    return form.keySet().stream()
        .map(
            name -> {
              var rest = new LinkedHashMap<>(form);
              rest.remove(name);
              return rest;
            });
  }

  /** Every choice among the places of both ends, each with and without an empty text. */
  private Stream<Map<String, List<String>>> withEmpties() {
    var missing = missingPlaces();
    return IntStream.range(0, 1 << missing.size())
        .boxed()
        .flatMap(
            choice -> {
              var names = new ArrayList<String>();
              for (int i = 0; i < missing.size(); i++) {
                if ((choice & 1 << i) != 0) {
                  names.addAll(missing.get(i));
                }
              }
              return Stream.concat(
                  Stream.of(names),
                  OFTEN_EMPTY.stream()
                      .filter(name -> !form.containsKey(name))
                      .map(name -> Stream.concat(names.stream(), Stream.of(name)).toList()));
            })
        .filter(names -> !names.isEmpty())
        .map(this::withEmpty);
  }

  /** Of calls, what is said of one end is said twice, under two names. */
  private List<List<String>> missingPlaces() {
    if (!form.containsKey("From") || !form.containsKey("To") || form.containsKey("MessageStatus")) {
      return List.of();
    }
    var missing = new ArrayList<List<String>>();
    var isCall = form.containsKey("CallSid");
    for (int end = 0; end < 2; end++) {
      for (var place : PLACES) {
        var names =
            Stream.of(ENDS.get(end), ENDS.get(end + 2))
                .limit(isCall ? 2 : 1)
                .map(name -> name + place)
                .filter(name -> !form.containsKey(name))
                .toList();
        if (!names.isEmpty()) {
          missing.add(names);
        }
      }
    }
    return missing;
  }

  private Map<String, List<String>> withEmpty(List<String> names) {
    var more = new LinkedHashMap<>(form);
    names.forEach(name -> more.put(name, List.of("")));
    return more;
  }

  private Map<String, List<String>> with(String name, List<String> values) {
    var changed = new LinkedHashMap<>(form);
    changed.put(name, values);
    return changed;
  }

  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value, UTF_8);
    } catch (IllegalArgumentException e) {
      return value;
    }
  }
}
