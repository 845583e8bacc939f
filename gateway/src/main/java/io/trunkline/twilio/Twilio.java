// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import com.twilio.base.Page;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.MessageCreator;
import com.twilio.rest.api.v2010.account.MessageReader;
import io.trunkline.account.AccountId;
import io.trunkline.account.Accounts;
import io.trunkline.account.TwilioCredentials;
import io.trunkline.phone.PhoneNumber;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Twilio, as seen from inside the house. A text handed over is exactly one request. Every call
 * blocks until it is answered or given up; none may be made inside a transaction. Safe for any
 * number of threads.
 */
public final class Twilio {

  private static final Logger log = LoggerFactory.getLogger(Twilio.class);

  private static final String NO_CREDENTIALS = "This account has no Twilio credentials";

  private static final int PAGE_SIZE = 100;

  /** Where a list that never ends is given up. */
  private static final int MAX_PAGES = 1000;

  /** How far Twilio's clock and ours may be apart, with much to spare. */
  private static final Duration CLOCK_DIFFERENCE = Duration.ofHours(1);

  private final Accounts accounts;
  private final TwilioProperties properties;
  private final TwilioHttp http;
  private final TwilioWatch watch;

  Twilio(Accounts accounts, TwilioProperties properties, TwilioHttp http, Clock clock) {
    this.accounts = accounts;
    this.properties = properties;
    this.http = http;
    this.watch = new TwilioWatch(clock);
  }

  /**
   * Hands over one text.
   *
   * @throws IllegalStateException if a transaction is active
   */
  public TwilioAnswer createMessage(AccountId account, OutboundText text) {
    mustHaveNoTransaction();
    var credentials = accounts.credentials(account);
    if (credentials.isEmpty()) {
      return new TwilioAnswer.NotReached(NO_CREDENTIALS);
    }
    var answer = create(credentials.get(), text);
    switch (answer) {
      case TwilioAnswer.Taken _ -> watch.succeeded(account);
      case TwilioAnswer.Refused(var error) when error.consequence() != Consequence.HOLD_ACCOUNT ->
          watch.succeeded(account);
      case TwilioAnswer.Refused(var error) -> watch.failed(account, error.toString());
      case TwilioAnswer.Throttled _ -> watch.failed(account, "Too many requests at once");
      case TwilioAnswer.NotReached(var why) -> watch.failed(account, why);
      case TwilioAnswer.Unknown(var why) -> watch.failed(account, why);
    }
    return answer;
  }

  private TwilioAnswer create(TwilioCredentials credentials, OutboundText text) {
    try {
      var message = creator(credentials, text).create(client(credentials));
      return message.getSid() == null
          ? new TwilioAnswer.Unknown("The answer names no message")
          : new TwilioAnswer.Taken(TwilioMessage.of(message));
    } catch (HttpFaultException e) {
      return switch (e.fault()) {
        case HttpFault.NotSent(var why) -> new TwilioAnswer.NotReached(why);
        case HttpFault.NoAnswer(var why) -> new TwilioAnswer.Unknown(why);
        case HttpFault.Answered(int status, var body, var retryAfter) -> {
          // 429 is the one error that Twilio promises not to have processed.
          if (status == 429) {
            yield new TwilioAnswer.Throttled(retryAfter);
          }
          // A proxy answers 408 when it has lost one side, whichever that was.
          yield status >= 400 && status < 500 && status != 408
              ? new TwilioAnswer.Refused(error(status, body))
              : new TwilioAnswer.Unknown("HTTP " + status);
        }
      };
    } catch (RuntimeException e) {
      // The request has left and a 2xx has come back that the SDK stumbled over. Its message would
      // quote the answer.
      log.warn("A text is unconfirmed, its answer was unreadable: {}", e.getClass().getName());
      return new TwilioAnswer.Unknown("The answer could not be read");
    }
  }

  private static MessageCreator creator(TwilioCredentials credentials, OutboundText text) {
    var account = credentials.accountSid();
    var to = new com.twilio.type.PhoneNumber(text.to().e164());
    var from = new com.twilio.type.PhoneNumber(text.from());
    var creator =
        text.isFromMessagingService()
            ? new MessageCreator(account, to, text.from(), text.body())
            : new MessageCreator(account, to, from, text.body());
    if (text.statusCallback() != null) {
      creator.setStatusCallback(text.statusCallback());
    }
    return creator;
  }

