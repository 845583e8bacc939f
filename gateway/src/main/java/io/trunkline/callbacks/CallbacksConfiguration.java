// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import io.trunkline.account.Accounts;
import io.trunkline.background.Routine;
import io.trunkline.id.Ids;
import io.trunkline.storage.Storage;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@AutoConfiguration(
    afterName = {
      "io.trunkline.account.AccountConfiguration",
      "io.trunkline.background.BackgroundConfiguration"
    })
@EnableConfigurationProperties(CallbacksProperties.class)
class CallbacksConfiguration {

  /** After the filter that measures requests, before any that guards them. */
  private static final int FILTER_ORDER = Ordered.HIGHEST_PRECEDENCE + 20;

  @Bean
  Callbacks trunklineCallbacks(Accounts accounts, CallbacksProperties properties) {
    return new Callbacks(accounts, properties);
  }

  @Bean
  CallbackRoutes trunklineCallbackRoutes(ObjectProvider<CallbackRoute> routes) {
    return new CallbackRoutes(routes.orderedStream().toList());
  }

  @Bean
  CallbackStore trunklineCallbackStore(Storage storage) {
    return new CallbackStore(storage);
  }

  @Bean
  CallbackApplier trunklineCallbackApplier(
      CallbackStore store,
      CallbackRoutes routes,
      PlatformTransactionManager transactions,
      Clock clock) {
    return new CallbackApplier(store, routes, new TransactionTemplate(transactions), clock);
  }

  @Bean
  Routine trunklineCallbacksRoutine(CallbackApplier applier) {
    return new Routine("callbacks", Duration.ofSeconds(5), applier::applyDue);
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  static class Web {

    @Bean
    CallbackRejections trunklineCallbackRejections(Storage storage, Ids ids, Clock clock) {
      return new CallbackRejections(storage, ids, clock);
    }

    @Bean
    CallbackJudge trunklineCallbackJudge(
        Accounts accounts, CallbackRejections rejections, CallbacksProperties properties) {
      return new CallbackJudge(accounts, rejections, properties);
    }

    @Bean
    CallbackIntake trunklineCallbackIntake(
        CallbackJudge judge,
        CallbackStore store,
        CallbackApplier applier,
        PlatformTransactionManager transactions,
        Ids ids,
        Clock clock) {
      return new CallbackIntake(
          judge, store, applier, new TransactionTemplate(transactions), ids, clock);
    }

    @Bean
    FilterRegistrationBean<CallbackFilter> trunklineCallbackFilter(
        CallbackRoutes routes, CallbackIntake intake) {
      var registration = new FilterRegistrationBean<>(new CallbackFilter(routes, intake));
      registration.addUrlPatterns(CallbackRoutes.ROOT + "*");
      registration.setOrder(FILTER_ORDER);
      return registration;
    }

    @Bean
    @ConditionalOnBooleanProperty("trunkline.api.enabled")
    CallbackRejectionsController trunklineCallbackRejectionsController(
        CallbackRejections rejections) {
      return new CallbackRejectionsController(rejections);
    }
  }
}
