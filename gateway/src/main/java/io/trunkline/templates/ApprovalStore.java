// SPDX-License-Identifier: Apache-2.0
package io.trunkline.templates;

import io.trunkline.account.AccountId;
import io.trunkline.storage.Storage;
import io.trunkline.twilio.ApprovalStatus;
import io.trunkline.twilio.ContentApproval;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code template_approvals}, and what is linked. */
final class ApprovalStore {

  private final JdbcClient jdbc;

  ApprovalStore(Storage storage) {
    this.jdbc = storage.jdbc();
  }

  /** A content that a version is linked to. */
  record Link(AccountId account, String contentSid) {}

  /** What is linked to versions that are not archived, of one template or (null) of all. */
  List<Link> links(@Nullable TemplateId template) {
    return jdbc.sql(
            """
            SELECT DISTINCT t.account_id, language.value ->> 'content_sid' AS content_sid
            FROM trunkline.template_versions v
            JOIN trunkline.templates t ON t.id = v.template_id
            CROSS JOIN json_each(v.content -> 'languages') AS language
            WHERE v.status <> 'archived'
              AND (:template::uuid IS NULL OR t.id = :template::uuid)
              AND language.value ->> 'content_sid' IS NOT NULL
            ORDER BY 1, 2
            """)
        .param("template", template == null ? null : template.value())
        .query(
            (row, index) ->
                new Link(
                    new AccountId(row.getObject("account_id", UUID.class)),
                    row.getString("content_sid")))
        .list();
  }

  /** Records what Twilio has said; gives back what is known now. */
  Approval put(Link link, ContentApproval said, Instant now) {
    return jdbc.sql(
            """
            INSERT INTO trunkline.template_approvals AS known
              (account_id, content_sid, status, category, rejection_reason, checked_at, changed_at)
            VALUES (:account, :sid, :status, :category, :reason, :now, :now)
            ON CONFLICT ON CONSTRAINT template_approvals_pk DO UPDATE SET
              status = excluded.status,
              category = excluded.category,
              rejection_reason = excluded.rejection_reason,
              checked_at = excluded.checked_at,
              changed_at = CASE WHEN known.status = excluded.status
                THEN known.changed_at ELSE excluded.changed_at END
            RETURNING *
            """)
        .param("account", link.account().value())
        .param("sid", link.contentSid())
        .param("status", said.status().name().toLowerCase(Locale.ROOT))
        .param("category", said.category())
        .param("reason", said.rejectionReason())
        .param("now", Storage.parameter(now))
        .query(ApprovalStore::approval)
        .single();
  }

  /** Those that are known. */
  List<Approval> find(AccountId account, Collection<String> contentSids) {
    return jdbc.sql(
            """
            SELECT * FROM trunkline.template_approvals
            WHERE account_id = :account AND content_sid = ANY (:sids)
            ORDER BY content_sid
            """)
        .param("account", account.value())
        .param("sids", contentSids.toArray(String[]::new))
        .query(ApprovalStore::approval)
        .list();
  }

  private static Approval approval(ResultSet row, int index) throws SQLException {
    return new Approval(
        row.getString("content_sid"),
        ApprovalStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
        row.getString("category"),
        row.getString("rejection_reason"),
        Storage.instant(row, "checked_at"),
        Storage.instant(row, "changed_at"));
  }
}
