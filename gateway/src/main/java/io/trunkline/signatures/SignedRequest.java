// SPDX-License-Identifier: Apache-2.0
package io.trunkline.signatures;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
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
public record SignedRequest(
    String signature,
    String path,
    @Nullable String query,
    Map<String, List<String>> form,
    @Nullable String bodySha256,
    Seen seen) {

  /**
   * The request as the proxy in front of us delivered it. Anybody can write these headers: they
   * serve the diagnosis, never the judgement.
   *
   * @param headers those of {@link #TELLING} that came, by their names in lower case
   */
  public record Seen(Map<String, String> headers, String contextPath) {

    /** Where proxies write what they were asked. */
    public static final List<String> TELLING =
        List.of(
            "host",
            "forwarded",
            "x-forwarded-host",
            "x-forwarded-proto",
            "x-forwarded-port",
            "x-forwarded-prefix",
            "x-forwarded-for",
            "x-forwarded-uri",
            "x-original-host",
            "x-original-uri",
            "x-original-url",
            "x-rewrite-url",
            "x-envoy-original-path",
            "upgrade",
            "via");

    private static final int LONGEST = 300;

    public Seen {
      headers = Map.copyOf(headers);
    }

    public static Seen of(HttpServletRequest request) {
      var headers = new LinkedHashMap<String, String>();
      for (var name : TELLING) {
        var value = request.getHeader(name);
        if (value != null && !value.isBlank() && value.length() <= LONGEST) {
          headers.put(name, value.strip());
        }
      }
      return new Seen(headers, request.getContextPath());
    }

    public @Nullable String header(String name) {
      return headers.get(name);
    }
  }

  /** Without the form and the query, which hold numbers and bodies. */
  @Override
  public String toString() {
    return "SignedRequest[" + form.size() + " parameters]";
  }
}
