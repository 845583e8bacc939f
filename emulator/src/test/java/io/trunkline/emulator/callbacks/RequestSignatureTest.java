// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.callbacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.security.RequestValidator;
import io.trunkline.emulator.FactFiles;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class RequestSignatureTest {
  static Stream<JsonNode> vectors() {
    return FactFiles.json("signatures.json").valueStream();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void signsLikeTheGoldenVectors(JsonNode vector) {
    assertThat(sign(vector)).isEqualTo(vector.get("signature").stringValue());
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void isAcceptedByTheSdkOrTheVectorIsBeyondIt(JsonNode vector) throws URISyntaxException {
    var validator = new RequestValidator(vector.get("auth_token").stringValue());
    var url = vector.get("url").stringValue();
    var form = new HashMap<String, String>();
    var repeated = false;
    for (var parameter : parameters(vector)) {
      repeated |= form.put(parameter.name(), parameter.value()) != null;
    }

    if (vector.has("body")) {
      assertThat(validator.validate(url, vector.get("body").stringValue(), sign(vector))).isTrue();
      assertThat(validator.validate(url, "{}", sign(vector))).isFalse();
    } else if (vector.get("method").stringValue().equals("GET")) {
      assertThat(validator.validate(url, new HashMap<>(), sign(vector))).isTrue();
    } else if (!repeated) {
      assertThat(validator.validate(url, form, sign(vector))).isTrue();
      form.put("Injected", "1");
      assertThat(validator.validate(url, form, sign(vector))).isFalse();
    }
  }

  private static String sign(JsonNode vector) {
    var token = vector.get("auth_token").stringValue();
    var url = vector.get("url").stringValue();
    var inUrl = vector.has("body") || vector.get("method").stringValue().equals("GET");
    return inUrl
        ? RequestSignature.ofUrl(token, url)
        : RequestSignature.ofForm(token, url, parameters(vector));
  }

  private static List<Parameter> parameters(JsonNode vector) {
    var parameters = new ArrayList<Parameter>();
    for (var pair : vector.get("params")) {
      parameters.add(new Parameter(pair.get(0).stringValue(), pair.get(1).stringValue()));
    }
    return parameters;
  }
}
