// SPDX-License-Identifier: Apache-2.0
package io.trunkline.templates;

import io.trunkline.account.AccountId;
import io.trunkline.problem.JsonBody;
import io.trunkline.storage.Storage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables {@code templates} and {@code template_versions}. */
final class TemplateStore {

  private final JdbcClient jdbc;

  TemplateStore(Storage storage) {
    this.jdbc = storage.jdbc();
  }

  /** False if the account has one of this name. */
  boolean insert(TemplateId id, AccountId account, String name, Instant now) {
    return jdbc.sql(
                """
                INSERT INTO trunkline.templates (id, account_id, name, created_at)
                VALUES (:id, :account, :name, :now)
                ON CONFLICT ON CONSTRAINT templates_name_unique DO NOTHING
                """)
            .param("id", id.value())
            .param("account", account.value())
            .param("name", name)
            .param("now", Storage.parameter(now))
            .update()
        == 1;
  }

  /** Keeps others from changing the template until the transaction ends; empty if there is none. */
  Optional<TemplateId> lock(AccountId account, String name) {
    return jdbc.sql(
            """
            SELECT id FROM trunkline.templates
            WHERE account_id = :account AND name = :name
            FOR UPDATE
            """)
        .param("account", account.value())
        .param("name", name)
        .query(UUID.class)
        .optional()
        .map(TemplateId::new);
  }

  /** Writes the draft, which becomes one if there is none. */
  TemplateVersion putDraft(TemplateId template, TemplateContent content, Instant now) {
    return jdbc.sql(
            """
            INSERT INTO trunkline.template_versions (template_id, number, status, content, edited_at)
            VALUES (
              :template,
              (SELECT coalesce(min(number) FILTER (WHERE status = 'draft'), max(number) + 1, 1)
                FROM trunkline.template_versions WHERE template_id = :template),
              'draft', :content::json, :now)
            ON CONFLICT ON CONSTRAINT template_versions_pk
              DO UPDATE SET content = excluded.content, edited_at = excluded.edited_at
            RETURNING *
            """)
        .param("template", template.value())
        .param("content", ContentJson.write(content))
        .param("now", Storage.parameter(now))
        .query(TemplateStore::version)
        .single();
  }

  /** Publishes a draft, or does nothing to a version that is published. */
  void publish(TemplateId template, int number, Instant now) {
    jdbc.sql(
            """
            UPDATE trunkline.template_versions SET status = 'published', published_at = :now
            WHERE template_id = :template AND number = :number AND status = 'draft'
            """)
        .param("template", template.value())
        .param("number", number)
        .param("now", Storage.parameter(now))
        .update();
  }

  void archive(TemplateId template, int number, Instant now) {
    jdbc.sql(
            """
            UPDATE trunkline.template_versions SET status = 'archived', archived_at = :now
            WHERE template_id = :template AND number = :number AND status <> 'archived'
            """)
        .param("template", template.value())
        .param("number", number)
        .param("now", Storage.parameter(now))
        .update();
  }

  void setCurrent(TemplateId template, int number) {
    jdbc.sql("UPDATE trunkline.templates SET current_version = :number WHERE id = :template")
        .param("template", template.value())
        .param("number", number)
        .update();
  }

  /** Leaves the template without a current version, if this one is it. */
  void unsetCurrent(TemplateId template, int number) {
    jdbc.sql(
            """
            UPDATE trunkline.templates SET current_version = NULL
            WHERE id = :template AND current_version = :number
            """)
        .param("template", template.value())
        .param("number", number)
        .update();
  }

  /** The templates of these names. */
  List<Template> find(AccountId account, Collection<String> names) {
    return jdbc.sql(
            """
            SELECT t.*, d.number AS draft
            FROM trunkline.templates t
            LEFT JOIN trunkline.template_versions d ON d.template_id = t.id AND d.status = 'draft'
            WHERE t.account_id = :account AND t.name = ANY (:names)
            """)
        .param("account", account.value())
        .param("names", names.stream().filter(JsonBody::isStorable).toArray(String[]::new))
        .query(TemplateStore::template)
        .list();
  }

  /** Newest first. */
  List<Template> list(AccountId account, @Nullable TemplateId after, int limit) {
    return jdbc.sql(
            """
            SELECT t.*, d.number AS draft
            FROM trunkline.templates t
            LEFT JOIN trunkline.template_versions d ON d.template_id = t.id AND d.status = 'draft'
            WHERE t.account_id = :account AND (:after::uuid IS NULL OR t.id < :after::uuid)
            ORDER BY t.id DESC
            LIMIT :limit
            """)
        .param("account", account.value())
        .param("after", after == null ? null : after.value())
        .param("limit", limit)
        .query(TemplateStore::template)
        .list();
  }

  /** Newest first. */
  List<TemplateVersion> versions(TemplateId template) {
    return jdbc.sql(
            """
            SELECT * FROM trunkline.template_versions
            WHERE template_id = :template
            ORDER BY number DESC
            """)
        .param("template", template.value())
        .query(TemplateStore::version)
        .list();
  }

  Optional<TemplateVersion> version(TemplateId template, int number) {
    return versions(List.of(template), List.of(number)).stream().findFirst();
  }

  /** Those that there are; the numbers stand beside their templates. */
  List<TemplateVersion> versions(List<TemplateId> templates, List<Integer> numbers) {
    return jdbc.sql(
            """
            SELECT v.* FROM trunkline.template_versions v
            JOIN unnest(:templates, :numbers) AS asked (template_id, number)
              USING (template_id, number)
            """)
        .param("templates", templates.stream().map(TemplateId::value).toArray(UUID[]::new))
        .param("numbers", numbers.toArray(Integer[]::new))
        .query(TemplateStore::version)
        .list();
  }

  private static Template template(ResultSet row, int index) throws SQLException {
    return new Template(
        new TemplateId(row.getObject("id", UUID.class)),
        new AccountId(row.getObject("account_id", UUID.class)),
        row.getString("name"),
        row.getObject("current_version", Integer.class),
        row.getObject("draft", Integer.class),
        Storage.instant(row, "created_at"));
  }

  private static TemplateVersion version(ResultSet row, int index) throws SQLException {
    return new TemplateVersion(
        new TemplateId(row.getObject("template_id", UUID.class)),
        row.getInt("number"),
        VersionStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
        ContentJson.read(row.getString("content")),
        Storage.instant(row, "edited_at"),
        instantOrNull(row, "published_at"),
        instantOrNull(row, "archived_at"));
  }

  private static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
    var value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }
}
