// SPDX-License-Identifier: Apache-2.0
package io.trunkline.probes;

import io.trunkline.account.Accounts;
import io.trunkline.callbacks.Callbacks;
import io.trunkline.rejections.Rejections;
import io.trunkline.storage.Storage;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

@AutoConfiguration(afterName = "io.trunkline.callbacks.CallbacksConfiguration")
class ProbesConfiguration {

  /** Just before the road of callbacks, where every request below {@code /twilio/} ends. */
  private static final int FILTER_ORDER = Ordered.HIGHEST_PRECEDENCE + 19;

  @Bean
  ProbeStore trunklineProbeStore(Storage storage) {
    return new ProbeStore(storage);
  }

  @Bean
  Probes trunklineProbes(ProbeStore store, Accounts accounts, Callbacks callbacks, Clock clock) {
    return new Probes(store, accounts, callbacks, clock);
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  static class Web {

    @Bean
    FilterRegistrationBean<ProbeFilter> trunklineProbeFilter(
        ProbeStore store,
        Accounts accounts,
        Callbacks callbacks,
        Rejections rejections,
        Clock clock) {
      var registration =
          new FilterRegistrationBean<>(
              new ProbeFilter(store, accounts, callbacks, rejections, clock));
      registration.addUrlPatterns(Probes.PATH + "*");
      registration.setOrder(FILTER_ORDER);
      return registration;
    }

    @Bean
    @ConditionalOnBooleanProperty("trunkline.api.enabled")
    ProbesController trunklineProbesController(Probes probes) {
      return new ProbesController(probes);
    }
  }
}
