// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import io.trunkline.account.AccountId;
import io.trunkline.account.Accounts;
import java.io.OutputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Twilio, as seen from inside the house. A message handed over is exactly one request. Every call
 * blocks until it is answered or given up, and throws {@link IllegalStateException} inside a
 * transaction. Safe for any number of threads.
 */
public final class Twilio {

  private final Accounts accounts;
  private final TwilioProperties properties;
  private final TwilioWatch watch;
  private final TwilioRequests requests;
  private final MessageHandover handover;
  private final MessageRecords records;
  private final CallRequests calls;
  private final PriceRequests prices;
  private final MediaDownloads media;

  Twilio(Accounts accounts, TwilioProperties properties, TwilioHttp http, Clock clock) {
    this.accounts = accounts;
    this.properties = properties;
    this.watch = new TwilioWatch(clock);
    this.requests = new TwilioRequests(accounts, properties, http, watch);
    this.handover = new MessageHandover(requests);
    this.records = new MessageRecords(requests);
    this.calls = new CallRequests(requests);
    this.prices = new PriceRequests(requests);
    this.media = new MediaDownloads(accounts, http);
  }

  /** What the other doors of this room ask by. */
  TwilioRequests requests() {
    return requests;
  }

  /** Hands over one message. */
  public TwilioAnswer createMessage(AccountId account, OutboundMessage message) {
    return handover.create(account, message);
  }

  /**
   * Places a call. What it answers with is the call: {@code CA…}, its status in Twilio's words for
   * calls.
   */
  public TwilioAnswer createCall(AccountId account, OutboundCall call) {
    return calls.create(account, call);
  }

  /**
   * Asks whether the account could send, by one cheap request that any key can make which may send
   * and search.
   */
  public TwilioProbe probe(AccountId account) {
    return records.probe(account);
  }

  /** Reads one message back, {@code SM…} or {@code MM…}, or one call, {@code CA…}. */
  public TwilioFetch fetchMessage(AccountId account, String sid) {
    return records.fetch(account, sid);
  }

  /**
   * Looks for messages to a recipient, sent or not yet. Twilio's date filters are not used: they
   * leave out what has not been sent.
   */
  public TwilioSearch findMessages(AccountId account, TwilioQuery query) {
    return records.find(account, query);
  }

  /**
   * Reads what was sent in a stretch of time, a thousand messages a request, newest first. What has
   * not been sent yet is not among them. While the list is read new messages may push others onto
   * the next page, where they come again.
   *
   * @param wantsMore gets each page as it comes, outside any transaction, and says whether to go on
   */
  public TwilioListing listMessages(
      AccountId account,
      Instant sentFrom,
      Instant sentUntil,
      Predicate<List<TwilioMessage>> wantsMore) {
    return records.list(account, sentFrom, sentUntil, wantsMore);
  }

  /**
   * Reads the messages to an address, newest first, a thousand a request; what somebody else has
   * sent to it and what the account itself has. While the list is read new messages may push others
   * onto the next page, where they come again.
   *
   * @param address as Twilio writes it
   * @param sentFrom as Twilio's clock has it
   * @param wantsMore gets each page as it comes, outside any transaction, and says whether to go on
   */
  public TwilioListing listMessagesTo(
      AccountId account,
      String address,
      Instant sentFrom,
      Predicate<List<TwilioMessage>> wantsMore) {
    return records.listTo(account, address, sentFrom, wantsMore);
  }

  /**
   * The addresses of a message's files, as Twilio's callback names them, by one request.
   *
   * @return none if the message is gone; empty if Twilio did not answer
   */
  public Optional<List<URI>> filesOf(AccountId account, String messageSid) {
    return records.files(account, messageSid);
  }

  /**
   * Downloads a file of a message.
   *
   * @param mediaUrl as Twilio's callback names it; nobody but Twilio is asked, whatever its host
   * @param sink gets the bytes as they come; what it throws unchecked ends the download
   */
  public TwilioDownload download(AccountId account, URI mediaUrl, OutputStream sink) {
    return media.download(account, mediaUrl, sink);
  }

  /**
   * What texts to a country cost this account.
   *
   * @param country its two letters, {@code US}
   */
  public TwilioPriceList messagePrices(AccountId account, String country) {
    return prices.list(account, country);
  }

  /**
   * The longest that one request can take: waiting for a connection of the pool, connecting,
   * shaking hands, and waiting for the answer.
   */
  public Duration longestCall() {
    return properties.connectTimeout().multipliedBy(3).plus(properties.responseTimeout());
  }

  /** How it stands with Twilio. Asks nobody. */
  public TwilioState state(AccountId account) {
    return watch.state(account, accounts.credentials(account).isPresent());
  }
}
