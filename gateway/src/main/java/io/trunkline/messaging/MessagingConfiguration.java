// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.account.Accounts;
import io.trunkline.background.Routine;
import io.trunkline.consent.Acquaintances;
import io.trunkline.consent.Consents;
import io.trunkline.consent.OptInQuestions;
import io.trunkline.conversations.Conversations;
import io.trunkline.dispatch.QueueDepths;
import io.trunkline.events.Events;
import io.trunkline.id.Ids;
import io.trunkline.media.Media;
import io.trunkline.messaging.MessageProgress.Outcome;
import io.trunkline.numbers.Numbers;
import io.trunkline.policy.Scrutiny;
import io.trunkline.prices.Prices;
import io.trunkline.storage.GroupCommit;
import io.trunkline.storage.Storage;
import io.trunkline.templates.Templates;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@AutoConfiguration(
    afterName = {
      "io.trunkline.callbacks.CallbacksConfiguration",
      "io.trunkline.consent.ConsentConfiguration",
      "io.trunkline.conversations.ConversationsConfiguration",
      "io.trunkline.media.MediaConfiguration",
      "io.trunkline.policy.PolicyConfiguration",
      "io.trunkline.prices.PricesConfiguration",
      "io.trunkline.templates.TemplatesConfiguration",
      "io.trunkline.numbers.NumbersConfiguration"
    })
@EnableConfigurationProperties(MessagingProperties.class)
class MessagingConfiguration {

  @Bean
  Announcements trunklineMessageAnnouncements(Events events, ApplicationEventPublisher host) {
    return new Announcements(events, host);
  }

  @Bean
  MessageProgress trunklineMessageProgress(
      Storage storage,
      Ids ids,
      Consents consents,
      Conversations conversations,
      Announcements announcements,
      MessagingProperties properties,
      Clock clock) {
    return new MessageProgress(
        new MessageStore(storage),
        new TimelineStore(storage, ids),
        new MessageProgress.Listeners(consents, conversations, announcements),
        properties,
        clock);
  }

  @Bean
  Drafting trunklineDrafting(
      Templates templates,
      Numbers numbers,
      ChannelRules channels,
      Consents consents,
      Scrutiny scrutiny,
      Conversations conversations,
      Prices prices,
      Ids ids) {
    return new Drafting(
        new Wording(templates),
        new Drafting.Choosing(numbers::choose, numbers::defaultSender),
        new Drafting.Rules(
            channels,
            new ConsentRules(consents),
            new PolicyRules(scrutiny, scrutiny::judge, numbers, conversations)),
        new Estimates(prices),
        ids);
  }

  @Bean
  Previews trunklineMessagePreviews(
      Templates templates,
      Numbers numbers,
      ChannelRules channels,
      Consents consents,
      Scrutiny scrutiny,
      Conversations conversations,
      Prices prices,
      Ids ids,
      QueueDepths depths,
      Clock clock) {
    var drafting =
        new Drafting(
            new Wording(templates),
            new Drafting.Choosing(numbers::wouldChoose, numbers::defaultSender),
            new Drafting.Rules(
                channels,
                ConsentRules.ofPreviews(consents),
                new PolicyRules(scrutiny, scrutiny::wouldJudge, numbers, conversations)),
            new Estimates(prices),
            ids);
    return new Previews(drafting, numbers, depths, clock);
  }

  @Bean
  Edits trunklineMessageEdits(
      Storage storage,
      Drafting drafting,
      MessageProgress progress,
      Announcements announcements,
      Clock clock) {
    return new Edits(
        new MessageStore(storage),
        new HeldStore(storage),
        drafting,
        progress,
        announcements,
        clock);
  }

  @Bean
  Messages.Intake trunklineMessageIntake(
      Storage storage,
      Media media,
      Acceptance acceptance,
      Previews previews,
      Edits edits,
      Conversations conversations,
      Numbers numbers,
      PlatformTransactionManager transactions) {
    return new Messages.Intake(
        media,
        new GroupCommit<>(new TransactionTemplate(transactions), acceptance::accept),
        previews,
        edits,
        new Replies(conversations, numbers, new ThreadStore(storage)));
  }

  @Bean
  ChannelRules trunklineChannelRules(
      Media media, Conversations conversations, Templates templates) {
    return new ChannelRules(media, conversations, templates);
  }

  @Bean
  Acceptance trunklineMessageAcceptance(
      Storage storage, Drafting drafting, Announcements announcements, Clock clock) {
    return new Acceptance(
        drafting, new MessageStore(storage), new IdempotencyStore(storage), announcements, clock);
  }

