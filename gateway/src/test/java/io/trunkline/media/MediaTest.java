// SPDX-License-Identifier: Apache-2.0
package io.trunkline.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trunkline.account.Accounts;
import io.trunkline.account.TwilioCredentials;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RefusalException;
import io.trunkline.twilio.Channel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTest extends MediaStage {

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

  private Refusal refusal(String type, String content) {
    return catchThrowableOfType(RefusalException.class, () -> put(type, content)).refusal();
  }

  private int rows(String table) {
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
