// SPDX-License-Identifier: Apache-2.0
package io.trunkline.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A request as it goes over the wire, right or wrong.
 *
 * @param target path and query
 * @param headers each a whole line
 */
record RawRequest(String method, String target, List<String> headers, byte[] body) {

  private static final String SIGNATURE = "X-Twilio-Signature: ";

  RawRequest {
    headers = List.copyOf(headers);
  }

  /** Without the body. */
  @Override
  public String toString() {
    return method + " " + target;
  }

  /** A form that Twilio has signed. */
  static RawRequest signed(String baseUrl, String target, SignedForm form, String token) {
    return new RawRequest(
        "POST",
        target,
        List.of(
            "Host: localhost",
            "Content-Type: application/x-www-form-urlencoded",
            SIGNATURE + new SignedForm(baseUrl + target, form.fields()).signature(token)),
        form.body().getBytes(UTF_8));
  }

  RawRequest with(List<String> others) {
    return new RawRequest(method, target, others, body);
  }

  RawRequest withBody(byte[] another) {
    return new RawRequest(method, target, headers, another);
  }

  RawRequest at(String another) {
    return new RawRequest(method, another, headers, body);
  }

  RawRequest by(String another) {
    return new RawRequest(another, target, headers, body);
  }

  RawRequest plus(String header) {
    var more = new ArrayList<>(headers);
    more.add(header);
    return with(more);
  }

  /** What stands in the first such header, however its name is written. */
  String signature() {
    return headers.stream()
        .filter(line -> line.regionMatches(true, 0, SIGNATURE, 0, SIGNATURE.length()))
        .map(line -> line.substring(SIGNATURE.length()))
        .findFirst()
        .orElse("");
  }

  RawRequest signedBy(String signature) {
    var others = new ArrayList<>(headers);
    others.replaceAll(line -> line.startsWith(SIGNATURE) ? SIGNATURE + signature : line);
    return with(others);
  }

  byte[] bytes() {
    var out = new ByteArrayOutputStream();
    var head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    headers.forEach(line -> head.append(line).append("\r\n"));
    if (headers.stream().noneMatch(line -> line.startsWith("Content-Length"))) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    out.writeBytes(head.append("\r\n").toString().getBytes(ISO_8859_1));
    out.writeBytes(body);
    return out.toByteArray();
  }

  /**
   * Whether Twilio, whose token this is, has signed it as a request to that server. Reads it in its
   * own way: what this cannot read nobody has signed.
   */
  boolean isGenuine(String baseUrl, String token) {
    try {
      var fields = new TreeMap<String, List<String>>();
      if (method.equals("POST")) {
        for (var pair : new String(body, UTF_8).split("&")) {
          var parts = pair.split("=", 2);
          fields
              .computeIfAbsent(decoded(parts[0]), _ -> new ArrayList<>())
              .add(parts.length == 1 ? "" : decoded(parts[1]));
        }
        if (fields.containsKey("") && body.length == 0) {
          fields.clear();
        }
      }
      var given = Base64.getDecoder().decode(signature());
      return Stream.of(baseUrl, baseUrl.replaceFirst(":[0-9]+$", ""))
          .map(base -> new SignedForm(base + target, fields).signature(token))
          .anyMatch(right -> Arrays.equals(Base64.getDecoder().decode(right), given));
    } catch (IllegalArgumentException unreadable) {
      return false;
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, UTF_8);
  }
}
