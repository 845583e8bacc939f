// SPDX-License-Identifier: Apache-2.0
package io.trunkline.templates;

import io.trunkline.segments.Encoding;
import io.trunkline.segments.Segments;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Looks at what a template would say. Pure. */
final class Previewer {

  /** Two septets in GSM-7. */
  private static final String DEAR = "€";

  /** Two units in UCS-2 that are never cut apart. */
  private static final String ASTRAL = "\uD83D\uDE00";

  private Previewer() {}

  static Preview preview(CompiledVersion version, RenderRequest request, boolean tollFree) {
    var voice = version.voice(request.language());
    var text = voice.script();
    var said = version.values().said(request.variables(), voice.locale());
    var rendered = version.write(text, said);
    var names = version.values().names();
    return new Preview(
        rendered,
        Segments.of(rendered.body(), tollFree),
        forcing(text.body, variable -> said[names.indexOf(variable)]),
        worst(text.body, version.values(), tollFree),
        ContentCheck.of(version.version().content()));
  }

  private static List<Preview.Forcing> forcing(Body body, Function<String, String> said) {
    var forcing = new ArrayList<Preview.Forcing>();
    int start = 0;
    for (int i = 0; i < body.texts().size(); i++) {
      var text = body.texts().get(i);
      for (int at : Segments.forcing(text)) {
        forcing.add(
            new Preview.Forcing(Character.toString(text.codePointAt(at)), start + at, null));
      }
      start += text.length();
      if (i < body.variables().size()) {
        var variable = body.variables().get(i);
        var value = said.apply(variable);
        for (int at : Segments.forcing(value)) {
          forcing.add(
              new Preview.Forcing(Character.toString(value.codePointAt(at)), start + at, variable));
        }
        start += value.length();
      }
    }
    return forcing;
  }

  private static Preview.Worst worst(Body body, Values values, boolean tollFree) {
    var gsm7 = Segments.of(filled(body, values, DEAR), tollFree);
    var ucs2 = Segments.of(filled(body, values, ASTRAL), tollFree);
    return new Preview.Worst(
        gsm7.encoding() == Encoding.GSM_7 ? gsm7.count() : null,
        ucs2.encoding() == Encoding.UCS_2 ? ucs2.count() : null);
  }

  /** The text with the longest values, made of such characters where they can have them. */
  private static String filled(Body body, Values values, String filler) {
    return body.with(
        body.variables().stream()
            .map(name -> values.variables().get(values.names().indexOf(name)))
            .map(variable -> longest(variable, filler))
            .toList());
  }

  private static String longest(TemplateVariable variable, String filler) {
    var character =
        switch (variable.type()) {
          case TEXT, MULTILINE, MONEY, DATE, TIME, NUMBER -> filler;
          // An address has brackets and tildes, which are dear in GSM-7, but nothing beyond.
          case URL -> "~";
          case CODE -> "0";
        };
    int whole = variable.maxLength() / character.length();
    int rest = variable.maxLength() % character.length();
    return character.repeat(whole) + "\u0436".repeat(rest);
  }
}
