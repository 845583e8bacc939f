// SPDX-License-Identifier: Apache-2.0
package io.trunkline.rejections;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request to a callback path that was not believed. Holds nothing of what it carried.
 *
 * @param kind of the route, {@code message_status}
 * @param path of the route, with places instead of values
 * @param reason in a sentence
 * @param expectedUrl the URL that a right signature would have been made over, without the values
 *     of its query; absent where it never came to that
 * @param parameterNames of the form, in the order in which they are signed
 * @param matches what Twilio has signed instead; empty if nothing that was tried
 * @param wouldMatch scheme, host, port and prefix of the first match, or the account whose token
 *     has signed
 * @param setting what to change
 * @param advice how
 * @param unrecorded how many more of this kind this account was refused after it and before the
 *     next that is recorded
 */
public record Rejection(
    Instant time,
    String kind,
    String path,
    String reason,
    @Nullable String expectedUrl,
    List<String> parameterNames,
    List<Match> matches,
    @Nullable String wouldMatch,
    String setting,
    String advice,
    long unrecorded) {

  /**
   * One explanation. Only Twilio can have made the signature that it explains.
   *
   * @param url that Twilio has signed, without the values of its query
   * @param differs from what was expected
   * @param account whose token has signed, if it is not the one that the callback names
   */
  public record Match(String url, Set<Difference> differs, @Nullable String account) {

    public Match {
      differs = Set.copyOf(differs);
    }

    /** In what it differs, as the API calls that. */
    public List<String> codes() {
      return differs.stream().sorted().map(Difference::code).toList();
    }
  }

  public Rejection {
    parameterNames = List.copyOf(parameterNames);
    matches = List.copyOf(matches);
  }
}
