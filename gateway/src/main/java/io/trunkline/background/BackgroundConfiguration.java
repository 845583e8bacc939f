// SPDX-License-Identifier: Apache-2.0
package io.trunkline.background;

import io.trunkline.storage.Storage;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;

@AutoConfiguration(afterName = "io.trunkline.storage.StorageConfiguration")
class BackgroundConfiguration {

  /**
   * @param migrated asked for so that the table is there before it is polled
   */
  @Bean
  @ConditionalOnBooleanProperty(name = "trunkline.background.enabled", matchIfMissing = true)
  RoutineRunner trunklineRoutineRunner(
      DataSource dataSource, Storage migrated, ObjectProvider<Routine> routines, Clock clock) {
    return new RoutineRunner(dataSource, routines.stream().toList(), clock);
  }
}
