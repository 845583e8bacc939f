// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.phone.PhoneNumber;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Twilio's records say, answer by answer. */
class MessageRecordsTest {

  private static final String MESSAGE =
      """
      {"sid":"SM1","to":"+14155550171","from":"+14155550100","body":"hi","status":"delivered",
       "direction":"outbound-api","num_segments":"2","num_media":"0","price":"-0.01580",
       "price_unit":"USD","date_created":"Thu, 24 Aug 2023 05:01:45 +0000",
       "date_sent":"Thu, 24 Aug 2023 05:01:46 +0000","error_code":null}\
      """;

  private static RawServer server;
  private static TwilioRoom room;

  @BeforeAll
  static void start() throws IOException {
    server = new RawServer("");
    room =
        TwilioRoom.start(
            "trunkline.account.twilio.account-sid=AC00000000000000000000000000000001",
            "trunkline.account.twilio.auth-token=0123456789abcdef0123456789abcdef",
            "trunkline.twilio.base-url=" + server.base());
  }

  @AfterAll
  static void stop() throws IOException {
    room.close();
    server.close();
  }

  @Test
  void sayWhatAMessageCostAndWhenItWasSent() {
    assertThat(fetch(200, MESSAGE))
        .isInstanceOfSatisfying(
            TwilioFetch.Found.class,
            found -> {
              assertThat(found.message().price()).isEqualTo(new BigDecimal("0.01580"));
              assertThat(found.message().priceUnit()).isEqualTo(Currency.getInstance("USD"));
              assertThat(found.message().numSegments()).isEqualTo(2);
              assertThat(found.message().numMedia()).isZero();
              assertThat(found.message().dateSent()).isEqualTo("2023-08-24T05:01:46Z");
            });
    assertThat(server.requests().getLast())
        .startsWith(
            "GET /2010-04-01/Accounts/AC00000000000000000000000000000001/Messages/SM1.json ");
  }

  @Test
  void haveNoPriceBeforeItIsSet() {
    assertThat(fetch(200, "{\"sid\":\"SM1\",\"to\":\"+1\",\"price\":null,\"num_media\":null}"))
        .isInstanceOfSatisfying(
            TwilioFetch.Found.class,
            found -> {
              assertThat(found.message().price()).isNull();
              assertThat(found.message().dateSent()).isNull();
            });
  }

  @Test
  void areGoneOnlyIfTwilioSaysSo() {
    assertThat(fetch(404, "{\"code\":20404,\"status\":404}")).isEqualTo(new TwilioFetch.Gone());
    assertThat(room.twilio().state(room.account().id()).lastSuccess()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "404 | not here",
        "401 | {\"code\":20003}",
        "429 | {\"code\":20429}",
        "500 | {\"code\":20500}",
        "200 | <html>",
        "200 | {\"sid\":\"SM1\",\"price\":\"dear\"}"
      })
  void sayNothingWhereTheAnswerIsAnother(int status, String body) {
    assertThat(fetch(status, body)).isInstanceOf(TwilioFetch.NoAnswer.class);
  }

  @Test
  void areFilteredByChannelAndSender() {
    answers(200, "{\"messages\":[],\"next_page_uri\":null,\"uri\":\"/\"}");
    var query =
        new TwilioQuery(
            Channel.WHATSAPP,
            PhoneNumber.parse("+14155550171"),
            "whatsapp:+14155550100",
            Instant.EPOCH);

    assertThat(room.twilio().findMessages(room.account().id(), query))
        .isEqualTo(new TwilioSearch.Found(List.of()));
    assertThat(server.requests().getLast())
        .contains("To=whatsapp%3A%2B14155550171", "From=whatsapp%3A%2B14155550100");
  }

  /** Where Twilio puts what has not been sent yet is not known: first, last, or between. */
  @ParameterizedTest
  @ValueSource(strings = {"young old old", "old old young", "old young old", "none young"})
  void areReadToTheEndWhateverTheirOrder(String pages) {
    var texts = pages.split(" ");
    for (var page = 0; page < texts.length; page++) {
      server.answersFirst(page(texts[page], page + 1 < texts.length));
    }

    assertThat(room.twilio().findMessages(room.account().id(), since("2026-11-21T12:00:00Z")))
        .isInstanceOfSatisfying(
            TwilioSearch.Found.class,
            found -> assertThat(found.messages()).extracting(TwilioMessage::sid).contains("young"));
  }

  @Test
  void sayNothingOfARecipientWithTooMany() {
    server.answers(page("old", true));

    assertThat(room.twilio().findMessages(room.account().id(), since("2026-11-21T12:00:00Z")))
        .isEqualTo(new TwilioSearch.NoAnswer("The list has more than 10 pages"));
  }