  /** Shared, so that answers and callbacks go into one transaction. */
  @Bean
  GroupCommit<Change, Outcome> trunklineMessageChanges(
      MessageProgress progress, PlatformTransactionManager transactions) {
    return new GroupCommit<>(new TransactionTemplate(transactions), progress::apply);
  }

  @Bean
  OptInQuestions trunklineOptInQuestions(Messages messages) {
    return new OptInMessages(messages);
  }

  @Bean
  Messages trunklineMessages(
      Storage storage,
      Accounts accounts,
      Messages.Intake intake,
      GroupCommit<Change, Outcome> changes,
      Inbox inbox,
      Ids ids) {
    return new Messages(
        accounts.configured().id(),
        intake,
        changes,
        inbox,
        new MessageStore(storage),
        new TimelineStore(storage, ids));
  }

  @Bean
  Acquaintances trunklineAcquaintancesOfMessaging(Storage storage) {
    return new ThreadStore(storage)::known;
  }

  @Bean
  Inbox trunklineInbox(
      Storage storage,
      Announcements announcements,
      Consents consents,
      Conversations conversations,
      Media media,
      Numbers numbers,
      Ids ids) {
    return new Inbox(
        new MessageStore(storage),
        new TimelineStore(storage, ids),
        new ThreadStore(storage),
        announcements,
        new Inbox.Listeners(consents, conversations, media, numbers),
        ids);
  }

  @Bean
  Outbox trunklineOutbox(
      Storage storage,
      MessageProgress progress,
      Consents consents,
      Acceptance acceptance,
      GroupCommit<Change, Outcome> changes,
      Clock clock) {
    return new Outbox(
        new MessageStore(storage),
        new QueueStore(storage),
        consents,
        acceptance::fallBack,
        new Outbox.Writing(progress, changes, clock));
  }

  /** How much waits, by the triggers on the table of messages. */
  @Bean
  QueueDepths trunklineMessageDepths(Numbers numbers, Storage storage, Clock clock) {
    return new QueueDepths("messages", numbers::lanes, storage, clock);
  }

  @Bean
  Unsettled trunklineUnsettled(
      Storage storage, MessageProgress progress, Announcements announcements, Clock clock) {
    return new Unsettled(
        new MessageStore(storage), new UnsettledStore(storage), progress, announcements, clock);
  }

  @Bean
  Missed trunklineMissed(Storage storage, Inbox inbox, Clock clock) {
    return new Missed(new MessageStore(storage), new InboundAddressStore(storage), inbox, clock);
  }

  @Bean
  Routine trunklineReleaseMessages(Outbox outbox, MessagingProperties properties) {
    return new Routine("messages-release", properties.releaseEvery(), () -> watchTheTime(outbox));
  }

  private static void watchTheTime(Outbox outbox) {
    var some = 1000;
    outbox.release(some);
    outbox.expire(some);
  }

  @Bean
  Routine trunklineForgetIdempotencyKeys(Storage storage, Clock clock) {
    var keys = new IdempotencyStore(storage);
    return new Routine(
        "messages-forget-idempotency-keys",
        Duration.ofHours(1),
        () -> keys.deleteExpired(clock.instant()));
  }

  @Bean
  MessageStatusCallback trunklineMessageStatusCallback(Messages messages) {
    return new MessageStatusCallback(messages);
  }

  @Bean
  ServiceStatusCallback trunklineServiceStatusCallback(Messages messages) {
    return new ServiceStatusCallback(messages);
  }

  @Bean
  CallStatusCallback trunklineCallStatusCallback(Messages messages) {
    return new CallStatusCallback(messages);
  }

  @Bean
  InboundMessageCallback trunklineInboundMessageCallback(Messages messages, Storage storage) {
    return new InboundMessageCallback(
        messages,
        new InboundAddressStore(storage),
        new UnderWay(new QueueStore(storage), UnderWay.PATIENCE));
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  @ConditionalOnBooleanProperty(name = "trunkline.api.enabled")
  static class Api {

    @Bean
    MessageController trunklineMessageController(
        Messages messages, Consents consents, Media media, Clock clock) {
      return new MessageController(messages, consents, new SendRequests(clock), media);
    }

    @Bean
    BulkController trunklineBulkController(Messages messages, Clock clock) {
      return new BulkController(messages, new SendRequests(clock));
    }

    @Bean
    DraftController trunklineDraftController(Messages messages, Media media, Clock clock) {
      return new DraftController(messages, new SendRequests(clock), media);
    }

    @Bean
    ConversationMessagesController trunklineConversationMessagesController(
        Messages messages, Media media, Clock clock) {
      return new ConversationMessagesController(messages, new SendRequests(clock), media);
    }
  }
}