  /**
   * Looks for the messages to a number. Twilio's date filters are not used: they leave out what has
   * not been sent yet.
   *
   * @throws IllegalStateException if a transaction is active
   */
  public TwilioSearch findMessages(AccountId account, PhoneNumber to, Instant createdSince) {
    mustHaveNoTransaction();
    var credentials = accounts.credentials(account);
    if (credentials.isEmpty()) {
      return new TwilioSearch.NoAnswer(NO_CREDENTIALS);
    }
    var search = find(credentials.get(), to, createdSince.minus(CLOCK_DIFFERENCE));
    switch (search) {
      case TwilioSearch.Found _ -> watch.succeeded(account);
      case TwilioSearch.NoAnswer(var why) -> watch.failed(account, why);
    }
    return search;
  }

  private TwilioSearch find(TwilioCredentials credentials, PhoneNumber to, Instant since) {
    var client = client(credentials);
    var reader =
        new MessageReader(credentials.accountSid())
            .setTo(to.e164())
            .setPageSize(Long.valueOf(PAGE_SIZE));
    // While we page, new messages push older ones onto the next page, where they come again.
    var found = new LinkedHashMap<String, TwilioMessage>();
    try {
      Page<Message> page = reader.firstPage(client);
      for (int pages = 1; pages <= MAX_PAGES; pages++) {
        var young =
            page.getRecords().stream()
                .map(TwilioMessage::of)
                .filter(message -> isYoung(message, since))
                .toList();
        young.forEach(message -> found.putIfAbsent(message.sid(), message));
        // The list is sorted by the time of sending, so a single old message proves nothing.
        boolean allOld = !page.getRecords().isEmpty() && young.isEmpty();
        if (allOld || !page.hasNextPage()) {
          return new TwilioSearch.Found(List.copyOf(found.values()));
        }
        page = reader.nextPage(page, client);
      }
      return new TwilioSearch.NoAnswer("The list has more than " + MAX_PAGES + " pages");
    } catch (HttpFaultException e) {
      return new TwilioSearch.NoAnswer(
          switch (e.fault()) {
            case HttpFault.NotSent(var why) -> why;
            case HttpFault.NoAnswer(var why) -> why;
            case HttpFault.Answered(int status, var body, _) -> error(status, body).toString();
          });
    } catch (RuntimeException e) {
      log.warn("Twilio's list of messages was unreadable: {}", e.getClass().getName());
      return new TwilioSearch.NoAnswer("The answer could not be read");
    }
  }

  private static boolean isYoung(TwilioMessage message, Instant since) {
    return message.dateCreated() == null || !message.dateCreated().isBefore(since);
  }

  /**
   * The longest that one call can take: waiting for a connection of the pool, connecting, shaking
   * hands, and waiting for the answer.
   */
  public Duration longestCall() {
    return properties.connectTimeout().multipliedBy(3).plus(properties.responseTimeout());
  }

  /** How it stands with Twilio. Asks nobody. */
  public TwilioState state(AccountId account) {
    return watch.state(account, accounts.credentials(account).isPresent());
  }

  private TwilioRestClient client(TwilioCredentials credentials) {
    return new TwilioRestClient.Builder(credentials.username(), credentials.password())
        .accountSid(credentials.accountSid())
        .region(properties.region())
        .edge(properties.edge())
        .httpClient(http)
        .build();
  }

  private static TwilioError error(int status, String body) {
    try {
      var code = JsonMapper.shared().readTree(body).path("code");
      return code.isInt() ? TwilioErrors.of(code.intValue()) : TwilioErrors.ofStatus(status);
    } catch (JacksonException e) {
      return TwilioErrors.ofStatus(status);
    }
  }

  private static void mustHaveNoTransaction() {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException(
          "Twilio is not called inside a transaction: the answer may take long, and what it says"
              + " cannot be rolled back");
    }
  }
}
