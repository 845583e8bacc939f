// SPDX-License-Identifier: Apache-2.0
package io.trunkline.templates;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.trunkline.account.AccountId;
import io.trunkline.storage.Storage;
import io.trunkline.templates.ApprovalStore.Link;
import io.trunkline.twilio.ContentAnswer;
import io.trunkline.twilio.ContentApproval;
import io.trunkline.twilio.TwilioContents;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what WhatsApp thinks of the linked contents in step with Twilio. */
final class Approvals {

  private static final Logger log = LoggerFactory.getLogger(Approvals.class);

  private static final Duration MEMORY = Duration.ofSeconds(5);

  private final ApprovalStore store;
  private final ApprovalNews news;
  private final TwilioContents contents;
  private final Clock clock;
  private final Cache<Link, Optional<Approval>> known =
      Caffeine.newBuilder().expireAfterWrite(MEMORY).maximumSize(10_000).build();

  Approvals(ApprovalStore store, ApprovalNews news, TwilioContents contents, Clock clock) {
    this.store = store;
    this.news = news;
    this.contents = contents;
    this.clock = clock;
  }

  /** One round over everything that is linked and in use. */
  void sync() {
    var silent = new HashSet<AccountId>();
    for (var link : store.links(null)) {
      // Where one question has just gone unanswered, the next would only wait as long.
      if (!silent.contains(link.account()) && !sync(link)) {
        silent.add(link.account());
      }
    }
  }

  /** The same for one template; gives back what is known now. */
  List<Approval> sync(AccountId account, TemplateId template) {
    var links = store.links(template);
    for (var link : links) {
      if (!sync(link)) {
        break;
      }
    }
    return find(account, links.stream().map(Link::contentSid).toList());
  }

  /** Asks Twilio; false if there is no answer, and what was known stays. */
  private boolean sync(Link link) {
    return switch (contents.approval(link.account(), link.contentSid())) {
      case ContentAnswer.Answered<ContentApproval>(var said) -> {
        record(link, said);
        yield true;
      }
      case ContentAnswer.Refused<ContentApproval>(var error) -> unanswered(link, error.toString());
      case ContentAnswer.NoAnswer<ContentApproval>(var why) -> unanswered(link, why);
    };
  }

  private static boolean unanswered(Link link, String why) {
    log.warn(
        "The approval of {} stays as it was known until the next round: {}",
        link.contentSid(),
        why);
    return false;
  }

  void record(Link link, ContentApproval said) {
    var now = Storage.storable(clock.instant());
    var approval = news.put(link, said, now);
    known.invalidate(link);
    if (approval.changedAt().equals(now)) {
      log.info("WhatsApp's approval of {} is {}", link.contentSid(), approval.status());
    }
  }

  List<Approval> find(AccountId account, Collection<String> contentSids) {
    return store.find(account, contentSids);
  }

  Optional<Approval> find(AccountId account, String contentSid) {
    return known.get(
        new Link(account, contentSid),
        link -> store.find(account, List.of(contentSid)).stream().findFirst());
  }
}
