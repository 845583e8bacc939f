// SPDX-License-Identifier: Apache-2.0
package io.trunkline.problem;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class ProblemConfiguration {

  @Bean
  ProblemAdvice trunklineProblemAdvice() {
    return new ProblemAdvice();
  }
}
