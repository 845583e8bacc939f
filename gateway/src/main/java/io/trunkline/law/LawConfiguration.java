// SPDX-License-Identifier: Apache-2.0
package io.trunkline.law;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

@AutoConfiguration
class LawConfiguration {
  @Bean
  RuleSets trunklineRuleSets() {
    return new RuleSets();
  }
}
