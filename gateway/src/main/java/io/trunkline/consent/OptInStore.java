// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.account.AccountId;
import io.trunkline.consent.ConsentEvent.Kind;
import io.trunkline.consent.ConsentEvent.Source;
import io.trunkline.id.Ids;
import io.trunkline.law.ConsentLevel;
import io.trunkline.law.Purpose;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.storage.Storage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code opt_ins}. */
final class OptInStore {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final JdbcClient jdbc;
  private final Ids ids;

  OptInStore(Storage storage, Ids ids) {
    this.jdbc = storage.jdbc();
    this.ids = ids;
  }

  UUID nextId() {
    return ids.next();
  }

  void insert(OptIn optIn) {
    var grant = optIn.grant();
    jdbc.sql(
            """
            INSERT INTO trunkline.opt_ins
              (id, account_id, recipient, sender, scope, purposes, level, evidence, question, confirmation, state,
               asked_at, expires_at, message)
            VALUES
              (:id, :account, :recipient, :sender, :scope, :purposes, :level, :evidence::jsonb, :question,
               :confirmation, 'pending', :asked_at, :expires_at, :message)
            """)
        .param("id", optIn.id())
        .param("account", grant.account().value())
        .param("recipient", grant.recipient().e164())
        .param("sender", optIn.sender())
        .param("scope", grant.scope().value())
        .param(
            "purposes",
            grant.purposes().stream().sorted().map(OptInStore::written).toArray(String[]::new))
        .param("level", written(Objects.requireNonNull(grant.level())))
        .param("evidence", JSON.writeValueAsString(grant.evidence()))
        .param("question", grant.shown())
        .param("confirmation", optIn.confirmation())
        .param("asked_at", Storage.parameter(optIn.askedAt()))
        .param("expires_at", Storage.parameter(optIn.expiresAt()))
        .param("message", optIn.message())
        .update();
  }

  /** Makes room for a question. */
  void replacePending(OptIn optIn) {
    jdbc.sql(
            """
            UPDATE trunkline.opt_ins SET state = 'replaced'
            WHERE account_id = :account AND recipient = :recipient AND sender = :sender AND state = 'pending'
            """)
        .param("account", optIn.grant().account().value())
        .param("recipient", optIn.grant().recipient().e164())
        .param("sender", optIn.sender())
        .update();
  }

  /** The question that waits when this is heard; it is locked until the transaction ends. */
  Optional<OptIn> lockPending(HeardText heard) {
    return jdbc.sql(
            """
            SELECT * FROM trunkline.opt_ins
            WHERE account_id = :account AND recipient = :recipient AND sender IN (:to, :service)
              AND state = 'pending' AND asked_at <= :at AND expires_at > :at
            ORDER BY asked_at DESC
            LIMIT 1
            FOR UPDATE
            """)
        .param("account", heard.account().value())
        .param("recipient", heard.from().e164())
        .param("to", heard.to())
        .param("service", heard.serviceSid() == null ? heard.to() : heard.serviceSid())
        .param("at", Storage.parameter(Storage.storable(heard.at())))
        .query((row, _) -> optIn(row, heard.at()))
        .optional();
  }

  /**
   * @return the question as it is since
   */
  OptIn close(OptIn optIn, OptIn.State state, HeardText answer) {
    return jdbc.sql(
            """
            UPDATE trunkline.opt_ins SET state = :state, answered_at = :at, answer_sid = :sid
            WHERE id = :id
            RETURNING *
            """)
        .param("state", written(state))
        .param("at", Storage.parameter(Storage.storable(answer.at())))
        .param("sid", answer.messageSid())
        .param("id", optIn.id())
        .query((row, _) -> optIn(row, answer.at()))
        .single();
  }

  Optional<OptIn> find(AccountId account, UUID id, Instant now) {
    return jdbc.sql("SELECT * FROM trunkline.opt_ins WHERE account_id = :account AND id = :id")
        .param("account", account.value())
        .param("id", id)
        .query((row, _) -> optIn(row, now))
        .optional();
  }

  private static OptIn optIn(ResultSet row, Instant now) throws SQLException {
    var state = OptIn.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT));
    var expiresAt = Storage.instant(row, "expires_at");
    var answeredAt = row.getObject("answered_at", OffsetDateTime.class);
    return new OptIn(
        row.getObject("id", UUID.class),
        grant(row),
        row.getString("sender"),
        row.getString("confirmation"),
        row.getString("message"),
        state == OptIn.State.PENDING && !expiresAt.isAfter(now) ? OptIn.State.EXPIRED : state,
        Storage.instant(row, "asked_at"),
        expiresAt,
        answeredAt == null ? null : answeredAt.toInstant());
  }

  private static Statement grant(ResultSet row) throws SQLException {
    return new Statement(
        new AccountId(row.getObject("account_id", UUID.class)),
        new PhoneNumber(row.getString("recipient")),
        new ConsentScope(row.getString("scope")),
        Kind.GRANTED,
        Stream.of((String[]) row.getArray("purposes").getArray())
            .map(name -> Purpose.valueOf(name.toUpperCase(Locale.ROOT)))
            .collect(Collectors.toUnmodifiableSet()),
        ConsentLevel.valueOf(row.getString("level").toUpperCase(Locale.ROOT)),
        Source.DOUBLE_OPT_IN,
        JSON.readValue(row.getString("evidence"), Evidence.class),
        row.getString("question"),
        Storage.instant(row, "asked_at"));
  }

  private static String written(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
