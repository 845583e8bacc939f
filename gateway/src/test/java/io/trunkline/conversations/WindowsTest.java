// SPDX-License-Identifier: Apache-2.0
package io.trunkline.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.twilio.Channel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who has written when, and may be written to freely. */
class WindowsTest extends ConversationsStage {

  @Test
  void knowsWhenEachLastWroteAndLeavesOutWhoNeverDid() {
    var alice = whatsApp("+14155552671");
    var bob = whatsApp("+14155552672");
    var texter = sms("+14155552671");
    conversations.recordInbound(List.of(said(alice, "a", 3), said(texter, "b", 9)));
    conversations.recordOutbound(List.of(said(alice, "c", 20), said(bob, "d", 20)));

    assertThat(conversations.lastInbound(List.of(alice, bob, alice, whatsApp("+14155552673"))))
        .containsExactly(Map.entry(alice, minute(3)));
    assertThat(conversations.lastInbound(List.of())).isEmpty();
  }

  @Test
  void knowsToWhichSendersTheWindowIsOpenTheLatestFirst() {
    var alice = whatsApp("+14155552671");
    var other = new ConversationKey(account, Channel.WHATSAPP, "+14155550101", alice.contact());
    var third = new ConversationKey(account, Channel.WHATSAPP, "+14155550102", alice.contact());
    conversations.recordInbound(
        List.of(
            said(alice, "a", 3),
            said(other, "b", 9),
            said(third, "c", 0),
            said(sms(alice.contact()), "d", 20)));
    var contact = new Contact(account, Channel.WHATSAPP, alice.contact());
    var nobody = new Contact(account, Channel.WHATSAPP, "+14155552672");

    assertThat(
            conversations.openWindows(
                List.of(contact, nobody, contact), minute(0).plus(Duration.ofHours(24))))
        .isEqualTo(
            Map.of(contact, List.of("whatsapp:" + other.sender(), "whatsapp:" + alice.sender())));
  }

  @Test
  void closesTheWindowAfterExactlyADay() {
    var day = Duration.ofHours(24);

    assertThat(Conversations.isWindowOpen(NOON, NOON.plus(day).minusNanos(1))).isTrue();
    assertThat(Conversations.isWindowOpen(NOON, NOON.plus(day))).isFalse();
    assertThat(Conversations.isWindowOpen(NOON, NOON.minusSeconds(5))).isTrue();
  }
}
