// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.account.AccountId;
import io.trunkline.consent.Ruling;
import io.trunkline.law.Decision;
import io.trunkline.media.Found;
import io.trunkline.messaging.MessagePreview.Warning;
import io.trunkline.numbers.SenderChoice;
import io.trunkline.numbers.SenderKind;
import io.trunkline.policy.Proposal;
import io.trunkline.problem.Refusal;
import io.trunkline.twilio.Channel;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A request on its way to be a message; ends as a row, a repetition or a refusal. */
final class Draft {

  /**
   * A request, and whose.
   *
   * @param continues the message that it is the fallback of
   * @param replaces the message that it is to be from now on
   * @param words what it says, if that is settled already
   * @param found what is known of URLs, its own among them
   * @param asksConsent whether it asks for the consent that others of its purpose need
   */
  record Order(
      AccountId account,
      SendMessage request,
      @Nullable Message continues,
      @Nullable Message replaces,
      Message.@Nullable Content words,
      Map<URI, Found> found,
      boolean asksConsent) {

    static Order of(AccountId account, SendMessage request, Map<URI, Found> found) {
      return new Order(account, request, null, null, null, found, false);
    }

    static Order question(AccountId account, SendMessage request) {
      return new Order(account, request, null, null, null, Map.of(), true);
    }

    static Order fallback(SendMessage request, Message before) {
      return new Order(
          before.account(),
          request,
          before,
          null,
          before.content(),
          Map.of(),
          before.terms().asksConsent());
    }

    static Order edit(EditMessage edit, Message message) {
      return new Order(
          message.account(),
          edit.of(message),
          null,
          message,
          edit.keepsWords() ? message.content() : null,
          Map.of(),
          message.terms().asksConsent());
    }
  }

  private final Order order;
  final IdempotencyStore.@Nullable Key key;
  private @Nullable String fingerprint;
  private @Nullable Refusal refusal;
  private SendResult.@Nullable Accepted earlier;
  private MessageStore.@Nullable Row row;
  private @Nullable Ruling ruling;
  private @Nullable Proposal told;
  private final List<Warning> warnings = new ArrayList<>();

  /** The one that is tried now, and those after it. */
  private List<Channel> channels;

  private Message.@Nullable Content content;
  private SenderChoice.@Nullable Chosen chosen;

  Draft(Order order) {
    this.order = order;
    var request = order.request();
    var text = request.idempotencyKey();
    this.key = text == null ? null : new IdempotencyStore.Key(order.account(), text);
    var named = request.route().channels();
    boolean illustrated = !request.content().media().isEmpty();
    this.channels =
        (named.isEmpty() ? List.of(Channel.SMS) : named)
            .stream()
                .map(channel -> illustrated && channel == Channel.SMS ? Channel.MMS : channel)
                .distinct()
                .toList();
  }

  AccountId account() {
    return order.account();
  }

  SendMessage request() {
    return order.request();
  }

  @Nullable Message continues() {
    return order.continues();
  }

  @Nullable Message replaces() {
    return order.replaces();
  }

  Message.@Nullable Content words() {
    return order.words();
  }

  Map<URI, Found> found() {
    return order.found();
  }

  boolean asksConsent() {
    return order.asksConsent();
  }

  String fingerprint() {
    if (fingerprint == null) {
      fingerprint = Fingerprint.of(order.request());
    }
    return fingerprint;
  }

  /** The first refusal holds. */
  void refuse(Refusal because) {
    if (refusal == null) {
      refusal = because;
    }
  }

  void refuseKey() {
    refuse(
        Refusal.at(
            MessageRefusal.IDEMPOTENCY_KEY_REUSED,
            "header:Idempotency-Key",
            "was used with another request within the last 24 hours"));
  }

  /** Its key is that of one beside it which has been refused, and stands for no message. */
  void follow(Draft leader) {
    if (fingerprint().equals(leader.fingerprint())) {
      refuse(Objects.requireNonNull(leader.refusal));
    } else {
      refuseKey();
    }
  }

  boolean isGood() {
    return refusal == null;
  }

  Channel channel() {
    return channels.getFirst();
  }

  List<Channel> furtherChannels() {
    return channels.subList(1, channels.size());
  }

  /**
   * After a refusal: tries the next channel, if there is one.
   *
   * @return whether there is
   */
  boolean triesNextChannel() {
    if (isGood() || channels.size() == 1) {
      return false;
    }
    channels = furtherChannels();
    refusal = null;
    return true;
  }

  void say(Message.Content what) {
    content = what;
  }

  Message.Content content() {
    return Objects.requireNonNull(content);
  }

  void sendFrom(SenderChoice.Chosen sender) {
    chosen = sender;
  }

  SenderChoice.Chosen chosen() {
    return Objects.requireNonNull(chosen);
  }

  /** What the recipient sees it come from; null if a Messaging Service is to choose. */
  @Nullable String speaker() {
    return isThroughService() ? request().route().member() : chosen().sender().address();
  }

  boolean isThroughService() {
    return chosen().sender().kind() == SenderKind.MESSAGING_SERVICE;
  }

  /** Its key stands for this message, of which that was said. */
  void repeats(Message message, List<Warning> said) {
    earlier = new SendResult.Accepted(message, said);
  }

  void write(MessageStore.Row written) {
    row = written;
  }

  void ruled(Ruling what) {
    ruling = what;
  }

  boolean isRuled() {
    return ruling != null;
  }

  /** What consent and law said of it. */
  Ruling ruling() {
    return Objects.requireNonNull(ruling);
  }

  void tells(Proposal how) {
    told = how;
  }

  /** What tells its recipient how to opt out, if that is to be noted. */
  @Nullable Proposal told() {
    return told;
  }

  void warn(Warning warning) {
    warnings.add(warning);
  }

  /** What refuses nothing: of its words, and of the recipient's consent. */
  List<Warning> warnings() {
    var all = new ArrayList<>(warnings);
    if (ruling != null && ruling.decision() instanceof Decision.Send(_, var reasons)) {
      reasons.forEach(reason -> all.add(new Warning(reason.rule(), reason.detail())));
    }
    return all;
  }

  MessageStore.Row row() {
    return Objects.requireNonNull(row);
  }

  Message message() {
    return row().message();
  }

  SendResult result() {
    if (refusal != null) {
      return new SendResult.Refused(refusal);
    }
    return earlier != null ? earlier : new SendResult.Accepted(message(), warnings());
  }
}
