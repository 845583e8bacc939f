// SPDX-License-Identifier: Apache-2.0
package io.trunkline.probes;

import io.trunkline.rejections.Rejection.Match;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A probe as it has arrived here.
 *
 * @param method {@code POST}; another shows that a redirect was followed
 * @param scheme as this server sees it, behind whatever is in front of it
 * @param host the header
 * @param port at which this server was asked
 * @param path as it came, the prefix that a proxy has taken away missing
 * @param query as it came
 * @param headers those of proxies, by their names in lower case
 * @param genuine whether the signature held, so that a callback of Twilio's would be believed
 * @param reason why it did not, in a sentence; empty if it did
 * @param expectedUrl over which it would have been right
 * @param matches what the signature was made over instead
 * @param setting what to change; empty if nothing is wrong
 * @param advice how
 */
public record ProbeArrival(
    Instant time,
    String method,
    String scheme,
    String host,
    int port,
    String path,
    @Nullable String query,
    Map<String, String> headers,
    boolean genuine,
    String reason,
    @Nullable String expectedUrl,
    List<Match> matches,
    String setting,
    String advice) {

  public ProbeArrival {
    headers = Map.copyOf(headers);
    matches = List.copyOf(matches);
  }
}
