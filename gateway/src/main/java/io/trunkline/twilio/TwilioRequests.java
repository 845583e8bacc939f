// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import com.twilio.http.TwilioRestClient;
import io.trunkline.account.AccountId;
import io.trunkline.account.Accounts;
import io.trunkline.account.TwilioCredentials;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Puts requests in an account's name and says what came of them, to the watch too. */
final class TwilioRequests {

  static final String NO_CREDENTIALS = "This account has no Twilio credentials";

  private static final Integer NOT_FOUND = 20404;

  private static final Logger log = LoggerFactory.getLogger(TwilioRequests.class);

  private final Accounts accounts;
  private final TwilioProperties properties;
  private final TwilioHttp http;
  private final TwilioWatch watch;

  TwilioRequests(
      Accounts accounts, TwilioProperties properties, TwilioHttp http, TwilioWatch watch) {
    this.accounts = accounts;
    this.properties = properties;
    this.http = http;
    this.watch = watch;
  }

  /**
   * Puts one request.
   *
   * @param request what the SDK is to do with a client of this account; may leave out of its answer
   *     what it wants, but makes no second request
   * @throws IllegalStateException if a transaction is active
   */
  <T> Reply<T> ask(AccountId account, Function<TwilioRestClient, T> request) {
    mustHaveNoTransaction();
    var credentials = accounts.credentials(account);
    if (credentials.isEmpty()) {
      return new Reply.NotReached<>(NO_CREDENTIALS);
    }
    var reply = put(credentials.get(), request);
    switch (reply) {
      case Reply.Answered<T> _ -> watch.succeeded(account);
      case Reply.Refused<T>(var error) when error.consequence() != Consequence.HOLD_ACCOUNT ->
          watch.succeeded(account);
      case Reply.Refused<T>(var error) -> watch.failed(account, error.toString());
      case Reply.Throttled<T> _ -> watch.failed(account, Reply.TOO_MANY);
      case Reply.NotReached<T>(var why) -> watch.failed(account, why);
      case Reply.Unknown<T>(var why) -> watch.failed(account, why);
    }
    return reply;
  }

  static void mustHaveNoTransaction() {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException(
          "Twilio is not called inside a transaction: the answer may take long, and what it says"
              + " cannot be rolled back");
    }
  }

  private <T> Reply<T> put(TwilioCredentials credentials, Function<TwilioRestClient, T> request) {
    try {
      return new Reply.Answered<>(request.apply(client(credentials)));
    } catch (HttpFaultException e) {
      return switch (e.fault()) {
        case HttpFault.NotSent(var why) -> new Reply.NotReached<>(why);
        case HttpFault.NoAnswer(var why) -> new Reply.Unknown<>(why);
        case HttpFault.Answered(int status, var body, var retryAfter) -> {
          // 429 is the one error that Twilio promises not to have processed.
          if (status == 429) {
            yield new Reply.Throttled<>(retryAfter);
          }
          // A proxy answers 408 when it has lost one side, whichever that was.
          yield status >= 400 && status < 500 && status != 408
              ? new Reply.Refused<>(error(status, body))
              : new Reply.Unknown<>("HTTP " + status);
        }
      };
    } catch (RuntimeException e) {
      // The request has left and a 2xx has come back that the SDK stumbled over. Its message would
      // quote the answer.
      log.warn("An answer of Twilio's was unreadable: {}", e.getClass().getName());
      return new Reply.Unknown<>("The answer could not be read");
    }
  }

  private TwilioRestClient client(TwilioCredentials credentials) {
    return new TwilioRestClient.Builder(credentials.username(), credentials.password())
        .accountSid(credentials.accountSid())
        .region(properties.region())
        .edge(properties.edge())
        .httpClient(http)
        .build();
  }

  /** Whether Twilio says that it has an account, and in it nothing at this address. */
  static boolean isNotFound(HttpFault fault) {
    return fault instanceof HttpFault.Answered(int status, var body, _)
        && status == 404
        && NOT_FOUND.equals(error(status, body).code());
  }

  static TwilioError error(int status, String body) {
    try {
      var code = JsonMapper.shared().readTree(body).path("code");
      return code.isInt() ? TwilioErrors.of(code.intValue()) : TwilioErrors.ofStatus(status);
    } catch (JacksonException e) {
      return TwilioErrors.ofStatus(status);
    }
  }
}
