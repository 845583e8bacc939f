// SPDX-License-Identifier: Apache-2.0
package io.trunkline.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.problem.Refusal;
import io.trunkline.twilio.Channel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files may go with a message. */
class MediaRulesTest extends MediaStage {

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

  private List<Refusal> check(List<URI> entries, Channel channel) {
    return check(entries, channel, false, Map.of());
  }

  private List<Refusal> check(
      List<URI> entries, Channel channel, boolean besideText, Map<URI, Found> found) {
    return media.check(new MediaQuestion(account, entries, channel, besideText, found));
  }

  private MediaFile putPicture(int size) throws IOException {
    InputStream bytes = new ByteArrayInputStream(picture(size));
    return media.put(account, "image/png", bytes);
  }
}
