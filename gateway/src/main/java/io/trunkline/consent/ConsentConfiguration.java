// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.account.Accounts;
import io.trunkline.background.Routine;
import io.trunkline.events.Events;
import io.trunkline.id.Ids;
import io.trunkline.law.RuleSets;
import io.trunkline.policy.Policies;
import io.trunkline.storage.Storage;
import io.trunkline.twilio.TwilioNumbers;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@AutoConfiguration(
    afterName = {
      "io.trunkline.id.IdConfiguration",
      "io.trunkline.law.LawConfiguration",
      "io.trunkline.storage.StorageConfiguration",
      "io.trunkline.twilio.TwilioConfiguration"
    })
@EnableConfigurationProperties(ConsentProperties.class)
class ConsentConfiguration {

  /** No law and no policy counts for longer than a year and its leap day. */
  private static final Duration LONGEST_CAP = Duration.ofDays(367);

  private static final int RULINGS_AT_ONCE = 5_000;

  @Bean
  Deciding trunklineDeciding(Storage storage, RuleSets ruleSets, Policies policies, Ids ids) {
    return new Deciding(
        new Deciding.Stores(
            new ConsentStore(storage),
            new RecipientStore(storage),
            new ContactStore(storage),
            new RulingStore(storage)),
        ruleSets::inForce,
        policies::of,
        ids);
  }

  @Bean
  Ledger trunklineLedger(
      Storage storage,
      Events events,
      PlatformTransactionManager transactions,
      Ids ids,
      Clock clock) {
    return new Ledger(
        new ConsentStore(storage),
        new ChainStore(storage),
        new ConsentNews(events),
        new TransactionTemplate(transactions),
        ids,
        clock);
  }

  @Bean
  OptIns trunklineOptIns(
      Storage storage,
      Ledger ledger,
      ObjectProvider<OptInQuestions> questions,
      Events events,
      PlatformTransactionManager transactions,
      Ids ids,
      Clock clock) {
    return new OptIns(
        new OptInStore(storage, ids),
        ledger,
        // Later: a room below sends them.
        questions::getObject,
        new ConsentNews(events),
        new TransactionTemplate(transactions),
        clock);
  }

  @Bean
  ConsentFlags trunklineConsentFlags(
      Storage storage, Ledger ledger, Events events, Ids ids, Clock clock) {
    return new ConsentFlags(new FlagStore(storage), ledger, new ConsentNews(events), ids, clock);
  }

  @Bean
  Reach trunklineReach(RuleSets ruleSets, Storage storage) {
    return new Reach(ruleSets::inForce, new RecipientStore(storage));
  }

  @Bean
  Replies trunklineReplies(Policies policies, ConsentProperties properties, Clock clock) {
    return new Replies(policies::of, properties, clock);
  }

  @Bean
  Ear trunklineEar(Reach reach, Ledger ledger, ConsentFlags flags, Replies replies) {
    var keywords = new Keywords();
    return new Ear(keywords, new Hearing(keywords, new Phrases()), reach, ledger, flags, replies);
  }

  @Bean
  Consents trunklineConsents(Ledger ledger, Deciding deciding, OptIns optIns, Ear ear) {
    return new Consents(ledger, deciding, optIns, ear);
  }

  @Bean
  NumberChecks trunklineNumberChecks(
      TwilioNumbers twilio, Consents consents, Ledger ledger, Clock clock) {
    return new NumberChecks(twilio, consents, ledger, clock);
  }

  @Bean
  Acquaintances trunklineAcquaintancesOfTheLedger(Storage storage) {
    return new DeactivationStore(storage)::known;
  }

  @Bean
  Deactivations trunklineDeactivations(
      Accounts accounts,
      TwilioNumbers twilio,
      Storage storage,
      ObjectProvider<Acquaintances> acquaintances,
      Ledger ledger,
      Clock clock) {
    return new Deactivations(
        accounts,
        twilio,
        new DeactivationStore(storage),
        acquaintances.stream().toList(),
        ledger,
        clock);
  }

  @Bean
  Routine trunklineReadDeactivations(Deactivations deactivations, ConsentProperties properties) {
    return new Routine(
        "consent-deactivations",
        Duration.ofHours(1),
        () -> deactivations.catchUp(properties.deactivationDays()));
  }

  @Bean
  Recipients trunklineRecipients(Storage storage, RuleSets ruleSets, Clock clock) {
    return new Recipients(new RecipientStore(storage), ruleSets::inForce, clock);
  }

  @Bean
  Routine trunklineForgetContacts(Storage storage, Clock clock) {
    var contacts = new ContactStore(storage);
    return new Routine(
        "consent-forget-contacts",
        Duration.ofHours(1),
        () -> contacts.forget(clock.instant().minus(LONGEST_CAP)));
  }

  @Bean
  Routine trunklineForgetRulings(Storage storage, ConsentProperties properties, Clock clock) {
    var rulings = new RulingStore(storage);
    return new Routine(
        "consent-forget-rulings",
        Duration.ofHours(1),
        () -> {
          var before = clock.instant().atZone(ZoneOffset.UTC).minus(properties.keepRulings());
          int gone;
          do {
            gone = rulings.forget(before.toInstant(), RULINGS_AT_ONCE);
          } while (gone == RULINGS_AT_ONCE);
        });
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  @ConditionalOnBooleanProperty("trunkline.api.enabled")
  static class Api {

    @Bean
    RecipientController trunklineRecipientController(Recipients recipients, Consents consents) {
      return new RecipientController(recipients, consents);
    }

    @Bean
    OptInController trunklineOptInController(OptIns optIns, Clock clock) {
      return new OptInController(optIns, clock);
    }

    @Bean
    LedgerController trunklineLedgerController(Ledger ledger, Clock clock) {
      return new LedgerController(ledger, clock);
    }

    @Bean
    NumberCheckController trunklineNumberCheckController(NumberChecks checks) {
      return new NumberCheckController(checks);
    }

    @Bean
    ConsentFlagController trunklineConsentFlagController(ConsentFlags flags) {
      return new ConsentFlagController(flags);
    }
  }
}
