// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.conformance;

import static org.awaitility.Awaitility.await;

import com.twilio.rest.api.v2010.account.Message;
import com.twilio.type.PhoneNumber;
import io.trunkline.emulator.RawClient;

final class MessagesRow {
  private static final PhoneNumber ALICE = new PhoneNumber("+14155550123");
  private static final PhoneNumber OURS = new PhoneNumber(RawClient.OURS);

  private MessagesRow() {}

  static Row<Message> row() {
    return Row.of("Messages", Message::getSid)
        .creates((stage, n) -> send(stage, ALICE, OURS, "Message " + n).getSid())
        .lists(stage -> Message.reader())
        .fetches((stage, sid) -> Message.fetcher(sid))
        .updates((stage, sid) -> Message.updater(sid).setBody(""), Message::getBody, "")
        .deletes(
            (stage, sid) -> {
              await().until(() -> Message.fetcher(sid).fetch(stage.client()).getPrice() != null);
              return Message.deleter(sid);
            })
        .refuses(
            "a recipient that is no number",
            21211,
            400,
            stage -> send(stage, new PhoneNumber("alice"), OURS, "x"))
        .refuses(
            "a sender of somebody else",
            21606,
            400,
            stage -> send(stage, ALICE, new PhoneNumber("+14155550199"), "x"))
        .refuses("an empty text", 21602, 400, stage -> send(stage, ALICE, OURS, ""))
        .refuses("a text too long", 21617, 400, stage -> send(stage, ALICE, OURS, "a".repeat(1601)))
        .refuses("a text to oneself", 21266, 400, stage -> send(stage, OURS, OURS, "x"))
        .refuses(
            "a person with RCS from a number",
            21910,
            400,
            stage -> send(stage, new PhoneNumber("rcs:+14155550123"), OURS, "x"))
        .refuses(
            "an RCS sender that nobody has",
            63007,
            400,
            stage ->
                send(
                    stage, new PhoneNumber("rcs:+14155550123"), new PhoneNumber("rcs:nobody"), "x"))
        .refuses(
            "to delete what is on its way",
            20009,
            409,
            stage -> {
              stage.emulator().clock().speed(0);
              Message.deleter(send(stage, ALICE, OURS, "x").getSid()).delete(stage.client());
            });
  }

  private static Message send(Stage stage, PhoneNumber to, PhoneNumber from, String body) {
    return Message.creator(to, from, body).create(stage.client());
  }
}
