// SPDX-License-Identifier: Apache-2.0
package io.trunkline.storage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TestDatabaseTest {

  @Test
  void givesEachTestItsOwnMigratedDatabase() {
    var one = TestDatabase.create();
    var other = TestDatabase.create();

    assertThat(one.url()).isNotEqualTo(other.url());
    assertThat(count(one)).isZero();
    assertThat(count(other)).isZero();
  }

  private static long count(TestDatabase database) {
    return database
        .jdbc()
        .sql("SELECT count(*) FROM trunkline.accounts")
        .query(Long.class)
        .single();
  }
}
