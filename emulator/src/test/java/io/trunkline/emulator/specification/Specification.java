// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.specification;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import io.trunkline.emulator.FactFiles;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Twilio's documents say about answers. Safe for use by several threads. */
public final class Specification {
  private static final String HERE = "https://openapi.invalid/";
  private static final String ERROR = "twilio-error";
  private static final Pattern VARIABLE = Pattern.compile("\\{[^}]+}");
  private static final JsonMapper MAPPER = new JsonMapper();

  /** Literal paths before those with variables. */
  private final List<Operation> operations = new ArrayList<>();

  private final SchemaRegistry registry;
  private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

  /**
   * An operation that the documents describe.
   *
   * @param name as Twilio has it, beginning with what it does
   * @param product the first label of the host's name
   * @param parameters of the query or the form
   * @param answers by HTTP status, the schema of the body; null for an answer without one
   */
  public record Operation(
      String name,
      String product,
      String method,
      String path,
      List<String> parameters,
      Map<Integer, @Nullable String> answers,
      Pattern pattern) {
    /** What tells it apart from all others. */
    public String id() {
      return method + " " + product + ".twilio.com" + path;
    }

    boolean isFor(String product, String method, String path) {
      return this.product.equals(product)
          && this.method.equals(method)
          && pattern.matcher(path).matches();
    }
  }

  private Specification(Map<String, JsonNode> documents, Exceptions exceptions) {
    var texts = new HashMap<String, String>();
    documents.forEach(
        (name, document) -> {
          for (var operation : document.get("operations")) {
            operations.add(operation(name, document.get("product").stringValue(), operation));
          }
          texts.put(HERE + name, exceptions.apply(name, document).toString());
        });
    operations.addAll(exceptions.operations());
    operations.sort(Comparator.comparingInt(operation -> operation.path().split("\\{").length));
    texts.put(HERE + ERROR, FactFiles.text("openapi/error.json"));
    var dialect =
        Dialect.builder(Dialects.getDraft202012())
            .keyword(new NonValidationKeyword("schemas"))
            .formats(Formats.ALL)
            .build();
    var config = SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
    registry =
        SchemaRegistry.withDialect(
            dialect, builder -> builder.schemas(texts).schemaRegistryConfig(config));
  }

  /** That of the documents kept with the project. */
  public static Specification load() {
    var documents = new HashMap<String, JsonNode>();
    for (var name : Documents.NAMES) {
      documents.put(name, FactFiles.json("openapi/" + name + ".json"));
    }
    return new Specification(documents, Exceptions.load());
  }

  /** Every operation of the products that are imitated. */
  public List<Operation> operations() {
    return operations;
  }

  /**
   * What about the answer is not as the documents say, each as JSON pointer and rule.
   *
   * @param product empty for a path that none is known for
   */
  List<String> deviations(
      String product, String method, String path, int status, String contentType, byte[] body) {
    var operation = find(product, method, path);
    if (operation.isPresent() && operation.get().answers().containsKey(status)) {
      var schema = operation.get().answers().get(status);
      return schema == null ? checkEmpty(body) : check(schema, contentType, body);
    }
    if (status >= 400) {
      var deviations = new ArrayList<>(check(ERROR + "#/schemas/error", contentType, body));
      if (deviations.isEmpty() && read(body).path("status").intValue() != status) {
        deviations.add("/status: is not the HTTP status " + status);
      }
      return deviations;
    }
    return List.of(
        operation.isPresent()
            ? ": no answer with status %d is described".formatted(status)
            : ": no such operation is described");
  }

  Optional<Operation> find(String product, String method, String path) {
    return operations.stream()
        .filter(operation -> operation.isFor(product, method, path))
        .findFirst();
  }

  private static List<String> checkEmpty(byte[] body) {
    return body.length == 0 ? List.of() : List.of(": has a body where none is described");
  }

  private List<String> check(String schema, String contentType, byte[] body) {
    if (schema.equals(Exceptions.ANYTHING)) {
      return List.of();
    }
    if (!contentType.startsWith("application/json")) {
      return List.of(": is " + contentType + ", not JSON");
    }
    try {
      return schemas.computeIfAbsent(schema, this::compiled).validate(read(body)).stream()
          .map(Specification::words)
          .toList();
    } catch (JacksonException unreadable) {
      return List.of(": is not JSON");
    }
  }

  private static JsonNode read(byte[] body) {
    return MAPPER.readTree(body);
  }

  private Schema compiled(String schema) {
    return registry.getSchema(SchemaLocation.of(HERE + schema));
  }

  private static String words(Error error) {
    var value = error.getInstanceNode();
    return error.getInstanceLocation()
        + ": "
        + error.getMessage()
        + (value == null || value.isContainer() ? "" : ", but is " + value);
  }

  private static Operation operation(String document, String product, JsonNode node) {
    var answers = new HashMap<Integer, @Nullable String>();
    for (var answer : node.get("answers").properties()) {
      var schema = answer.getValue();
      answers.put(
          Integer.valueOf(answer.getKey()),
          schema.isNull() ? null : document + "#/schemas/" + schema.stringValue());
    }
    var parameters = node.get("parameters").valueStream().map(JsonNode::stringValue).toList();
    var path = node.get("path").stringValue();
    return new Operation(
        node.get("name").stringValue(),
        product,
        node.get("method").stringValue(),
        path,
        parameters,
        answers,
        pattern(path));
  }

  /** A variable is one segment of the path, or what stands before its suffix. */
  static Pattern pattern(String path) {
    var literals = VARIABLE.splitWithDelimiters(path, 0);
    var pattern = new StringBuilder();
    for (int i = 0; i < literals.length; i++) {
      pattern.append(i % 2 == 0 ? Pattern.quote(literals[i]) : "[^/]+");
    }
    return Pattern.compile(pattern.toString());
  }
}
