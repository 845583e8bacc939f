// SPDX-License-Identifier: Apache-2.0
package io.trunkline.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trunkline.account.AccountId;
import io.trunkline.account.Accounts;
import io.trunkline.account.TwilioCredentials;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RefusalException;
import io.trunkline.twilio.Channel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTest {

  private static final int MIB = 1024 * 1024;
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

  private static StrangeServer server;
  private static MediaRoom room;
  private static Media media;
  private static AccountId account;

  @BeforeAll
  static void start() throws IOException {
    server =
        new StrangeServer(
            "127.0.0.1",
            0,
            (path, out) ->
                StrangeServer.says(
                        path.equals("/gone") ? "404 Gone" : "200 OK",
                        "Content-Type: %s\r\n".formatted(path.substring(1)),
                        "GIF89a, so to speak")
                    .answer(path, out));
    room =
        new MediaRoom(
            "trunkline.callbacks.public-url=https://sms.example.com/twilio-goes-here",
            "trunkline.account.encryption-key=" + Base64.getEncoder().encodeToString(new byte[32]),
            "trunkline.media.check-urls=true",
            "trunkline.media.allowed-networks=127.0.0.1",
            "trunkline.media.allowed-ports=" + server.port());
    media = room.get(Media.class);
    account = room.account();
  }

  @AfterAll
  static void stop() throws IOException {
    room.close();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 12, Intake.PIECE - 1, Intake.PIECE, Intake.PIECE + 1, 16 * MIB})
  void givesBackWhatItKeeps(int size) throws IOException {
    var bytes = picture(size);

    var file = media.put(account, "Image/PNG; charset=x", new ByteArrayInputStream(bytes));

    assertThat(file.contentType()).isEqualTo("image/png");
    assertThat(file.size()).isEqualTo(size);
    assertThat(file.expiresAt()).isEqualTo(file.createdAt().plus(Duration.ofDays(30)));
    assertThat(media.find(account, file.id())).contains(file);
    var back = new ByteArrayOutputStream();
    media.write(file, back);
    assertThat(back.toByteArray()).isEqualTo(bytes);
  }

  @Test
  void refusesWhatIsTooLargeAndReadsNoFurther() {
    var endless =
        new SequenceInputStream(
            Collections.enumeration(
                IntStream.range(0, 1000)
                    .mapToObj(_ -> new ByteArrayInputStream(picture(MIB)))
                    .toList()));
    var before = rows("media_pieces");

    assertThatThrownBy(() -> media.put(account, "image/png", endless))
        .isInstanceOf(RefusalException.class)
        .hasMessageContaining("request_too_large");
    assertThat(rows("media_pieces")).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({
    "image/png, GIF89a",
    "image/jpeg, GIF89a",
    "image/gif, GIF88a",
    "image/webp, RIFFxxxxWAVE",
    "text/html, <html>",
    "image/svg+xml, <svg/>",
    "application/octet-stream, x",
    "image/png, ''",
    "'', x"
  })
  void keepsOnlyWhatTwilioTakesAndWhatIsWhatItSays(String type, String content) {
    var before = rows("media");

    assertThat(refusal(type, content).code()).isEqualTo(MediaRefusal.UNSUPPORTED_MEDIA);
    assertThat(rows("media")).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({"image/gif, GIF87a", "image/webp, RIFFxxxxWEBPVP8", "image/bmp, BM", "text/csv, a"})
  void keepsWhatBeginsAsItSays(String type, String content) throws IOException {
    assertThat(put(type, content).contentType()).isEqualTo(type);
  }

  @Test
  void keepsAccountsApart() throws IOException {
    var other =
        room.get(Accounts.class)
            .open("other", new TwilioCredentials("AC" + "7".repeat(32), "t", null, null, null))
            .id();
    var file = put("text/csv", "a");

    assertThat(media.find(other, file.id())).isEmpty();
    assertThat(media.addresses(other, List.of(entry(file)))).isEmpty();
    assertThat(
            codes(
                media.check(
                    new MediaQuestion(other, List.of(entry(file)), Channel.MMS, true, Map.of()))))
        .containsExactly("/media_urls/0 unknown_media");
  }

  @Test
  void takesNothingInInsideATransaction() {
    room.inTransaction(
        () -> {
          assertThatThrownBy(() -> put("text/csv", "a")).isInstanceOf(IllegalStateException.class);
          assertThat(media.look(List.of(at("/image/gif")))).isEmpty();
        });
  }

  @Test
  void namesAddressesThatNobodyCanGuess() throws IOException {
    var one = put("text/csv", "a");
    var two = put("text/csv", "a");
    var url = URI.create("https://cdn.example/a.png");

    assertThat(one.token()).matches("[A-Za-z0-9_-]{43}").isNotEqualTo(two.token());
    assertThat(media.addresses(account, List.of(entry(one), url, url, entry(two))))
        .hasSize(3)
        .containsEntry(url, url)
        .containsEntry(
            entry(one),
            URI.create("https://sms.example.com/twilio-goes-here/media/" + one.token()));
  }

  @Test
  void fetchesWhatAUrlPointsTo() {
    var file = media.fetch(account, at("/image/gif"));

    assertThat(file.contentType()).isEqualTo("image/gif");
    assertThat(file.size()).isEqualTo(19);
    assertThatThrownBy(() -> media.fetch(account, at("/gone")))
        .hasMessageContaining("unreachable_media")
        .hasMessageContaining("404");
    assertThatThrownBy(() -> media.fetch(account, at("/image/png")))
        .hasMessageContaining("unsupported_media");
    assertThatThrownBy(() -> media.fetch(account, URI.create("http://10.0.0.1/")))
        .hasMessageContaining("unreachable_media");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://cdn.example/a.png",
        "a.png",
        "//cdn.example/a.png",
        "https:///a.png",
        "med_1",
        ""
      })
  void refusesWhatIsNeitherAUrlNorAnId(String entry) {
    var entries = List.of(URI.create("https://cdn.example/a.png"), URI.create(entry));

    assertThat(codes(check(entries, Channel.MMS)))
        .containsExactly("/media_urls/1 invalid_media_url");
  }

  @Test
  void refusesMoreThanTenAndNamesTheList() {
    var ten = Collections.nCopies(10, URI.create("https://cdn.example/a.png"));

    assertThat(check(ten, Channel.MMS)).isEmpty();
    assertThat(codes(check(Stream.concat(ten.stream(), ten.stream()).toList(), Channel.MMS)))
        .containsExactly("/media_urls too_many_media");
    assertThat(codes(check(ten, Channel.VOICE))).containsExactly("/media_urls unsupported_media");
    assertThat(check(List.of(), Channel.VOICE)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"SMS", "MMS", "WHATSAPP", "RCS"})
  void weighsOurOwnByTheChannel(Channel channel) throws IOException {
    var half = entry(putPicture(MediaRules.largestMessage(channel) / 2));
    var picture = entry(putPicture(5 * MIB));
    var large = entry(putPicture(5 * MIB + 1));
    var csv = entry(put("text/csv", "a"));
    var rich = MediaRules.largestMessage(channel) > 5 * MIB;

    assertThat(check(List.of(picture), channel)).isEmpty();
    if (channel == Channel.WHATSAPP) {
      assertThat(codes(check(List.of(large), channel)))
          .containsExactly("/media_urls/0 media_too_large");
      return;
    }
    assertThat(codes(check(List.of(csv, large), channel)))
        .isEqualTo(
            rich
                ? List.of("/media_urls/1 media_too_large")
                : List.of("/media_urls/1 media_too_large", "/media_urls media_too_large"));
    assertThat(codes(check(List.of(half, half, csv), channel)))
        .contains("/media_urls media_too_large");
  }

  @Test
  void givesWhatsAppOneFileAndTextBesidePicturesOnly() throws IOException {
    var picture = entry(putPicture(100));
    var table = entry(put("text/csv", "a"));
    var url = at("/text/csv");

    assertThat(codes(check(List.of(picture, picture), Channel.WHATSAPP)))
        .containsExactly("/media_urls too_many_media");
    assertThat(check(List.of(picture), Channel.WHATSAPP, true, Map.of())).isEmpty();
    assertThat(check(List.of(table), Channel.WHATSAPP)).isEmpty();
    assertThat(check(List.of(table), Channel.RCS, true, Map.of())).isEmpty();
    assertThat(codes(check(List.of(table), Channel.WHATSAPP, true, Map.of())))
        .containsExactly("/media_urls/0 unsupported_media");
    assertThat(codes(check(List.of(url), Channel.WHATSAPP, true, media.look(List.of(url)))))
        .containsExactly("/media_urls/0 unsupported_media");
  }

  @Test
  void weighsWhatItFoundTogetherWithOurOwn() throws IOException {
    var url = URI.create("https://cdn.example/a.png");
    Map<URI, Found> found = Map.of(url, new Found.File("image/png", 3 * MIB));

    assertThat(check(List.of(url), Channel.MMS, true, found)).isEmpty();
    assertThat(codes(check(List.of(entry(putPicture(3 * MIB)), url), Channel.MMS, true, found)))
        .containsExactly("/media_urls media_too_large");
  }

  @Test
  void keepsStickersToWhatsApp() throws IOException {
    var sticker = List.of(entry(put("image/webp", "RIFFxxxxWEBPVP8")));

    assertThat(check(sticker, Channel.WHATSAPP)).isEmpty();
    assertThat(codes(check(sticker, Channel.MMS)))
        .containsExactly("/media_urls/0 unsupported_media");
  }

  @Test
  void fetchesWhatIsToBeSentWhenAsked() throws IOException {
    var entries =
        List.of(
            entry(put("text/csv", "a")),
            at("/image/gif"),
            at("/gone"),
            at("/image/png"),
            at("/text/html"));

    assertThat(codes(check(entries, Channel.MMS, true, media.look(entries))))
        .containsExactlyInAnyOrder(
            "/media_urls/2 unreachable_media",
            "/media_urls/3 unsupported_media",
            "/media_urls/4 unsupported_media");
  }

  @Test
  void asksNobodyUnlessConfiguredAndNamesNoAddressWithoutAPublicUrl() throws IOException {
    try (var plain = new MediaRoom()) {
      var door = plain.get(Media.class);
      var file = door.put(plain.account(), "text/csv", new ByteArrayInputStream(new byte[1]));

      assertThat(door.look(List.of(at("/gone")))).isEmpty();
      assertThat(door.address(file)).isEmpty();
      assertThat(
              codes(
                  door.check(
                      new MediaQuestion(
                          plain.account(), List.of(entry(file)), Channel.MMS, true, Map.of()))))
          .containsExactly("/media_urls no_public_url");
    }
  }

  @Test
  void forgetsWhatHasExpiredAndWhatWasNeverFinished() throws IOException {
    try (var own = new MediaRoom("trunkline.media.keep-for=2h")) {
      var door = own.get(Media.class);
      var store = new MediaStore(own.database.storage());
      var file = door.put(own.account(), "text/csv", new ByteArrayInputStream(new byte[1]));
      var begun = new MediaId(new UUID(1, 1));
      store.begin(
          begun, own.account(), "x".repeat(43), MediaRoom.NOON, MediaRoom.NOON.plusSeconds(9000));
      store.append(begun, 0, new byte[1]);
      assertThat(door.find(own.account(), begun)).isEmpty();

      own.moveClock(Duration.ofHours(1));
      own.get(Shelf.class).tidy();
      assertThat(count(own, "media")).isEqualTo(2);
      own.moveClock(Duration.ofMillis(1));
      own.get(Shelf.class).tidy();
      assertThat(count(own, "media_pieces")).isEqualTo(1);
      own.moveClock(Duration.ofHours(1).minusMillis(1));
      assertThat(door.find(own.account(), file.id())).isEmpty();
      own.get(Shelf.class).tidy();
      assertThat(count(own, "media")).isZero();
    }
  }

  private static List<Refusal> check(List<URI> entries, Channel channel) {
    return check(entries, channel, false, Map.of());
  }

  private static List<Refusal> check(
      List<URI> entries, Channel channel, boolean besideText, Map<URI, Found> found) {
    return media.check(new MediaQuestion(account, entries, channel, besideText, found));
  }

  private static List<String> codes(List<Refusal> refusals) {
    return refusals.stream()
        .flatMap(refusal -> refusal.errors().stream())
        .map(error -> error.pointer() + " " + error.code())
        .toList();
  }

  private static Refusal refusal(String type, String content) {
    return catchThrowableOfType(RefusalException.class, () -> put(type, content)).refusal();
  }

  private static MediaFile put(String type, String content) throws IOException {
    return media.put(account, type, new ByteArrayInputStream(content.getBytes(UTF_8)));
  }

  private static MediaFile putPicture(int size) throws IOException {
    InputStream bytes = new ByteArrayInputStream(picture(size));
    return media.put(account, "image/png", bytes);
  }

  private static byte[] picture(int size) {
    var bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    System.arraycopy(PNG, 0, bytes, 0, PNG.length);
    return bytes;
  }

  private static URI entry(MediaFile file) {
    return URI.create(file.id().toString());
  }

  private static URI at(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  private static int rows(String table) {
    return count(room, table);
  }

  private static int count(MediaRoom room, String table) {
    return room.database
        .jdbc()
        .sql("SELECT count(*) FROM trunkline." + table)
        .query(Integer.class)
        .single();
  }
}
