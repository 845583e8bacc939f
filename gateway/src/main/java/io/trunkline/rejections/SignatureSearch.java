// SPDX-License-Identifier: Apache-2.0
package io.trunkline.rejections;

import io.trunkline.rejections.Rejection.Match;
import io.trunkline.signatures.SignedRequest;
import io.trunkline.signatures.TwilioSignature;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks for what Twilio has signed instead: guess for guess, token for token, until its work is
 * done. Good for one request.
 */
final class SignatureSearch {

  /** What is signed for one diagnosis, with all tokens together: some ten milliseconds of work. */
  private static final int MOST_WORK = 8 * 1024 * 1024;

  /** What the account's own token leaves of it for others. */
  private static final int WORK_FOR_OTHERS = MOST_WORK / 4;

  /** What a signature costs however little is signed, in characters. */
  private static final int LEAST_WORK = 100;

  private static final int MOST_GUESSES = 6000;

  private final SignedRequest request;
  private final SignatureGuesses guesses;
  private int work = MOST_WORK - WORK_FOR_OTHERS;

  SignatureSearch(SignedRequest request, SignatureGuesses guesses) {
    this.request = request;
    this.guesses = guesses;
  }

  /** Those of the account's own tokens first. */
  List<Match> matches(Signers signers) {
    var ofOwn = found(likely(), signers.own(), null).toList();
    work = Math.max(work, 0) + WORK_FOR_OTHERS;
    var ofForgotten = found(plain(Difference.FORGOTTEN_AUTH_TOKEN), signers.forgotten(), null);
    var ofOthers =
        new TreeMap<>(signers.others())
            .entrySet().stream()
                .flatMap(
                    other ->
                        found(plain(Difference.OTHER_ACCOUNT), other.getValue(), other.getKey()));
    return Stream.of(ofOwn.stream(), ofForgotten, ofOthers).flatMap(one -> one).distinct().toList();
  }

  private Stream<SignatureGuess> likely() {
    return TwilioSignature.hasTrueBody(request)
        ? guesses.all()
        : Stream.concat(plain(Difference.PARAMETERS_REENCODED), guesses.ofAnotherQuery());
  }

  private Stream<SignatureGuess> plain(Difference more) {
    return guesses.plain().map(guess -> guess.and(more));
  }

  private Stream<Match> found(
      Stream<SignatureGuess> some, List<String> tokens, @Nullable String account) {
    return tokens.isEmpty()
        ? Stream.empty()
        : some.limit(MOST_GUESSES)
            .takeWhile(guess -> affords(guess, tokens.size()))
            .filter(
                guess -> tokens.stream().anyMatch(token -> guess.isOf(token, request.signature())))
            .map(guess -> new Match(guess.url(), guess.differs(), account));
  }

  private boolean affords(SignatureGuess guess, int tokens) {
    work -= tokens * (LEAST_WORK + guess.url().length() + guess.form().length());
    return work > 0;
  }
}
