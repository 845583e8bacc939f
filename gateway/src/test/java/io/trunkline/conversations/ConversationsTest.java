// SPDX-License-Identifier: Apache-2.0
package io.trunkline.conversations;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.trunkline.conversations.ConversationQuery.Place;
import io.trunkline.problem.RefusalException;
import io.trunkline.twilio.Channel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

class ConversationsTest extends ConversationsStage {

  @Test
  void beginsWithTheFirstMessageAndGrows() {
    var alice = sms("+14155552671");

    var begun = conversations.recordInbound(List.of(said(alice, "Hello", 0)));
    conversations.recordOutbound(List.of(said(alice, "How can we help?", 1)));
    var found = find(alice);

    assertThat(begun).containsExactly(Map.entry(alice, found.id()));
    assertThat(found.key()).isEqualTo(alice);
    assertThat(found.lastInboundAt()).isEqualTo(minute(0));
    assertThat(found.lastOutboundAt()).isEqualTo(minute(1));
    assertThat(found.lastActivityAt()).isEqualTo(minute(1));
    assertThat(found.theirTurnWasLast()).isFalse();
    assertThat(found.preview()).isEqualTo("How can we help?");
    assertThat(found.unread()).isEqualTo(1);
  }

  @Test
  void keepsChannelsApartButNotPicturesFromTexts() {
    var contact = "+14155552671";
    conversations.recordInbound(
        List.of(
            said(sms(contact), "a", 0),
            said(new ConversationKey(account, Channel.MMS, OURS, contact), "b", 1),
            said(whatsApp("whatsapp:" + contact), "c", 2)));

    assertThat(list(false))
        .extracting(Conversation::key, Conversation::unread)
        .containsExactly(tuple(whatsApp(contact), 1), tuple(sms(contact), 2));
  }

  @Test
  void keepsAccountsApart() {
    var other = new ConversationKey(open().id(), Channel.SMS, OURS, "+14155552671");
    conversations.recordInbound(List.of(said(other, "Hello", 0)));
    var id = hears(said(other, "Hello", 0));

    assertThat(list(false)).isEmpty();
    assertThat(conversations.find(account, id)).isEmpty();
    assertThatThrownBy(() -> conversations.markRead(account, id, null))
        .isInstanceOf(RefusalException.class);
    assertThat(conversations.find(other.account(), id).orElseThrow().unread()).isEqualTo(2);
  }

  @Test
  void isNotSetBackByWhatComesLate() {
    var alice = sms("+14155552671");
    conversations.recordInbound(List.of(said(alice, "oldest", 1)));
    conversations.recordOutbound(List.of(said(alice, "new", 5)));
    conversations.recordInbound(List.of(said(alice, "old", 3)));
    conversations.recordOutbound(List.of(said(alice, "older", 2)));

    assertThat(find(alice))
        .extracting(
            Conversation::preview, Conversation::lastActivityAt, Conversation::lastOutboundAt)
        .containsExactly("new", minute(5), minute(5));
  }

  @Test
  void beginsNoConversationWithSomebodyWhoDoesNotWrite() {
    var alice = sms("+14155552671");
    var bob = sms("+14155552672");
    conversations.recordInbound(List.of(said(alice, "Hello", 0)));

    var touched = conversations.recordOutbound(List.of(said(alice, "a", 1), said(bob, "b", 1)));

    assertThat(touched).containsOnlyKeys(alice);
    assertThat(list(false)).extracting(Conversation::key).containsExactly(alice);
  }

  @Test
  void takesABatchWithManyOfOneConversation() {
    var alice = sms("+14155552671");
    var bob = sms("+14155552672");
    conversations.recordInbound(
        List.of(
            said(alice, "one", 1),
            said(bob, "uno", 2),
            said(alice, "two", 3),
            said(alice, "three", 2)));
    conversations.recordOutbound(
        List.of(said(bob, "dos", 7), said(alice, "four", 9), said(bob, "tres", 6)));

    assertThat(list(false))
        .extracting(Conversation::preview, Conversation::unread)
        .containsExactly(tuple("four", 3), tuple("dos", 1));
    assertThat(conversations.recordInbound(List.of())).isEmpty();
    assertThat(conversations.recordOutbound(List.of())).isEmpty();
  }

