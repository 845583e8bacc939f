// SPDX-License-Identifier: Apache-2.0
package io.trunkline.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.storage.TestDatabase;
import io.trunkline.storage.TroubledDataSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ProblemAdviceTest {

  private static final TestDatabase DATABASE = TestDatabase.create();

  /** Does what the test says. */
  @RestController
  record Desk(Runnable work) {

    @GetMapping("/desk")
    Map<String, String> serve() {
      work.run();
      return Map.of("served", "yes");
    }
  }

  @Test
  void leavesAnAnswerAlone() {
    assertThat(serving(() -> {})).hasStatus(200).bodyText().isEqualTo("{\"served\":\"yes\"}");
  }

  @Test
  void answers503WhileTheDatabaseCannotBeReached() {
    var dataSource = new TroubledDataSource(DATABASE.dataSource());
    dataSource.unplug();

    refusesForNow(() -> JdbcClient.create(dataSource).sql("SELECT 1").query().singleValue());
  }

  @Test
  void answers503WhenATransactionCannotEvenBegin() {
    var dataSource = new TroubledDataSource(DATABASE.dataSource());
    dataSource.unplug();
    var transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));

    refusesForNow(() -> transactions.executeWithoutResult(status -> {}));
  }

  @Test
  void answers503WhenTheDatabaseGoesAwayInTheMiddle() {
    refusesForNow(sql("SELECT pg_terminate_backend(pg_backend_pid())"));
  }

  @Test
  void answers503WhenTheDatabaseGoesAwayInATransaction() {
    var transactions = new TransactionTemplate(DATABASE.transactions());

    refusesForNow(
        () ->
            transactions.executeWithoutResult(
                status -> sql("SELECT pg_terminate_backend(pg_backend_pid())").run()));
  }

  @Test
  void answers503WhenTheDatabaseIsTooSlow() {
    var transactions = new TransactionTemplate(DATABASE.transactions());
    transactions.setTimeout(1);

    refusesForNow(
        () -> transactions.executeWithoutResult(status -> sql("SELECT pg_sleep(20)").run()));
  }

  @Test
  void answersASurpriseWithoutAWordAboutIt() {
    var result =
        serving(
            () -> {
              throw new IllegalStateException("secret of +14155550123", new Exception("cause"));
            });

    assertThat(result).hasStatus(500);
    assertThat(problem(result).get("code").stringValue()).isEqualTo("internal_error");
    assertThat(result.getResponse().getContentAsByteArray())
        .asString()
        .doesNotContain("secret", "+1415", "cause", "Exception", "ProblemAdvice");
  }

  @Test
  void keepsTheDatabasesWordsToItself() {
    var result = serving(sql("INSERT INTO trunkline.accounts (id) VALUES (NULL)"));

    assertThat(result).hasStatus(500);
    assertThat(result.getResponse().getContentAsByteArray())
        .asString()
        .doesNotContain("accounts", "INSERT", "null");
  }

  @Test
  void saysNoInTheWordsOfTheRefusal() {
    var refusal =
        new Refusal(
            RequestRefusal.INVALID_VALUE,
            "to is no number",
            List.of(new Refusal.Error("/to", "invalid_value", "is no number")),
            21211);
    var result =
        serving(
            () -> {
              throw refusal.asException();
            });

    assertThat(result).hasStatus(422);
    assertThat(problem(result))
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    """
                    {
                      "type": "urn:trunkline:problem:invalid_value",
                      "title": "A field has a value it cannot have",
                      "status": 422,
                      "detail": "to is no number",
                      "code": "invalid_value",
                      "errors": [
                        {"pointer": "/to", "code": "invalid_value", "detail": "is no number"}
                      ],
                      "twilio_code": 21211
                    }
                    """));
  }

  private static void refusesForNow(Runnable work) {
    var result = serving(work);

    assertThat(result).hasStatus(503).hasHeader(HttpHeaders.RETRY_AFTER, "2");
    assertThat(problem(result).get("code").stringValue()).isEqualTo("unavailable");
  }

  private static Runnable sql(String sql) {
    return () -> DATABASE.jdbc().sql(sql).query().listOfRows();
  }

  private static MvcTestResult serving(Runnable work) {
    return MockMvcTester.of(
            List.of(new Desk(work)),
            builder -> builder.setControllerAdvice(new ProblemAdvice()).build())
        .get()
        .uri("/desk")
        .exchange();
  }

  private static JsonNode problem(MvcTestResult result) {
    assertThat(result).hasContentType(Problem.MEDIA_TYPE);
    return JsonMapper.shared().readTree(result.getResponse().getContentAsByteArray());
  }
}
