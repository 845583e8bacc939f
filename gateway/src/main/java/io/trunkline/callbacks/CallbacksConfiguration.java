// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import io.trunkline.account.Accounts;
import io.trunkline.background.Routine;
import io.trunkline.id.Ids;
import io.trunkline.rejections.Rejections;
import io.trunkline.storage.Storage;
import io.trunkline.tokens.AuthTokens;
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
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

@AutoConfiguration(
    afterName = {
      "io.trunkline.account.AccountConfiguration",
      "io.trunkline.background.BackgroundConfiguration",
      "io.trunkline.rejections.RejectionsConfiguration",
      "io.trunkline.tokens.TokensConfiguration"
    })
@EnableConfigurationProperties(CallbacksProperties.class)
class CallbacksConfiguration {

  /** How long the database may look for a page of callbacks. */
  private static final Duration SEARCH_PATIENCE = Duration.ofSeconds(5);

  private static final int FORGOTTEN_AT_ONCE = 10_000;

  /** After the filter that measures requests, before any that guards them. */
  private static final int FILTER_ORDER = Ordered.HIGHEST_PRECEDENCE + 20;

  /** The rooms of the routes ask for this door, so they are asked for late. */
  @Bean
  Callbacks trunklineCallbacks(
      Accounts accounts,
      Storage storage,
      ObjectProvider<CallbackRoutes> routes,
      PlatformTransactionManager transactions,
      CallbacksProperties properties) {
    var each = new TransactionTemplate(transactions);
    each.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    return new Callbacks(
        accounts, new CallbackLog(storage, each, SEARCH_PATIENCE), routes::getObject, properties);
  }

  @Bean
  CallbackRoutes trunklineCallbackRoutes(ObjectProvider<CallbackRoute> routes) {
    return new CallbackRoutes(routes.orderedStream().toList());
  }

  @Bean
  CallbackApplier trunklineCallbackApplier(
      Storage storage,
      CallbackRoutes routes,
      PlatformTransactionManager transactions,
      Clock clock) {
    var due = new DueStore(storage, DueStore.SILENCE);
    return new CallbackApplier(
        due,
        DueClaims.ofEachTurn(due, CallbackApplier.BATCH, clock, System::nanoTime),
        routes,
        new TransactionTemplate(transactions),
        new CallbackPatience(clock));
  }

  @Bean
  CallbackStore trunklineCallbackStore(Storage storage) {
    return new CallbackStore(storage);
  }

  @Bean
  Routine trunklineForgetCallbacks(
      CallbackStore store, CallbacksProperties properties, Clock clock) {
    return new Routine(
        "forget-callbacks",
        Duration.ofHours(1),
        () -> {
          var before = clock.instant().minus(properties.keep());
          while (store.forget(before, FORGOTTEN_AT_ONCE) == FORGOTTEN_AT_ONCE) {
            // There may be more.
          }
        });
  }

  @Bean
  CallbackWorker trunklineCallbackWorker(CallbackApplier applier) {
    return new CallbackWorker(applier::applyDue);
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  static class Web {

    @Bean
    CallbackJudge trunklineCallbackJudge(
        Accounts accounts,
        Rejections rejections,
        AuthTokens tokens,
        CallbacksProperties properties) {
      return new CallbackJudge(accounts, rejections, tokens, properties);
    }

    @Bean
    CallbackRecorder trunklineCallbackRecorder(
        CallbackStore store,
        CallbackApplier applier,
        CallbackWorker worker,
        PlatformTransactionManager transactions,
        Clock clock) {
      return new CallbackRecorder(
          store, applier, worker, new TransactionTemplate(transactions), clock);
    }

    @Bean
    CallbackIntake trunklineCallbackIntake(
        CallbackJudge judge, CallbackRecorder recorder, Ids ids, Clock clock) {
      return new CallbackIntake(judge, recorder, ids, clock);
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
    CallbackLogController trunklineCallbackLogController(Callbacks callbacks) {
      return new CallbackLogController(callbacks);
    }
  }
}
