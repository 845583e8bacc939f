// SPDX-License-Identifier: Apache-2.0
package io.trunkline.media;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trunkline.egress.StrangeServer;
import io.trunkline.emulator.EmulatorOptions;
import io.trunkline.emulator.TwilioEmulator;
import io.trunkline.emulator.fault.FaultKind;
import io.trunkline.emulator.fault.FaultRule;
import io.trunkline.emulator.message.EmulatedMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** What comes in is copied from the emulator, which asks for credentials as Twilio does. */
class InboundCopiesTest {

  private static final String OURS = "+14155550100";
  private static final String GIF = "data:image/gif;base64,R0lGODlhLi4u";
  private static final String CARD = "data:text/vcard,BEGIN:VCARD";

  private final TwilioEmulator emulator =
      TwilioEmulator.start(EmulatorOptions.defaults().withNumbers(OURS));
  private final MediaRoom room = start("true", emulator.authToken());
  private final Media media = room.get(Media.class);

  private MediaRoom start(String copy, String token) {
    return new MediaRoom(
        "trunkline.media.copy-inbound=" + copy,
        "trunkline.account.twilio.account-sid=" + emulator.accountSid(),
        "trunkline.account.twilio.auth-token=" + token,
        "trunkline.twilio.base-url=" + emulator.baseUrl());
  }

  @AfterEach
  void stop() {
    room.close();
    emulator.close();
  }

  @Test
  void copiesEveryFileOfAMessageInOrder() throws IOException {
    var message = pictures(GIF, CARD);

    media.copyInbound(room.account(), message.sid(), urls(message));
    media.copyInbound(room.account(), message.sid(), urls(message));
    room.get(InboundCopies.class).copyDue();

    var copies = media.copies(room.account(), List.of(message.sid(), "MMx"));
    assertThat(copies).containsOnlyKeys(message.sid());
    var files = copies.getOrDefault(message.sid(), List.of());
    assertThat(files).extracting(MediaFile::contentType).containsExactly("image/gif", "text/vcard");
    var bytes = new ByteArrayOutputStream();
    media.write(files.getFirst(), bytes);
    assertThat(bytes.toString(US_ASCII)).isEqualTo("GIF89a...");
  }

  @Test
  void wantsNothingThatIsRolledBack() {
    var message = pictures(GIF);
    assertThatThrownBy(
            () ->
                room.inTransaction(
                    () -> {
                      media.copyInbound(room.account(), message.sid(), urls(message));
                      throw new IllegalStateException("rolled back");
                    }))
        .hasMessage("rolled back");

    assertThat(states()).isEmpty();
  }

  @Test
  void triesAgainEverLessOftenUntilItSucceeds() {
    var message = pictures(GIF);
    media.copyInbound(room.account(), message.sid(), urls(message));
    emulator.faults(
        1, FaultRule.of(FaultKind.STATUS_BEFORE).on("GET", "/Media/").status(503).times(2));
    var copies = room.get(InboundCopies.class);

    copies.copyDue();
    room.moveClock(InboundCopies.FIRST_PAUSE.minusMillis(1));
    copies.copyDue();
    assertThat(attempts()).isEqualTo(1);
    room.moveClock(Duration.ofMillis(1));
    copies.copyDue();
    assertThat(attempts()).isEqualTo(2);
    assertThat(states()).containsExactly("pending");
    room.moveClock(InboundCopies.FIRST_PAUSE.multipliedBy(2));
    copies.copyDue();

    assertThat(states()).containsExactly("copied");
    assertThat(media.copies(room.account(), List.of(message.sid()))).isNotEmpty();
    assertThat(rows("SELECT count(*) FROM trunkline.media")).isEqualTo(1);
  }

  @Test
  void givesUpInTheEndAndSaysWhy() {
    try (var stranger = start("true", "f".repeat(32))) {
      var message = pictures(GIF);
      stranger.get(Media.class).copyInbound(stranger.account(), message.sid(), urls(message));
      for (int attempt = 0; attempt < InboundCopies.MOST_ATTEMPTS; attempt++) {
        stranger.get(InboundCopies.class).copyDue();
        stranger.moveClock(InboundCopies.LONGEST_PAUSE);
      }

      assertThat(
              stranger
                  .database
                  .jdbc()
                  .sql("SELECT state || ': ' || failure FROM trunkline.media_copies")
                  .query(String.class)
                  .single())
          .isEqualTo("parked: IOException: HTTP 401");
    }
  }

