// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import com.twilio.base.Page;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Call;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.MessageReader;
import com.twilio.rest.api.v2010.account.message.MediaReader;
import io.trunkline.account.AccountId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Reads back what Twilio has on record of messages. */
final class MessageRecords {

  /** The most that Twilio gives at once. */
  private static final long FULL_PAGE = 1000;

  /** Where a list that never ends is given up. */
  private static final int MAX_PAGES = 1000;

  /** Where a search is given up: a recipient of so many messages is nobody's phone. */
  private static final int MAX_PAGES_OF_A_RECIPIENT = 10;

  /** Below which Twilio's records name themselves by their paths. */
  private static final String HOST = "https://api.twilio.com";

  /** How far Twilio's clock and ours may be apart, with much to spare. */
  private static final Duration CLOCK_DIFFERENCE = Duration.ofHours(1);

  private final TwilioRequests requests;

  /** A page of Twilio's, and what is on it. */
  private record Sheet(Page<Message> page, List<TwilioMessage> messages) {

    static Sheet of(Page<Message> page) {
      return new Sheet(page, page.getRecords().stream().map(TwilioMessage::of).toList());
    }
  }

  MessageRecords(TwilioRequests requests) {
    this.requests = requests;
  }

  TwilioFetch fetch(AccountId account, String sid) {
    return requests
        .ask(account, client -> fetch(client, sid))
        .read(
            found -> found.<TwilioFetch>map(TwilioFetch.Found::new).orElse(new TwilioFetch.Gone()),
            TwilioFetch.NoAnswer::new);
  }

  private static Optional<TwilioMessage> fetch(TwilioRestClient client, String sid) {
    try {
      var account = client.getAccountSid();
      return Optional.of(
          sid.startsWith("CA")
              ? TwilioMessage.of(Call.fetcher(account, sid).fetch(client))
              : TwilioMessage.of(Message.fetcher(account, sid).fetch(client)));
    } catch (HttpFaultException e) {
      if (TwilioRequests.isNotFound(e.fault())) {
        return Optional.empty();
      }
      throw e;
    }
  }

  Optional<List<URI>> files(AccountId account, String sid) {
    return requests
        .ask(account, client -> files(client, sid))
        .read(Optional::of, _ -> Optional.empty());
  }

  private static List<URI> files(TwilioRestClient client, String sid) {
    try {
      return new MediaReader(client.getAccountSid(), sid)
          .firstPage(client).getRecords().stream()
              .map(file -> URI.create(HOST + file.getUri().replaceFirst("\\.json$", "")))
              .toList();
    } catch (HttpFaultException e) {
      if (TwilioRequests.isNotFound(e.fault())) {
        return List.of();
      }
      throw e;
    }
  }

  /** The shortest list there is: anybody who may see it has an account that is in order. */
  TwilioProbe probe(AccountId account) {
    var reply = requests.ask(account, client -> reader(client).setPageSize(1L).firstPage(client));
    return reply instanceof Reply.Refused<Page<Message>>(var error)
        ? new TwilioProbe.Refused(error)
        : reply.read(_ -> new TwilioProbe.Fine(), TwilioProbe.NoAnswer::new);
  }

  TwilioSearch find(AccountId account, TwilioQuery query) {
    var since = query.createdSince().minus(CLOCK_DIFFERENCE);
    // While we page, new messages push older ones onto the next page, where they come again.
    var found = new LinkedHashMap<String, TwilioMessage>();
    return walk(
            account,
            MAX_PAGES_OF_A_RECIPIENT,
            reader -> filtered(reader.setPageSize(FULL_PAGE), query),
            messages -> {
              messages.stream()
                  .filter(message -> isYoung(message, since))
                  .forEach(message -> found.putIfAbsent(message.sid(), message));
              // To the end: the list is sorted by the time of sending, and nobody says where in it
              // those stand that have none yet.
              return true;
            })
        .<TwilioSearch>map(TwilioSearch.NoAnswer::new)
        .orElseGet(() -> new TwilioSearch.Found(List.copyOf(found.values())));
  }

  private static MessageReader filtered(MessageReader reader, TwilioQuery query) {
    reader.setTo(query.channel().address(query.to()));
    if (query.from() != null) {
      reader.setFrom(query.from());
    }
    return reader;
  }

  private static boolean isYoung(TwilioMessage message, Instant since) {
    return message.dateCreated() == null || !message.dateCreated().isBefore(since);
  }

  TwilioListing list(
      AccountId account,
      Instant sentFrom,
      Instant sentUntil,
      Predicate<List<TwilioMessage>> wantsMore) {
    return list(
        account,
        reader ->
            reader
                .setDateSentAfter(sentFrom.atZone(ZoneOffset.UTC))
                .setDateSentBefore(sentUntil.atZone(ZoneOffset.UTC)),
        wantsMore);
  }

  TwilioListing listTo(
      AccountId account,
      String address,
      Instant sentFrom,
      Predicate<List<TwilioMessage>> wantsMore) {
    return list(
        account,
        reader -> reader.setTo(address).setDateSentAfter(sentFrom.atZone(ZoneOffset.UTC)),
        wantsMore);
  }

  private TwilioListing list(
      AccountId account,
      UnaryOperator<MessageReader> filter,
      Predicate<List<TwilioMessage>> wantsMore) {
    var count = new AtomicInteger();
    return walk(
            account,
            MAX_PAGES,
            reader -> filter.apply(reader.setPageSize(FULL_PAGE)),
            messages -> {
              count.addAndGet(messages.size());
              return wantsMore.test(messages);
            })
        .<TwilioListing>map(why -> new TwilioListing.BrokenOff(count.get(), why))
        .orElseGet(() -> new TwilioListing.Complete(count.get()));
  }

  /**
   * Puts a list before the reader page by page, each a request of its own, until the reader has
   * enough.
   *
   * @return why it broke off; empty if it did not
   */
  private Optional<String> walk(
      AccountId account,
      int maxPages,
      UnaryOperator<MessageReader> filter,
      Predicate<List<TwilioMessage>> wantsMore) {
    var reply =
        requests.ask(account, client -> Sheet.of(filter.apply(reader(client)).firstPage(client)));
    for (int pages = 1; pages <= maxPages; pages++) {
      if (!(reply instanceof Reply.Answered<Sheet>(var sheet))) {
        return reply.read(_ -> Optional.empty(), Optional::of);
      }
      if (!wantsMore.test(sheet.messages()) || !sheet.page().hasNextPage()) {
        return Optional.empty();
      }
      reply =
          requests.ask(account, client -> Sheet.of(reader(client).nextPage(sheet.page(), client)));
    }
    return Optional.of("The list has more than " + maxPages + " pages");
  }

  private static MessageReader reader(TwilioRestClient client) {
    return new MessageReader(client.getAccountSid());
  }
}