  /** A page of one message; an old one was sent long ago, a young one not yet. */
  private static String page(String message, boolean another) {
    var messages =
        switch (message) {
          case "old" ->
              """
              {"sid":"old","date_created":"Thu, 24 Aug 2023 05:01:45 +0000",
               "date_sent":"Thu, 24 Aug 2023 05:01:46 +0000"}\
              """;
          case "young" ->
              """
              {"sid":"young","date_created":"Sat, 21 Nov 2026 12:00:45 +0000","date_sent":null}\
              """;
          default -> "";
        };
    var next = another ? "\"/2010-04-01/next\"" : "null";
    return answer(
        200, "{\"messages\":[%s],\"next_page_uri\":%s,\"uri\":\"/\"}".formatted(messages, next));
  }

  private static TwilioQuery since(String instant) {
    return TwilioQuery.to(Channel.SMS, PhoneNumber.parse("+14155550171"), Instant.parse(instant));
  }

  @Test
  void areListedByTheTimeOfSending() {
    answers(200, "{\"messages\":[" + MESSAGE + "],\"next_page_uri\":null,\"uri\":\"/\"}");
    var sids = new ArrayList<String>();

    var listing =
        room.twilio()
            .listMessages(
                room.account().id(),
                Instant.parse("2023-08-24T05:00:00Z"),
                Instant.parse("2023-08-24T06:00:00Z"),
                page -> sids.addAll(page.stream().map(TwilioMessage::sid).toList()));

    assertThat(listing).isEqualTo(new TwilioListing.Complete(1));
    assertThat(sids).containsExactly("SM1");
    assertThat(server.requests().getLast())
        .contains(
            "DateSent%3E=2023-08-24T05%3A00%3A00",
            "DateSent%3C=2023-08-24T06%3A00%3A00", "PageSize=1000");
  }

  @Test
  void areListedByWhomTheyWereSentTo() {
    answers(200, "{\"messages\":[" + MESSAGE + "],\"next_page_uri\":null,\"uri\":\"/\"}");

    var listing =
        room.twilio()
            .listMessagesTo(
                room.account().id(),
                "whatsapp:+14155550171",
                Instant.parse("2023-08-24T05:00:00Z"),
                page -> true);

    assertThat(listing).isEqualTo(new TwilioListing.Complete(1));
    assertThat(server.requests().getLast())
        .contains(
            "To=whatsapp%3A%2B14155550171", "DateSent%3E=2023-08-24T05%3A00%3A00", "PageSize=1000");
  }

  @Test
  void nameFilesAsCallbacksDo() {
    answers(
        200,
        """
        {"media_list":[{"sid":"ME1","uri":"/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1.json"}],
         "next_page_uri":null,"uri":"/"}\
        """);

    assertThat(room.twilio().filesOf(room.account().id(), "MM1"))
        .contains(
            List.of(
                URI.create(
                    "https://api.twilio.com/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1")));
  }

  @Test
  void haveNoFilesIfTheyAreGoneAndSayNothingOfThemWithoutAnAnswer() {
    answers(404, "{\"code\":20404,\"status\":404}");
    assertThat(room.twilio().filesOf(room.account().id(), "MM1")).contains(List.of());

    answers(503, "{}");
    assertThat(room.twilio().filesOf(room.account().id(), "MM1")).isEmpty();
  }

  @Test
  void sayWhenAListBrokeOff() {
    answers(503, "{}");

    assertThat(
            room.twilio()
                .listMessages(room.account().id(), Instant.EPOCH, Instant.EPOCH, page -> true))
        .isEqualTo(new TwilioListing.BrokenOff(0, "HTTP 503"));
  }

  @Test
  void areShownToWhoeverCouldSend() {
    answers(200, "{\"messages\":[],\"next_page_uri\":null,\"uri\":\"/\"}");

    assertThat(room.twilio().probe(room.account().id())).isEqualTo(new TwilioProbe.Fine());
    assertThat(server.requests().getLast()).startsWith("GET ").contains("PageSize=1 ");
  }

  @Test
  void areNotShownToAnAccountThatIsNotInOrder() {
    answers(403, "{\"code\":20005,\"status\":403}");
    assertThat(room.twilio().probe(room.account().id()))
        .isEqualTo(new TwilioProbe.Refused(TwilioErrors.of(20005)));

    answers(503, "");
    assertThat(room.twilio().probe(room.account().id()))
        .isEqualTo(new TwilioProbe.NoAnswer("HTTP 503"));
  }

  @Test
  void holdCallsToo() {
    answers(200, "{\"sid\":\"CA1\",\"to\":\"+1\",\"status\":\"no-answer\",\"price\":\"-0.013\"}");

    assertThat(room.twilio().fetchMessage(room.account().id(), "CA1"))
        .isInstanceOfSatisfying(
            TwilioFetch.Found.class,
            found -> {
              assertThat(found.message().status()).isEqualTo("no-answer");
              assertThat(found.message().price()).isEqualTo(new BigDecimal("0.013"));
            });
    assertThat(server.requests().getLast()).contains("/Calls/CA1.json ");
  }

  private static TwilioFetch fetch(int status, String body) {
    answers(status, body);
    return room.twilio().fetchMessage(room.account().id(), "SM1");
  }

  private static void answers(int status, String body) {
    server.answers(answer(status, body));
  }

  private static String answer(int status, String body) {
    return "HTTP/1.1 " + status + " X\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
  }
}