  @Test
  void copiesWhatTwilioWouldNotTakeFromUs() {
    var message = pictures("data:text/plain,Hello", "data:image/png,odd");
    media.copyInbound(room.account(), message.sid(), urls(message));
    room.get(InboundCopies.class).copyDue();

    assertThat(copies(message))
        .extracting(MediaFile::contentType)
        .containsExactly("text/plain", "image/png");
  }

  @Test
  void letsNoBrowserShowWhatItDoesNotKnow() throws IOException {
    var message = pictures("data:text/html,<script>", GIF);
    media.copyInbound(room.account(), message.sid(), urls(message));
    room.get(InboundCopies.class).copyDue();
    var files = copies(message);

    var page = answer(files.getFirst());
    assertThat(page.getContentType()).isEqualTo("application/octet-stream");
    assertThat(page.getHeader("Content-Disposition")).isEqualTo("attachment");
    assertThat(page.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer(files.getLast()).getContentType()).isEqualTo("image/gif");
  }

  private List<MediaFile> copies(EmulatedMessage message) {
    return media
        .copies(room.account(), List.of(message.sid()))
        .getOrDefault(message.sid(), List.of());
  }

  private MockHttpServletResponse answer(MediaFile file) throws IOException {
    var response = new MockHttpServletResponse();
    MediaAnswer.write(media, file, new MockHttpServletRequest(), response);
    return response;
  }

  @Test
  void givesUpAtOnceOnWhatIsEmpty() {
    var message = pictures("data:text/plain,");
    media.copyInbound(room.account(), message.sid(), urls(message));
    room.get(InboundCopies.class).copyDue();

    assertThat(states()).containsExactly("parked");
    assertThat(rows("SELECT count(*) FROM trunkline.media")).isZero();
  }

  @Test
  void givesCredentialsToNobodyButTwilio() throws IOException {
    var message = pictures(GIF);
    try (var thief =
        new StrangeServer(
            "127.0.0.1",
            0,
            StrangeServer.says("200 OK", "Content-Type: image/gif\r\n", "GIF89a"))) {
      var path = urls(message).getFirst().getPath();
      media.copyInbound(
          room.account(),
          message.sid(),
          List.of(
              URI.create("http://127.0.0.1:" + thief.port() + path),
              URI.create("http://127.0.0.1:" + thief.port() + "/steal")));
      room.get(InboundCopies.class).copyDue();

      assertThat(thief.requests()).isEmpty();
      assertThat(states()).containsExactly("copied", "pending");
    }
  }

  @Test
  void forgetsCopiesWithTheirFiles() {
    var message = pictures(GIF);
    media.copyInbound(room.account(), message.sid(), urls(message));
    room.get(InboundCopies.class).copyDue();
    room.moveClock(Duration.ofDays(30).plusSeconds(1));
    room.get(Shelf.class).tidy();
    room.get(InboundCopies.class).tidy();

    assertThat(rows("SELECT count(*) FROM trunkline.media_copies")).isZero();
  }

  @Test
  void copiesNothingUnlessConfigured() {
    try (var plain = start("false", emulator.authToken())) {
      var message = pictures(GIF);
      plain.get(Media.class).copyInbound(plain.account(), message.sid(), urls(message));

      assertThat(
              plain
                  .database
                  .jdbc()
                  .sql("SELECT count(*) FROM trunkline.media_copies")
                  .query(Integer.class)
                  .single())
          .isZero();
    }
  }

  private EmulatedMessage pictures(String... sources) {
    return emulator.handset("+14155552671").texts("Look", OURS, List.of(sources));
  }

  /** As Twilio's callback names them. */
  private List<URI> urls(EmulatedMessage message) {
    return message.media().stream()
        .map(
            each ->
                URI.create(
                    "%s/2010-04-01/Accounts/%s/Messages/%s/Media/%s"
                        .formatted(
                            emulator.baseUrl(), emulator.accountSid(), message.sid(), each.sid())))
        .toList();
  }

  private List<String> states() {
    return room.database
        .jdbc()
        .sql("SELECT state FROM trunkline.media_copies ORDER BY position")
        .query((row, index) -> row.getString("state"))
        .list();
  }

  private int attempts() {
    return rows("SELECT attempts FROM trunkline.media_copies");
  }

  private int rows(String sql) {
    return room.database.jdbc().sql(sql).query(Integer.class).single();
  }
}
