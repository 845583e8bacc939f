// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import com.twilio.http.HttpMethod;
import com.twilio.http.Request;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.Domains;
import io.trunkline.account.AccountId;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks for prices. The SDK's classes for them make doubles of Twilio's decimals and nothing of a
 * kind of number they do not know, so the answer is read here.
 */
final class PriceRequests {

  private final TwilioRequests requests;

  PriceRequests(TwilioRequests requests) {
    this.requests = requests;
  }

  TwilioPriceList list(AccountId account, String country) {
    return requests
        .ask(account, client -> list(client, country))
        .read(list -> list, TwilioPriceList.NoAnswer::new);
  }

  private static TwilioPriceList list(TwilioRestClient client, String country) {
    var path = "/v1/Messaging/Countries/" + country;
    var request = new Request(HttpMethod.GET, Domains.PRICING.toString(), path);
    try {
      return read(JsonMapper.shared().readTree(client.request(request).getContent()));
    } catch (HttpFaultException e) {
      if (TwilioRequests.isNotFound(e.fault())) {
        return new TwilioPriceList.Unlisted();
      }
      throw e;
    }
  }

  private static TwilioPriceList read(JsonNode answer) {
    var prices =
        StreamSupport.stream(answer.required("outbound_sms_prices").spliterator(), false)
            .flatMap(
                carrier ->
                    StreamSupport.stream(carrier.required("prices").spliterator(), false)
                        .map(price -> price(carrier, price)))
            .toList();
    return new TwilioPriceList.Listed(
        Currency.getInstance(answer.required("price_unit").stringValue().toUpperCase(Locale.ROOT)),
        prices);
  }

  private static TwilioPriceList.Price price(JsonNode carrier, JsonNode price) {
    return new TwilioPriceList.Price(
        carrier.path("carrier").stringValue(""),
        price.required("number_type").stringValue().toLowerCase(Locale.ROOT).replace(' ', '-'),
        new BigDecimal(price.required("current_price").asString()));
  }
}
