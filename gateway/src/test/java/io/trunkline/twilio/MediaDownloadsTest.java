// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.support.TransactionTemplate;

class MediaDownloadsTest {

  private static final String ACCOUNT = "AC00000000000000000000000000000001";
  private static final String MEDIA =
      "/2010-04-01/Accounts/%s/Messages/MM%s/Media/ME%s"
          .formatted(ACCOUNT, "0".repeat(32), "1".repeat(32));
  private static final String FILE =
      "HTTP/1.1 200 OK\r\nContent-Type: image/gif\r\nContent-Length: 6\r\n\r\nGIF89a";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @Test
  void takesNoCredentialsAlongToWhereTwilioLeadsOn() throws IOException {
    try (var store = new RawServer(FILE);
        var twilio =
            new RawServer(
                "HTTP/1.1 307 Elsewhere\r\nLocation: %s/kept?signed\r\nContent-Length: 0\r\n\r\n"
                    .formatted(store.base()));
        var room = start(twilio)) {
      assertThat(download(room, MEDIA)).isEqualTo(new TwilioDownload.Done("image/gif"));
      assertThat(bytes.toString(US_ASCII)).isEqualTo("GIF89a");
      assertThat(twilio.requests()).hasSize(1).first().asString().contains("Authorization: Basic");
      assertThat(store.requests())
          .hasSize(1)
          .first()
          .asString()
          .startsWith("GET /kept?signed ")
          .doesNotContain("Authorization", "Original-Host");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'HTTP/1.1 404 Gone\r\nContent-Length: 0\r\n\r\n', 'IOException: HTTP 404'",
    "'HTTP/1.1 307 Round\r\nLocation: /\r\nContent-Length: 0\r\n\r\n',"
        + " 'IOException: Twilio leads on more than 3 times'",
    "'HTTP/1.1 307 Off\r\nLocation: http://[\r\nContent-Length: 0\r\n\r\n',"
        + " 'IOException: Twilio leads to what is no URL'"
  })
  void saysWhyThereIsNoFile(String answer, String why) throws IOException {
    try (var twilio = new RawServer(answer);
        var room = start(twilio)) {
      assertThat(download(room, MEDIA)).isEqualTo(new TwilioDownload.Failed(why));
      assertThat(bytes.size()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/2010-04-01/Accounts.json", "/kept/ME1", "opaque:x"})
  void asksForNothingButMedia(String path) throws IOException {
    try (var twilio = new RawServer(FILE);
        var room = start(twilio)) {
      assertThat(download(room, path))
          .isEqualTo(new TwilioDownload.Failed("The address is not one of Twilio's media"));
      assertThat(twilio.requests()).isEmpty();
    }
  }

  @Test
  void refusesToBeCalledInsideATransactionAndIsSilentWithoutCredentials() {
    try (var room = TwilioRoom.start()) {
      assertThat(download(room, MEDIA))
          .isEqualTo(new TwilioDownload.Failed("This account has no Twilio credentials"));
      var transaction = new TransactionTemplate(room.transactions());
      assertThatThrownBy(() -> transaction.execute(_ -> download(room, MEDIA)))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  private TwilioDownload download(TwilioRoom room, String path) {
    return room.twilio().download(room.account().id(), URI.create(path), bytes);
  }

  private static TwilioRoom start(RawServer twilio) {
    return TwilioRoom.start(
        "trunkline.account.twilio.account-sid=" + ACCOUNT,
        "trunkline.account.twilio.auth-token=token",
        "trunkline.twilio.base-url=" + twilio.base());
  }
}
