// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.web;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.trunkline.account.Scope;
import io.trunkline.numbers.Numbers;
import io.trunkline.policy.Policies;
import io.trunkline.problem.RefusalCode;
import io.trunkline.server.TestServer;
import io.trunkline.server.client.JsonClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** The contract and the server agree. */
class ApiDocumentTest {

  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  /** What the Java door and the command line say, and what Twilio gets to hear. */
  private static final Set<String> NOT_OF_THE_API = Set.of("AccountRefusal", "CallbackRefusal");

  @TempDir static Path folder;
  private static TestServer server;
  private static JsonClient client;
  private static JsonNode document;

  @BeforeAll
  static void start() {
    server = TestServer.start(folder);
    client = server.client(Scope.SEND, Scope.READ, Scope.OPERATE, Scope.CONFIGURE);
    document = new JsonClient(URI.create(server.url()), "").get("/v3/api-docs").json();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void describesEveryOperationThatThereIsAndNoOther() {
    var described = new TreeSet<String>();
    for (var path : document.path("paths").properties()) {
      for (var method : path.getValue().propertyNames()) {
        if (METHODS.contains(method)) {
          described.add(method + " " + path.getKey());
        }
      }
    }

    assertThat(described).isNotEmpty().isEqualTo(registered());
  }

  @Test
  void describesTheAnswersAsTheyAre() {
    var accepted = client.post("/v1/messages", text("+14155550123", "Hello"));
    assertAnswer(accepted, 202, "AcceptedMessage");
    var id = accepted.text("id");
    assertAnswer(client.get("/v1/messages/" + id), 200, "Message");
    assertAnswer(client.get("/v1/messages/" + id + "/events"), 200, "Timeline");
    client.post("/v1/messages", text("+14155550124", "Hello"));
    assertAnswer(client.get("/v1/messages?limit=1"), 200, "MessagePage");
    var preview = client.post("/v1/messages/preview", text("+14155550123", "“Hello”"));
    assertAnswer(preview, 200, "Preview");
    var batch = JsonNodeFactory.instance.objectNode();
    batch.putArray("messages").add(text("+14155550123", "Hello")).add(text("1", "Hello"));
    assertAnswer(client.post("/v1/messages/batch", batch), 200, "BatchAnswer");
    assertAnswer(client.get("/v1/callbacks/rejections"), 200, "Rejections");
    assertAnswer(client.get("/v1/auth-tokens"), 200, "AuthTokens");
    assertAnswer(client.get("/v1/callbacks"), 200, "CallbackPage");
    var parked = JsonNodeFactory.instance.objectNode().put("state", "parked");
    assertAnswer(client.post("/v1/callbacks/replay", parked), 200, "ReplayReport");
    assertAnswer(client.get("/v1/conversations"), 200, "ConversationPage");
    assertAnswer(client.get("/v1/prices/US"), 200, "Prices");
    assertAnswer(client.get("/v1/circuits"), 200, "Circuits");
  }

  @Test
  void describesSendersPoolsAndPacesAsTheyAre() {
    var numbers = server.bean("trunklineNumbers", Numbers.class);
    var account = numbers.all().getFirst().account();
    numbers.setPace(account, null, 50);
    numbers.setPace(account, "GB", 10);
    var named = JsonNodeFactory.instance.objectNode().put("address", "ACME");

    var sender = client.post("/v1/senders", named);
    numbers.putPool(account, "shops", List.of("ACME"));

    assertAnswer(sender, 200, "Sender");
    assertAnswer(client.get("/v1/senders/" + sender.text("id")), 200, "Sender");
    assertAnswer(client.get("/v1/senders"), 200, "SenderPage");
    assertAnswer(client.get("/v1/default-sender"), 200, "DefaultSender");
    assertAnswer(client.get("/v1/pools/shops"), 200, "Pool");
    assertAnswer(client.get("/v1/pools"), 200, "PoolPage");
    assertAnswer(client.get("/v1/paces"), 200, "Paces");
    numbers.clearPace(account, null);
    numbers.clearPace(account, "GB");
  }

  @Test
  void describesPoliciesAsTheyAre() {
    var account = server.bean("trunklineNumbers", Numbers.class).all().getFirst().account();
    var policies = server.bean("trunklinePolicies", Policies.class);
    assertAnswer(client.get("/v1/policy"), 200, "Policy");

    policies.change(account, 0, policies.usual(), "somebody");

    assertAnswer(client.get("/v1/policy"), 200, "Policy");
    assertAnswer(client.get("/v1/policy/versions"), 200, "PolicyVersions");
  }

  @Test
  void describesRuleSetsAsTheyAre() {
    assertAnswer(client.get("/v1/rule-sets"), 200, "RuleSets");
    var version = client.get("/v1/rule-sets").json().at("/data/0/version").asString();
    assertAnswer(client.get("/v1/rule-sets/" + version), 200, "RuleSet");
    var empty = JsonNodeFactory.instance.objectNode();
    assertAnswer(client.post("/v1/rule-sets/" + version + "/activate", empty), 200, "RuleSet");
    assertAnswer(
        client.post(
            "/v1/rule-sets", client.get("/v1/rule-sets/" + version).json().path("document")),
        409,
        "Problem");
  }

  @Test
  void describesConsentsAsTheyAre() {
    var said =
        JsonNodeFactory.instance
            .objectNode()
            .put("recipient", "+14155550125")
            .put("kind", "granted")
            .put("level", "written")
            .put("text", "I agree.");
    said.putArray("purposes").add("marketing");

    assertThat(errors("RecordConsent", said)).isEmpty();
    assertAnswer(client.post("/v1/consents", said), 201, "ConsentEvent");
    assertAnswer(client.get("/v1/consents/+14155550125"), 200, "ConsentState");
    assertAnswer(client.get("/v1/consents/+14155550125/events"), 200, "ConsentEvents");
    assertAnswer(client.get("/v1/consents/+14155550125/evidence"), 200, "ConsentEvidence");
    assertAnswer(client.get("/v1/consents/verification"), 200, "ConsentVerification");
    said.remove("kind");
    assertThat(errors("AskOptIn", said)).isEmpty();
    var asked = client.post("/v1/opt-ins", said);
    assertAnswer(asked, 202, "OptIn");
    assertAnswer(client.get("/v1/opt-ins/" + asked.text("id")), 200, "OptIn");
    assertAnswer(client.get("/v1/opt-ins/opt_0"), 404, "Problem");
  }

  @Test
  void describesWebhooksAsTheyAre() {
    var wanted = JsonNodeFactory.instance.objectNode().put("url", "https://1.1.1.1/hooks");

    assertThat(errors("CreateWebhookEndpoint", wanted)).isEmpty();
    var made = client.post("/v1/webhooks/endpoints", wanted);
    assertAnswer(made, 201, "WebhookEndpoint");
    var endpoint = "/v1/webhooks/endpoints/" + made.text("id");
    assertAnswer(client.get(endpoint), 200, "WebhookEndpoint");
    assertAnswer(client.get("/v1/webhooks/endpoints"), 200, "WebhookEndpoints");
    var empty = JsonNodeFactory.instance.objectNode();
    assertAnswer(client.post(endpoint + "/secret/rotate", empty), 200, "WebhookSecret");
    assertAnswer(client.get(endpoint + "/deliveries"), 200, "WebhookDeliveryPage");
    assertAnswer(client.get("/v1/webhooks/deliveries/whd_0"), 404, "Problem");
    wanted.put("url", "https://127.0.0.1/");
    assertAnswer(client.post("/v1/webhooks/endpoints", wanted), 422, "Problem");
  }

  @Test
  void describesEventsAsTheyAre() {
    client.post("/v1/messages", text("+14155550123", "Hello"));
    await().until(() -> client.get("/v1/events?limit=1").json().path("data").size() == 1);

    var page = client.get("/v1/events?limit=1");
    assertAnswer(page, 200, "EventPage");
    var id = page.json().at("/data/0/id").asString();
    assertAnswer(client.get("/v1/events/" + id), 200, "Event");
    assertAnswer(client.get("/v1/events/evt_0"), 404, "Problem");
    assertAnswer(withoutKey().get("/v3/schemas/events"), 200, "EventTypes");
    assertThat(withoutKey().get("/v1/events").status()).isEqualTo(401);
    assertThat(withoutKey().get("/v1/events/stream").status()).isEqualTo(401);
  }

  /** What an event shows is what the API shows. */
  @Test
  void describesInEventsWhatItDescribesInAnswers() {
    for (var type : withoutKey().get("/v3/schemas/events").json().path("data")) {
      var schema = withoutKey().get(type.path("schema").asString()).json();
      assertThat(schema.path("$defs").properties()).isNotEmpty();
      for (var definition : schema.path("$defs").properties()) {
        assertThat(definition.getValue())
            .as(type.path("type").asString() + " " + definition.getKey())
            .isEqualTo(
                ofEvents(document.path("components").path("schemas").path(definition.getKey())));
      }
    }
  }

  private static JsonClient withoutKey() {
    return new JsonClient(URI.create(server.url()), "");
  }

  /** Open, as subscribers have to take it, and in the words of JSON Schema. */
  private static JsonNode ofEvents(JsonNode schema) {
    if (schema.isArray()) {
      var array = JsonNodeFactory.instance.arrayNode();
      schema.forEach(item -> array.add(ofEvents(item)));
      return array;
    }
    if (schema.isString()) {
      var text = schema.stringValue();
      return JsonNodeFactory.instance.stringNode(
          (text.contains("\n") ? text.strip() : text).replace("#/components/schemas/", "#/$defs/"));
    }
    if (!schema.isObject()) {
      return schema;
    }
    var object = JsonNodeFactory.instance.objectNode();
    for (var field : schema.properties()) {
      switch (field.getKey()) {
        case "additionalProperties", "unevaluatedProperties" -> {
          if (!field.getValue().isBoolean()) {
            object.set(field.getKey(), ofEvents(field.getValue()));
          }
        }
        case "example" -> object.putArray("examples").add(field.getValue());
        default -> object.set(field.getKey(), ofEvents(field.getValue()));
      }
    }
    return object;
  }

  @Test
  void describesProblemsAsTheyAre() {
    assertAnswer(client.post("/v1/messages", text("123", "")), 422, "Problem");
    assertAnswer(client.get("/v1/messages/msg_0"), 404, "Problem");
    assertAnswer(client.get("/v1/conversations/cnv_0"), 404, "Problem");
    var hidden = JsonNodeFactory.instance.objectNode().put("url", "http://127.0.0.1/");
    assertAnswer(client.post("/v1/media", hidden), 422, "Problem");
    assertAnswer(JsonClient.ofServer(server.url(), "tk_no").get("/v1/messages"), 401, "Problem");
  }

  @Test
  void namesEveryRefusalThatThereIs() {
    var rooms = new ClassPathScanningCandidateComponentProvider(false);
    rooms.addIncludeFilter(new AssignableTypeFilter(RefusalCode.class));
    var codes =
        rooms.findCandidateComponents("io.trunkline").stream()
            .map(room -> ClassUtils.resolveClassName(requireNonNull(room.getBeanClassName()), null))
            .filter(room -> !NOT_OF_THE_API.contains(room.getSimpleName()))
            .flatMap(room -> Stream.of((RefusalCode[]) room.getEnumConstants()))
            .map(code -> "`" + code.code() + "`")
            .toList();

    assertThat(codes).contains("`recipient_opted_out`");
    assertThat(document.toString()).contains(codes);
  }

  @Test
  void refusesAsTheSchemaDoesWhatIsNoField() {
    var strange = JsonNodeFactory.instance.objectNode().put("to", "+14155550123").put("text", "?");

    assertThat(errors("SendMessage", strange)).isNotEmpty();
    assertThat(client.post("/v1/messages", strange).status()).isEqualTo(422);
  }

  @Test
  void showsAPageThatRunsNothingButItsOwnFiles() throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      for (var path : new String[] {"/docs", "/docs/docs.js", "/docs/swagger-ui-bundle.js"}) {
        var answer =
            http.send(
                HttpRequest.newBuilder(URI.create(server.url() + path)).build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
            .contains("default-src 'none'")
            .contains("script-src 'self';");
        if (path.equals("/docs")) {
          assertThat(answer.body()).doesNotContainPattern("<script>|onclick|javascript:");
        }
      }
    }
  }

  private static Set<String> registered() {
    var operations = new TreeSet<String>();
    server
        .bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .forEach(
            (mapping, method) ->
                mapping.getPatternValues().stream()
                    .filter(
                        pattern -> pattern.startsWith("/v1/") || pattern.startsWith("/v3/schemas/"))
                    .forEach(
                        pattern ->
                            mapping.getMethodsCondition().getMethods().stream()
                                .map(verb -> verb.name().toLowerCase(Locale.ROOT))
                                .forEach(verb -> operations.add(verb + " " + pattern))));
    return operations;
  }

  private static void assertAnswer(JsonClient.Answer answer, int status, String schema) {
    assertThat(answer.status()).as(answer.json().toString()).isEqualTo(status);
    assertThat(errors(schema, answer.json())).as(answer.json().toString()).isEmpty();
  }

  private static Iterable<com.networknt.schema.Error> errors(String schema, JsonNode value) {
    var root = JsonNodeFactory.instance.objectNode().put("$ref", "#/components/schemas/" + schema);
    root.set("components", document.path("components"));
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(JsonMapper.shared().readTree(root.toString()))
        .validate(value);
  }

  private static JsonNode text(String to, String body) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("to", to)
        .put("body", body)
        .put("reference", "table 4");
  }
}
