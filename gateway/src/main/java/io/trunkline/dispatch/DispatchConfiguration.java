// SPDX-License-Identifier: Apache-2.0
package io.trunkline.dispatch;

import io.trunkline.background.Routine;
import io.trunkline.storage.Storage;
import java.time.Duration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

@AutoConfiguration(afterName = "io.trunkline.storage.StorageConfiguration")
@EnableConfigurationProperties(DispatchProperties.class)
class DispatchConfiguration {

  @Bean
  Routine trunklineAddUpQueueDepths(Storage storage) {
    var depths = new DepthStore(storage);
    return new Routine("dispatch-add-up-depths", Duration.ofSeconds(2), depths::addUp);
  }
}
