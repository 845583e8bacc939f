// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trunkline.media.Media;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages with files that are kept here. */
class KeptMediaTest extends MessagingStage {

  private static final String GIF = "data:image/gif;base64,R0lGODlhLi4u";
  private static final byte[] PICTURE = HexFormat.of().parseHex("89504e470d0a1a0a0000");

  KeptMediaTest() {
    super("trunkline.media.copy-inbound=true");
  }

  @Test
  void areShownWithTheCopiesOfWhatCameIn() {
    gateway.emulator.handset(alice).texts("Look", TestGateway.OUR_NUMBER, List.of(GIF));

    await().atMost(Duration.ofSeconds(15)).until(() -> !shown().isEmpty());

    assertThat(shown())
        .singleElement()
        .returns("image/gif", MessageView.Copy::contentType)
        .returns(9L, MessageView.Copy::size);
  }

  private List<MessageView.Copy> shown() {
    var query = new MessageQuery(account, null, alice, null, null, 1);
    return messages.list(query).stream()
        .flatMap(message -> MessageView.of(message, gateway.get(Media.class)).media().stream())
        .toList();
  }

  @Test
  void goWithTheAddressOfTheFile() throws IOException {
    var sent = messages.send(text("Tonight").media(List.of(keep())));

    awaitStatus(sent.id(), MessageStatus.DELIVERED);
    assertThat(sent.content().media()).allSatisfy(entry -> assertThat(entry).startsWith("med_"));
  }

  @Test
  void failBeforeTwilioIsAskedIfTheFileIsGone() throws IOException {
    var later = gateway.get(Clock.class).instant().plus(Duration.ofHours(1));
    var held = messages.send(text("Tonight").media(List.of(keep())).sendAt(later));

    gateway.database.jdbc().sql("DELETE FROM trunkline.media").update();
    gateway
        .database
        .jdbc()
        .sql("UPDATE trunkline.messages SET due_at = created_at WHERE id = :id")
        .param("id", held.id().value())
        .update();

    awaitStatus(held.id(), MessageStatus.FAILED);
    assertThat(messages.timeline(account, held.id()).getLast().detail())
        .isEqualTo("A file of it is not kept any more, or has no public address");
    assertThat(textsAt(alice)).isEmpty();
  }

  private String keep() throws IOException {
    return gateway
        .get(Media.class)
        .put(account, "image/png", new ByteArrayInputStream(PICTURE))
        .id()
        .toString();
  }
}
