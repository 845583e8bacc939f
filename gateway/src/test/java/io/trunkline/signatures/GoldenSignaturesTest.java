// SPDX-License-Identifier: Apache-2.0
package io.trunkline.signatures;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.mock.web.MockHttpServletRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The vectors that the emulator's signatures are held to as well. */
class GoldenSignaturesTest {

  /** Named by what it shows. */
  record Vector(String name, JsonNode data) {

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Vector> vectors() {
    var file = Path.of("../twilio-facts/signatures.json").toFile();
    return StreamSupport.stream(JsonMapper.shared().readTree(file).spliterator(), false)
        .map(node -> new Vector(node.path("name").stringValue(), node))
        .toList();
  }

  @Test
  void hasVectors() {
    assertThat(vectors()).hasSizeGreaterThan(10);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void believesWhatTwilioSigns(Vector vector) {
    var url = URI.create(vector.data().path("url").stringValue());
    var publicUrl = URI.create(url.getScheme() + "://" + url.getRawAuthority());
    var token = vector.data().path("auth_token").stringValue();

    var request = CallbackRequest.read(request(vector.data(), url));

    assertThat(TwilioSignature.signer(request.signed(), publicUrl, List.of(token))).isPresent();
    assertThat(TwilioSignature.signer(request.signed(), publicUrl, List.of(token + "x"))).isEmpty();
  }

  private static MockHttpServletRequest request(JsonNode vector, URI url) {
    var method = vector.path("method").stringValue();
    var request = new MockHttpServletRequest(method, url.getRawPath());
    request.setQueryString(url.getRawQuery());
    request.addHeader("X-Twilio-Signature", vector.path("signature").stringValue());
    if (vector.has("body")) {
      request.setContentType("application/json");
      request.setContent(vector.path("body").stringValue().getBytes(UTF_8));
    } else if (method.equals("POST")) {
      request.setContentType("application/x-www-form-urlencoded");
      request.setContent(form(vector.path("params")).getBytes(UTF_8));
    }
    return request;
  }

  private static String form(JsonNode pairs) {
    return StreamSupport.stream(pairs.spliterator(), false)
        .map(pair -> encoded(pair.path(0)) + "=" + encoded(pair.path(1)))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(JsonNode text) {
    return URLEncoder.encode(text.stringValue(), UTF_8);
  }
}
