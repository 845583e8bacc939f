// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.events.Events;
import io.trunkline.events.NewEvent;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Tells what becomes of messages: subscribers by events that are recorded, and the host application
 * by those of Spring. All in the caller's transaction, and for many messages at once.
 */
final class Announcements {

  private final Events events;
  private final ApplicationEventPublisher host;

  Announcements(Events events, ApplicationEventPublisher host) {
    this.events = events;
    this.host = host;
  }

  /** Of messages that have just been stored; which of them are held, their status says. */
  void accepted(List<Message> messages) {
    events.record(
        messages.stream()
            .map(message -> event("accepted", message, MessageNews.of(message)))
            .toList());
    messages.forEach(message -> host.publishEvent(new MessageAccepted(message)));
  }

  void received(List<Message> messages) {
    events.record(
        messages.stream()
            .map(message -> event("received", message, MessageNews.of(message)))
            .toList());
    messages.forEach(message -> host.publishEvent(new MessageReceived(message)));
  }

  /** Of what was written of messages, in this order. */
  void made(List<Step> steps) {
    var news = new ArrayList<NewEvent>();
    for (var step : steps) {
      if (step.moved()) {
        news.add(event(verb(step), step.after(), MessageNews.of(step)));
      }
      if (step.priced()) {
        news.add(event("priced", step.after(), MessageNews.of(step)));
      }
    }
    events.record(news);
  }

  void edited(Message message, TimelineEntry entry) {
    events.record(List.of(event("edited", message, MessageNews.of(message, entry))));
  }

  /** Nothing but a person can say what became of it. */
  void leftToPerson(Message message, TimelineEntry entry) {
    events.record(List.of(event("undecided", message, MessageNews.of(message, entry))));
  }

  /** To the host, of a step by which a message is final. */
  void ended(Step step) {
    var message = step.after();
    switch (message.status()) {
      case READ -> {}
      case DELIVERED -> host.publishEvent(new MessageDelivered(message));
      default -> host.publishEvent(new MessageFailed(message, step.entry().source()));
    }
  }

  private static NewEvent event(String verb, Message message, MessageNews news) {
    return new NewEvent(message.account(), "message." + verb, message.id().toString(), news);
  }

  private static String verb(Step step) {
    var to = step.after().status();
    if (to != MessageStatus.ACCEPTED) {
      return to.code();
    }
    return step.before().status() == MessageStatus.HELD ? "released" : "requeued";
  }
}
