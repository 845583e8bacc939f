// SPDX-License-Identifier: Apache-2.0
package io.trunkline.entrances;

import io.trunkline.callbacks.CallbackRoute;
import io.trunkline.callbacks.Callbacks;
import io.trunkline.twilio.TwilioEntrances;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@AutoConfiguration(
    afterName = {
      "io.trunkline.callbacks.CallbacksConfiguration",
      "io.trunkline.twilio.TwilioConfiguration"
    })
class EntrancesConfiguration {

  @Bean
  Entrances trunklineEntrances(
      Callbacks callbacks, TwilioEntrances twilio, ObjectProvider<CallbackRoute> routes) {
    return new Entrances(callbacks, twilio, routes);
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  @ConditionalOnBooleanProperty("trunkline.api.enabled")
  static class Web {

    @Bean
    EntrancesController trunklineEntrancesController(Entrances entrances) {
      return new EntrancesController(entrances);
    }
  }
}