  @Test
  void showsTheBeginningOfALongMessageAndCutsNoCharacter() {
    var alice = sms("+14155552671");
    conversations.recordInbound(List.of(said(alice, "\uD83D\uDE00".repeat(161), 0)));

    assertThat(find(alice).preview()).isEqualTo("\uD83D\uDE00".repeat(160));
  }

  @Test
  void isReadUntilSomethingElseComesIn() {
    var alice = sms("+14155552671");
    var id = hears(said(alice, "Hello", 0));

    assertThat(conversations.markRead(account, id, null).unread()).isZero();
    conversations.recordInbound(List.of(said(alice, "Hello?", 1)));
    assertThat(find(alice).unread()).isEqualTo(1);
  }

  @Test
  void staysUnreadIfTheReaderHasNotSeenTheLatest() {
    var alice = sms("+14155552671");
    var id = hears(said(alice, "Hello", 0));
    conversations.recordInbound(List.of(said(alice, "Hello?", 1)));

    assertThat(conversations.markRead(account, id, minute(0)).unread()).isEqualTo(2);
    assertThat(conversations.markRead(account, id, minute(1)).unread()).isZero();
  }

  @Test
  void listsPageByPageLatestActivityFirst() {
    // Two with the same time, so that the id has to decide.
    var keys = IntStream.range(0, 6).mapToObj(i -> sms("+1415555200" + i)).toList();
    for (int i = 0; i < 6; i++) {
      conversations.recordInbound(List.of(said(keys.get(i), "x", i / 2)));
    }
    conversations.markRead(account, find(keys.get(3)).id(), null);

    var pages = new ArrayList<List<Conversation>>();
    @Nullable Place after = null;
    do {
      var page = conversations.list(new ConversationQuery(account, false, null, after, 4));
      pages.add(page);
      after = page.isEmpty() ? null : Place.parse(Place.of(page.getLast()).toString());
    } while (after != null);

    assertThat(pages).extracting(List::size).containsExactly(4, 2, 0);
    assertThat(pages.stream().flatMap(List::stream).map(Conversation::key))
        .containsExactlyElementsOf(keys.reversed());
    assertThat(list(true)).extracting(Conversation::key).doesNotContain(keys.get(3)).hasSize(5);
    assertThat(conversations.list(new ConversationQuery(account, false, "+14155552004", null, 4)))
        .extracting(Conversation::key)
        .containsExactly(keys.get(4));
  }

  @Test
  void countsEveryMessageOfManyNodesAndNeverWaitsInACircle() throws Exception {
    var keys = IntStream.range(10, 40).mapToObj(i -> sms("+141555530" + i)).toList();
    conversations.recordInbound(keys.stream().map(key -> said(key, "x", 0)).toList());
    var nodes = List.of(node(NOON), node(NOON));
    var transaction = new TransactionTemplate(DATABASE.transactions());
    Stream<Callable<Boolean>> writers =
        IntStream.range(0, 40)
            .mapToObj(
                writer ->
                    () -> {
                      var batch =
                          new ArrayList<>(
                              keys.stream().map(key -> said(key, "x" + writer, writer)).toList());
                      Collections.shuffle(batch);
                      var node = nodes.get(writer % 2);
                      transaction.executeWithoutResult(
                          _ -> {
                            if (writer % 4 == 0) {
                              node.recordOutbound(batch);
                            } else {
                              node.recordInbound(batch);
                            }
                          });
                      return true;
                    });

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : threads.invokeAll(writers.toList(), 60, SECONDS)) {
        assertThat(done.get()).isTrue();
      }
    }

    assertThat(list(false))
        .hasSize(30)
        .allSatisfy(
            found -> {
              assertThat(found.unread()).isEqualTo(31);
              assertThat(found.lastActivityAt()).isEqualTo(minute(39));
              assertThat(found.preview()).isEqualTo("x39");
            });
  }

  private ConversationId hears(Spoken message) {
    return requireNonNull(
        conversations.recordInbound(List.of(message)).get(message.conversation()));
  }
}
