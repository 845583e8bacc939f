// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import com.twilio.http.HttpMethod;
import com.twilio.http.Request;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.Domains;
import io.trunkline.account.AccountId;
import java.io.IOException;
import java.net.URI;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Twilio knows of who has a number, in the United States. Every call blocks until it is
 * answered or given up, and throws {@link IllegalStateException} inside a transaction.
 */
public final class TwilioNumbers {

  private static final int REDIRECT = 307;

  private final TwilioRequests requests;
  private final TwilioHttp http;

  TwilioNumbers(TwilioRequests requests, TwilioHttp http) {
    this.requests = requests;
    this.http = http;
  }

  /**
   * Reads which numbers carriers have taken out of service on a day. The file is read as it comes,
   * whatever its size.
   *
   * @param some gets up to a thousand numbers at a time, E.164, outside any transaction; what it
   *     throws ends the reading
   * @see <a href="https://www.twilio.com/docs/messaging/api/deactivations-resource">Deactivations
   *     (2026-11)</a>
   */
  public TwilioDeactivations deactivated(
      AccountId account, LocalDate day, Consumer<List<String>> some) {
    return requests
        .ask(account, client -> file(client, day))
        .read(
            file ->
                file.map(address -> read(address, some)).orElseGet(TwilioDeactivations.NotYet::new),
            TwilioDeactivations.BrokenOff::new);
  }

  /** Where the file of a day is, for two minutes; empty if Twilio has none yet. */
  private static Optional<URI> file(TwilioRestClient client, LocalDate day) {
    var request = new Request(HttpMethod.GET, Domains.MESSAGING.toString(), "/v1/Deactivations");
    request.addQueryParam("Date", day.toString());
    try {
      client.request(request);
      throw new IllegalStateException("Twilio leads nowhere");
    } catch (HttpFaultException e) {
      if (TwilioRequests.isNotFound(e.fault())) {
        return Optional.empty();
      }
      if (e.fault() instanceof HttpFault.Answered(int status, var body, _) && status == REDIRECT) {
        var answer = JsonMapper.shared().readTree(body);
        return Optional.of(URI.create(answer.required("redirect_to").stringValue()));
      }
      throw e;
    }
  }

  private TwilioDeactivations read(URI file, Consumer<List<String>> some) {
    try (var lines = new NumberLines(some)) {
      http.download(file, lines);
      lines.end();
      return new TwilioDeactivations.Complete(lines.numbers());
    } catch (IOException e) {
      return new TwilioDeactivations.BrokenOff(TwilioHttp.reason(e));
    }
  }

  /**
   * Asks whether a number has got another owner.
   *
   * @param number E.164
   * @param since the last day on which its owner is known to have had it
   * @see <a href="https://www.twilio.com/docs/lookup/v2-api/reassigned-number">Reassigned Number
   *     (2026-03)</a>
   */
  public TwilioReassignment reassigned(AccountId account, String number, LocalDate since) {
    return requests
        .ask(account, client -> reassigned(client, number, since))
        .read(answer -> answer, TwilioReassignment.Unknown::new);
  }

  private static TwilioReassignment reassigned(
      TwilioRestClient client, String number, LocalDate since) {
    var path = "/v2/PhoneNumbers/" + number;
    var request = new Request(HttpMethod.GET, Domains.LOOKUPS.toString(), path);
    request.addQueryParam("Fields", "reassigned_number");
    request.addQueryParam("LastVerifiedDate", since.format(DateTimeFormatter.BASIC_ISO_DATE));
    var answer =
        JsonMapper.shared()
            .readTree(client.request(request).getContent())
            .path("reassigned_number");
    return switch (answer.path("is_number_reassigned").asString("")) {
      case "yes" -> new TwilioReassignment.Reassigned();
      case "no" -> new TwilioReassignment.Same();
      default ->
          new TwilioReassignment.Unknown(
              answer
                  .path("error_code")
                  .asStringOpt()
                  .map(code -> TwilioErrors.of(Integer.parseInt(code)).toString())
                  .orElse("There are no data for this number"));
    };
  }
}
