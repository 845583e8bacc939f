// SPDX-License-Identifier: Apache-2.0
package io.trunkline.id;

import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

@AutoConfiguration
class IdConfiguration {

  /** The one clock of the house; a host application that brings its own moves ours with it. */
  @Bean
  @ConditionalOnMissingBean
  Clock trunklineClock() {
    return Clock.systemUTC();
  }

  @Bean
  Ids trunklineIds(Clock clock) {
    return new Ids(clock);
  }
}
