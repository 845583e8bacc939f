// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.specification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;

/**
 * The check finds nothing wrong with the examples in Twilio's own documents, for all operations
 * that the emulator serves: what it demands of answers is what Twilio answers.
 */
class ExamplesTest {
  private static final Specification SPECIFICATION = Specification.load();

  @ParameterizedTest
  @FieldSource("io.trunkline.emulator.specification.Documents#NAMES")
  void agreesWithTwiliosOwnExamples(String name) {
    var document = Documents.orAbort().read(name);
    var host = document.at("/servers/0/url").stringValue().substring("https://".length());
    var product = host.substring(0, host.indexOf('.'));
    var deviations = new ArrayList<String>();
    for (var path : document.get("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        var method = operation.getKey().toUpperCase();
        if (ServedRoutes.serve(product, method, path.getKey())) {
          deviations.addAll(check(product, method, path.getKey(), operation.getValue()));
        }
      }
    }

    assertThat(deviations).isEmpty();
  }

  private static List<String> check(
      String product, String method, String path, JsonNode operation) {
    var deviations = new ArrayList<String>();
    for (var answer : operation.get("responses").properties()) {
      var examples = answer.getValue().at("/content/application~1json/examples");
      for (Map.Entry<String, JsonNode> example : examples.properties()) {
        var body = example.getValue().get("value").toString().getBytes(StandardCharsets.UTF_8);
        int status = Integer.parseInt(answer.getKey());
        SPECIFICATION
            .deviations(product, method, path, status, "application/json", body)
            .forEach(words -> deviations.add(method + " " + path + " " + words));
      }
    }
    return deviations;
  }
}
