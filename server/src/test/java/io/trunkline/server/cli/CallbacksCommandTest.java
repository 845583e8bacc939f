// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.account.Accounts;
import io.trunkline.account.Scope;
import io.trunkline.callbacks.CallbackId;
import io.trunkline.id.Ids;
import io.trunkline.server.TestServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Twilio has sent, at the command line of a running server. */
class CallbacksCommandTest {

  private static final Instant NINE = Instant.parse("2026-11-25T09:00:00Z");

  @TempDir static Path folder;
  private static TestServer server;
  private static String key;

  @BeforeAll
  static void start() {
    server = TestServer.start(folder);
    key = server.key(Scope.OPERATE, Scope.CONFIGURE);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void forget() throws SQLException {
    try (var connection = server.bean(DataSource.class).getConnection();
        var delete = connection.createStatement()) {
      delete.executeUpdate("DELETE FROM trunkline.callbacks");
    }
  }

  @Test
  void showsWhatWasGivenUpAndWhy() throws SQLException {
    var id = parked("SM1");

    var run = callbacks("list", "--state", "parked");

    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains(id.toString(), "inbound_message", "parked", "the database was away")
        .doesNotContain("+1415");
    assertThat(callbacks("list", "--state", "due").out()).isEmpty();
  }

  @Test
  void appliesWhatWasGivenUpInBatchesAndSaysWhatChanged() throws SQLException {
    for (int i = 0; i < 120; i++) {
      parked("SMB" + i);
    }

    var dry = callbacks("replay", "--state", "parked", "--dry-run");
    assertThat(dry.err()).contains("{would_apply=120}");

    var run = callbacks("replay", "--state", "parked", "--from", "2026-01-01T00:00:00Z");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("changed", "msg_", "-> received");
    assertThat(run.err()).contains("{changed=120}");

    assertThat(callbacks("replay", "--state", "parked").err()).contains("None.");
    assertThat(callbacks("replay", "--subject", "SMB7").err()).contains("{unchanged=1}");
  }

  @Test
  void appliesTheOnesItIsGiven() throws SQLException {
    var id = parked("SM1");

    assertThat(callbacks("replay", id.toString()).out()).contains(id.toString(), "changed");
    assertThat(callbacks("replay", "cb_00000000000000000000000000").err())
        .startsWith("unknown_callback: ");
  }

  @Test
  void endsWithOneIfOneFails() throws SQLException {
    var id = stored("SM1", "gone_kind", "/twilio/gone");

    var run = callbacks("replay", id.toString());

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("failed", "no such route");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "replay", "replay cb_1 --state parked", "replay cb_1 --dry-run"})
  void asksWhatIsMeant(String line) {
    var run = callbacks(line.isEmpty() ? new String[0] : line.split(" "));

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--help").doesNotContain("\tat ");
  }

  private static Run callbacks(String... words) {
    var line = new ArrayList<>(List.of("callbacks"));
    line.addAll(List.of(words));
    if (words.length > 0) {
      line.addAll(List.of("--url", server.url(), "--key", key));
    }
    return Run.of(line.toArray(String[]::new));
  }

  private static CallbackId parked(String sid) throws SQLException {
    return stored(sid, "inbound_message", "/twilio/messages/inbound");
  }

  private static CallbackId stored(String sid, String kind, String path) throws SQLException {
    var id = new CallbackId(server.bean(Ids.class).next());
    var sql =
        """
        INSERT INTO trunkline.callbacks
          (id, account_id, kind, path, parameters, received_at, parked_because)
        VALUES (?, ?, ?, ?, jsonb_build_object('MessageSid', jsonb_build_array(?::text),
          'From', '["+14155550123"]'::jsonb, 'To', '["+14155550100"]'::jsonb,
          'Body', '["Hello"]'::jsonb), ?, 'the database was away')
        """;
    try (var connection = server.bean(DataSource.class).getConnection();
        var insert = connection.prepareStatement(sql)) {
      insert.setObject(1, id.value());
      insert.setObject(2, server.bean(Accounts.class).configured().id().value());
      insert.setString(3, kind);
      insert.setString(4, path);
      insert.setString(5, sid);
      insert.setObject(6, NINE.atOffset(ZoneOffset.UTC));
      insert.executeUpdate();
    }
    return id;
  }
}
