// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.account.Scope;
import io.trunkline.server.TestServer;
import io.trunkline.server.client.JsonClient;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands beside a running server, as a person would type them. */
class TrunklineTest {

  @TempDir static Path folder;
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "fly",
        "keys",
        "keys make",
        "keys create --scopes fly",
        "keys revoke nonsense",
        "serve --port many",
        "emulator --port many",
        "send --to +14155550123",
        "demo --date x"
      })
  void answersWhatItDoesNotUnderstandWithASentenceAndTwo(String line) {
    var run = Run.of(line.isEmpty() ? new String[0] : line.split(" "));

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).isNotBlank().contains("--help").doesNotContain("\tat ");
    assertThat(run.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "demo",
        "serve",
        "emulator",
        "doctor",
        "keys",
        "keys create",
        "accounts",
        "accounts add-token",
        "callbacks",
        "callbacks list",
        "callbacks replay",
        "send"
      })
  void explainsEveryCommand(String command) {
    var run = Run.of((command + " --help").strip().split(" "));

    assertThat(run.code()).isZero();
    assertThat(run.out()).startsWith("Usage: trunkline " + command);
  }

  @Test
  void printsItsVersion() {
    assertThat(Run.of("version").out()).matches("(?s)Trunkline \\d.*Java 2.*");
  }

  @Test
  void makesListsAndRevokesKeysBesideARunningServer() {
    var made = keys("create", "--name", "shop", "--scopes", "read,send");
    assertThat(made.code()).isZero();
    var secret = made.out().strip();
    assertThat(secret).startsWith("tk_");
    assertThat(status(secret)).isEqualTo(200);

    var listed = keys("list");
    assertThat(listed.out()).contains("send,read  shop").doesNotContain(secret);
    var id = made.err().split(" ")[1];

    assertThat(keys("revoke", id).code()).isZero();
    assertThat(keys("list").out()).doesNotContain("shop");
    var again = keys("revoke", id);
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.err()).contains("No key in use").doesNotContain("\tat ");
  }

  @Test
  void refusesKeysForAccountsThatDoNotExist() {
    var run = keys("create", "--account", "nobody");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err().strip()).isEqualTo("There is no account called \"nobody\"");
  }

  @Test
  void listsTheConfiguredAccount() {
    var run = Run.of("accounts", "list", "--data", folder.toString());

    assertThat(run.out()).contains("default").contains("(no credentials)");
  }

  @Test
  void saysWhoHasTheDataFolderOrThePort() throws Exception {
    var second = Run.of("serve", "--port", "0", "--data", folder.toString());
    assertThat(second.code()).isEqualTo(1);
    assertThat(second.err())
        .contains("in use by process " + ProcessHandle.current().pid())
        .doesNotContain("\tat ");

    var busy =
        Run.of(
            "demo",
            "--data",
            Files.createTempDirectory(folder, "demo").toString(),
            "--port",
            Integer.toString(server.port()));
    assertThat(busy.code()).isEqualTo(1);
    assertThat(busy.err().strip())
        .isEqualTo("Port %d is in use: choose another with --port".formatted(server.port()));
  }

  @Test
  void sendsThroughARunningServer() {
    var key = server.key(Scope.SEND, Scope.READ);
    var sent = send("+14155550123", key);
    assertThat(sent.code()).isZero();
    assertThat(sent.out()).startsWith("msg_");

    var refused = send("nonsense", key);
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).startsWith("invalid_number: ").doesNotContain("\tat ");

    assertThat(send("+14155550123", "tk_wrong").err()).startsWith("unauthenticated: ");
    assertThat(send("+14155550123", "").err()).startsWith("An API key is needed");
    var nobody =
        Run.of("send", "--to", "+1", "--body", "x", "--key", "tk_x", "--url", "http://localhost:1");
    assertThat(nobody.code()).isEqualTo(1);
    assertThat(nobody.err()).startsWith("Nobody answers at http://localhost:1");
  }

  @Test
  void findsTheDatabaseDurable() {
    var run = Run.of("doctor", "--data", folder.toString());

    assertThat(run.out())
        .contains("ok    Java ")
        .containsPattern("(ok|warn)  +Time-zone data")
        .containsPattern("ok +PostgreSQL 18")
        .containsPattern("ok +Commits are durable");
  }

  private static Run keys(String action, String... options) {
    var arguments = new String[options.length + 4];
    arguments[0] = "keys";
    arguments[1] = action;
    arguments[2] = "--data";
    arguments[3] = folder.toString();
    System.arraycopy(options, 0, arguments, 4, options.length);
    return Run.of(arguments);
  }

  private static Run send(String to, String key) {
    return Run.of("send", "--to", to, "--body", "Hi", "--key", key, "--url", server.url());
  }

  private static int status(String secret) {
    return JsonClient.ofServer(server.url(), secret).get("/v1/messages").status();
  }
}
