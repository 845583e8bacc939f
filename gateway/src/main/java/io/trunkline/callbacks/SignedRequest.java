// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What of a request is under the signature, and what helps to explain one that is wrong.
 *
 * @param signature the header {@code X-Twilio-Signature}; empty if there was none
 * @param path as it came, still percent-encoded, without the context path of the servlet
 * @param query as it came, without the question mark
 * @param form the decoded parameters of a form body; empty for GET and for other bodies
 * @param bodySha256 of a body that is not a form, in lower-case hexadecimal; the query has to name
 *     the same
 * @param seen what the request looks like from here
 */
record SignedRequest(
    String signature,
    String path,
    @Nullable String query,
    Map<String, List<String>> form,
    @Nullable String bodySha256,
    Seen seen) {

  /**
   * The request as the proxy in front of us delivered it. Anybody can write these headers: they
   * serve the diagnosis, never the judgement.
   */
  record Seen(
      @Nullable String host,
      @Nullable String forwardedHost,
      @Nullable String forwardedPrefix,
      String contextPath) {}
}
