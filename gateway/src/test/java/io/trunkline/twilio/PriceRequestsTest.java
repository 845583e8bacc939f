// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;

class PriceRequestsTest {

  @Test
  void readsDecimalsAsTheyAreWritten() throws IOException {
    var body =
        """
        {"country":"United States","iso_country":"US","price_unit":"usd","url":"x",
         "outbound_sms_prices":[{"carrier":"AT&T","mcc":"310","mnc":"410","prices":[
           {"number_type":"toll free","base_price":"0.0080","current_price":"0.00790"},
           {"number_type":"local","base_price":"0.1","current_price":"0.1"}]}],
         "inbound_sms_prices":[]}\
        """;

    assertThat(answer(200, body))
        .isEqualTo(
            new TwilioPriceList.Listed(
                Currency.getInstance("USD"),
                List.of(
                    new TwilioPriceList.Price("AT&T", "toll-free", new BigDecimal("0.00790")),
                    new TwilioPriceList.Price("AT&T", "local", new BigDecimal("0.1")))));
  }

  @Test
  void concludesFromNoOtherAnswerThatThereAreNoPrices() throws IOException {
    assertThat(answer(404, "{\"code\":20404}")).isEqualTo(new TwilioPriceList.Unlisted());
    assertThat(answer(404, "not here")).isInstanceOf(TwilioPriceList.NoAnswer.class);
    assertThat(answer(200, "{}")).isInstanceOf(TwilioPriceList.NoAnswer.class);
    assertThat(answer(503, "")).isInstanceOf(TwilioPriceList.NoAnswer.class);
  }

  private static TwilioPriceList answer(int status, String body) throws IOException {
    var answer =
        "HTTP/1.1 " + status + " X\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    try (var server = new RawServer(answer);
        var room =
            TwilioRoom.start(
                "trunkline.account.twilio.account-sid=AC00000000000000000000000000000001",
                "trunkline.account.twilio.auth-token=0123456789abcdef0123456789abcdef",
                "trunkline.twilio.base-url=" + server.base())) {
      var list = room.twilio().messagePrices(room.account().id(), "US");
      assertThat(server.requests()).singleElement().asString().startsWith("GET ");
      assertThat(server.requests().getFirst())
          .startsWith("GET /v1/Messaging/Countries/US ")
          .contains("X-Original-Host: pricing.twilio.com");
      return list;
    }
  }
}
