// SPDX-License-Identifier: Apache-2.0
package io.trunkline.rejections;

import io.trunkline.signatures.SignedRequest;
import io.trunkline.signatures.TwilioSignature;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What Twilio may have signed, when it was not what we expected: a bounded list, the likeliest
 * first. A text stands in it once, with the simplest explanation.
 */
final class SignatureGuesses {

  private static final int MOST_PATHS = 1500;

  private final SignedRequest request;
  private final String form;
  private final String expectedBase;
  private final Map<String, Set<Difference>> bases;
  private final RewrittenQueries rewritten;

  /**
   * @param form what is signed of the form that has arrived
   */
  SignatureGuesses(SignedRequest request, URI publicUrl, String form) {
    this.request = request;
    this.form = form;
    this.expectedBase = TwilioSignature.base(publicUrl);
    this.bases = new CalledAddresses(publicUrl, request.seen()).all();
    this.rewritten =
        new RewrittenQueries(
            request, Objects.requireNonNullElse(URI.create(expectedBase).getRawPath(), ""));
  }

  /** Every one. */
  Stream<SignatureGuess> all() {
    return Stream.<Function<SignatureGuesses, Stream<SignatureGuess>>>of(
            SignatureGuesses::ofAnotherAddress,
            SignatureGuesses::ofAnotherQuery,
            SignatureGuesses::ofAnotherPath,
            SignatureGuesses::ofAnotherForm)
        .flatMap(some -> some.apply(this));
  }

  /** The expected address and those like it, under any scheme and port: for other tokens. */
  Stream<SignatureGuess> plain() {
    var likely = EnumSet.of(Difference.SCHEME, Difference.PORT, Difference.HOST_CASE);
    return ofAnotherAddress(likely);
  }

  private Stream<SignatureGuess> ofAnotherAddress() {
    return ofAnotherAddress(EnumSet.allOf(Difference.class));
  }

  private Stream<SignatureGuess> ofAnotherAddress(Set<Difference> likely) {
    return bases.entrySet().stream()
        .filter(base -> likely.containsAll(base.getValue()))
        .map(base -> guess(base.getKey(), pathAndQuery(), base.getValue()));
  }

  /** Also at another address, since an old path often goes with an old host. */
  private Stream<SignatureGuess> ofAnotherPath() {
    var rests = new LinkedHashMap<String, Difference>(rewritten.originals());
    rewritten.paths().forEach((path, differs) -> rests.put(path + query(), differs));
    // One by one, since a stranger may have named thousands of addresses.
    return rests.entrySet().stream()
        .flatMap(
            rest ->
                bases.entrySet().stream()
                    .map(
                        base ->
                            guess(
                                base.getKey(),
                                rest.getKey(),
                                with(base.getValue(), rest.getValue()))))
        .limit(MOST_PATHS);
  }

  /** Of a request whose body is not the one that its query names, nothing else can be right. */
  Stream<SignatureGuess> ofAnotherQuery() {
    var paths = new LinkedHashMap<String, Set<Difference>>();
    paths.put(request.path(), Set.of());
    rewritten.paths().forEach((path, differs) -> paths.put(path, Set.of(differs)));
    var guesses = new ArrayList<SignatureGuess>();
    for (var query : rewritten.queries().entrySet()) {
      for (var path : paths.entrySet()) {
        var differs = with(path.getValue(), query.getValue());
        near().forEach(base -> guesses.add(guess(base, path.getKey() + query.getKey(), differs)));
      }
    }
    return guesses.stream();
  }

  private Stream<SignatureGuess> ofAnotherForm() {
    return new RewrittenForms(request.form())
        .all()
        .filter(other -> !other.getKey().equals(form))
        .flatMap(other -> near().stream().map(base -> guess(base, other)));
  }

  private SignatureGuess guess(String base, Map.Entry<String, Difference> other) {
    return new SignatureGuess(base + pathAndQuery(), other.getKey(), Set.of(other.getValue()));
  }

  /** The expected address with and without its port. */
  private List<String> near() {
    var near = new ArrayList<String>();
    for (var base : bases.entrySet()) {
      if (base.getValue().isEmpty()) {
        near.add(base.getKey());
      }
    }
    return near;
  }

  String expectedUrl() {
    return ShownUrl.of(expectedBase + request.path(), request.query());
  }

  /** The address that a guessed URL begins with. */
  String base(String url) {
    return bases.keySet().stream()
        .filter(url::startsWith)
        .filter(base -> url.startsWith("/", base.length()))
        .reduce((one, other) -> one.length() >= other.length() ? one : other)
        .orElse(expectedBase);
  }

  private SignatureGuess guess(String base, String rest, Set<Difference> differs) {
    return new SignatureGuess(base + rest, form, differs);
  }

  private String pathAndQuery() {
    return request.path() + query();
  }

  private String query() {
    return request.query() == null ? "" : "?" + request.query();
  }

  private static Set<Difference> with(Set<Difference> some, Difference more) {
    return with(some, Set.of(more));
  }

  private static Set<Difference> with(Set<Difference> some, Set<Difference> more) {
    var all = EnumSet.noneOf(Difference.class);
    all.addAll(some);
    all.addAll(more);
    return all;
  }
}
