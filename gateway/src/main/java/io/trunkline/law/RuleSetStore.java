// SPDX-License-Identifier: Apache-2.0
package io.trunkline.law;

import io.trunkline.storage.Storage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables {@code rule_sets} and {@code rule_set_activations}. */
final class RuleSetStore {

  private final JdbcClient jdbc;

  RuleSetStore(Storage storage) {
    this.jdbc = storage.jdbc();
  }

  /** Unless there is one of this version. */
  void insert(StoredRuleSet set) {
    jdbc.sql(
            """
            INSERT INTO trunkline.rule_sets (version, document, published, loaded_at, loaded_by)
            VALUES (:version, :document, :published, :loaded_at, :loaded_by)
            ON CONFLICT (version) DO NOTHING
            """)
        .param("version", set.version())
        .param("document", set.document())
        .param("published", set.published())
        .param("loaded_at", Storage.parameter(set.loadedAt()))
        .param("loaded_by", set.loadedBy())
        .update();
  }

  Optional<StoredRuleSet> find(String version) {
    return jdbc.sql(
            """
            SELECT version, document, published, loaded_at, loaded_by
            FROM trunkline.rule_sets
            WHERE version = :version
            """)
        .param("version", version)
        .query(RuleSetStore::set)
        .optional();
  }

  /** The newest first, without their documents. */
  List<StoredRuleSet> list() {
    return jdbc.sql(
            """
            SELECT version, '' AS document, published, loaded_at, loaded_by
            FROM trunkline.rule_sets
            ORDER BY loaded_at DESC, version DESC
            """)
        .query(RuleSetStore::set)
        .list();
  }

  void insert(Activation activation) {
    jdbc.sql(
            """
            INSERT INTO trunkline.rule_set_activations
              (version, in_force_from, activated_at, activated_by)
            VALUES (:version, :in_force_from, :activated_at, :activated_by)
            """)
        .param("version", activation.version())
        .param("in_force_from", Storage.parameter(activation.from()))
        .param("activated_at", Storage.parameter(activation.activatedAt()))
        .param("activated_by", activation.activatedBy())
        .update();
  }

  /**
   * In the order in which they take effect; of several at one instant the last said is the last.
   */
  List<Activation> activations() {
    return jdbc.sql(
            """
            SELECT version, in_force_from, activated_at, activated_by
            FROM trunkline.rule_set_activations
            ORDER BY in_force_from, id
            """)
        .query(
            (row, index) ->
                new Activation(
                    row.getString("version"),
                    Storage.instant(row, "in_force_from"),
                    Storage.instant(row, "activated_at"),
                    row.getString("activated_by")))
        .list();
  }

  private static StoredRuleSet set(ResultSet row, int index) throws SQLException {
    return new StoredRuleSet(
        row.getString("version"),
        row.getString("document"),
        row.getObject("published", LocalDate.class),
        Storage.instant(row, "loaded_at"),
        row.getString("loaded_by"));
  }
}
