// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.conformance;

import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.message.Media;
import com.twilio.type.PhoneNumber;
import io.trunkline.emulator.RawClient;
import io.trunkline.emulator.conformance.Row.Operation;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

final class MediaRow {
  private static final String MISSING = "ME" + "9".repeat(32);

  private MediaRow() {}

  static Row<Media> row() {
    return Row.of("Media", Media::getSid)
        .within(MediaRow::messageWithPictures)
        .standing(MediaRow::sids)
        .lists(stage -> Media.reader(stage.parent()))
        .fetches((stage, sid) -> Media.fetcher(stage.parent(), sid))
        .deletes((stage, sid) -> Media.deleter(stage.parent(), sid))
        .without(Operation.CREATE, "media are made with their message")
        .without(Operation.UPDATE, "media cannot be changed")
        .refuses(
            "media that are not there",
            20404,
            404,
            stage -> Media.fetcher(stage.parent(), MISSING).fetch(stage.client()))
        .refuses(
            "media of no message",
            20404,
            404,
            stage -> Media.reader("MM" + "9".repeat(32)).firstPage(stage.client()))
        .refuses(
            "to delete media twice",
            20404,
            404,
            stage -> {
              var sid = sids(stage).getFirst();
              Media.deleter(stage.parent(), sid).delete(stage.client());
              Media.deleter(stage.parent(), sid).delete(stage.client());
            });
  }

  private static String messageWithPictures(Stage stage) {
    var urls =
        IntStream.range(0, 5)
            .mapToObj(n -> URI.create("https://example.com/" + n + ".png"))
            .toList();
    return Message.creator(new PhoneNumber("+14155550123"), new PhoneNumber(RawClient.OURS), urls)
        .create(stage.client())
        .getSid();
  }

  private static List<String> sids(Stage stage) {
    var all = Media.reader(stage.parent()).read(stage.client());
    return StreamSupport.stream(all.spliterator(), false).map(Media::getSid).toList();
  }
}
