// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trunkline.server.failure.PlainFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "postgresql"})
  void readsAddressesAsHostingCompaniesGiveThem(String scheme) {
    var address =
        DatabaseAddress.parse(scheme + "://ann:p%40ss+1@db.example:6543/texts?sslmode=require");

    assertThat(address.jdbcUrl())
        .isEqualTo("jdbc:postgresql://db.example:6543/texts?sslmode=require");
    assertThat(address.user()).isEqualTo("ann");
    assertThat(address.password()).isEqualTo("p@ss+1");
  }

  @Test
  void leavesPortAndCredentialsToTheDriverWhereTheyAreMissing() {
    var address = DatabaseAddress.parse("postgres://db.example/texts");

    assertThat(address).isEqualTo(address("jdbc:postgresql://db.example/texts"));
  }

  @Test
  void takesJdbcAddressesAsTheyAre() {
    var url = "jdbc:postgresql://db.example/texts?user=ann&password=secret";

    assertThat(DatabaseAddress.parse(url)).isEqualTo(address(url));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mysql://ann:secret@db.example/texts",
        "postgres:texts",
        "db.example",
        "postgres://ann:secret with spaces@db.example/texts",
        "jdbc:mysql://ann:secret@db.example"
      })
  void refusesOtherThingsWithoutRepeatingThem(String url) {
    assertThatThrownBy(() -> DatabaseAddress.parse(url))
        .isInstanceOf(PlainFailure.class)
        .hasMessageContaining("DATABASE_URL is postgres://")
        .hasMessageNotContaining("secret");
  }

  @Test
  void printsThePlaceOnly() {
    assertThat(DatabaseAddress.parse("postgres://ann:secret@db.example:1/texts?password=hidden"))
        .hasToString("DatabaseAddress[db.example:1/texts]");
  }

  private static DatabaseAddress address(String jdbcUrl) {
    return new DatabaseAddress(jdbcUrl, null, null);
  }
}
