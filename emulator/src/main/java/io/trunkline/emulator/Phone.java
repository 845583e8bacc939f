// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import io.trunkline.emulator.call.EmulatedCall;
import io.trunkline.emulator.callbacks.InboundTexts;
import io.trunkline.emulator.message.Direction;
import io.trunkline.emulator.message.EmulatedMessage;
import io.trunkline.emulator.message.MessageStatus;
import io.trunkline.emulator.phone.CallFate;
import io.trunkline.emulator.phone.Delay;
import io.trunkline.emulator.phone.Fate;
import io.trunkline.emulator.phone.Handset;
import io.trunkline.emulator.phone.LineType;
import io.trunkline.emulator.phone.Profile;
import io.trunkline.emulator.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A phone in the hand of a test. There is one for each number, and it remembers which of its texts
 * and calls the test has expected.
 */
public final class Phone {
  /** How long an expectation waits, in real time. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final String number;
  private final World world;
  private final InboundTexts texts;
  private final ArrivalBell bell;
  private final Set<String> expected = ConcurrentHashMap.newKeySet();

  Phone(String number, World world, InboundTexts texts, ArrivalBell bell) {
    this.number = number;
    this.world = world;
    this.texts = texts;
    this.bell = bell;
  }

  public String number() {
    return number;
  }

  /** What it holds: received and sent, in order. */
  public List<EmulatedMessage> messages() {
    return handset().messages();
  }

  /** What it is like. */
  public Profile profile() {
    return handset().profile();
  }

  /**
   * Texts one of the account's numbers, over WhatsApp if it begins so. Returns when Twilio has the
   * message; the webhook is asked afterwards.
   *
   * @throws IllegalArgumentException if nobody has the number
   */
  public EmulatedMessage texts(String body, String to) {
    return texts.receive(number, to, body, List.of());
  }

  /** The same with pictures, by http(s) or {@code data:} URLs. */
  public EmulatedMessage texts(String body, String to, List<String> mediaUrls) {
    return texts.receive(number, to, body, mediaUrls);
  }

  /**
   * Answers the text that came last.
   *
   * @throws IllegalStateException if none has come
   */
  public EmulatedMessage replies(String body) {
    var received = received().toList();
    if (received.isEmpty()) {
      throw new IllegalStateException(number + " has got no text that it could answer");
    }
    return texts(body, received.getLast().from());
  }

  /**
   * Waits up to five seconds for a text that contains the words, and answers the oldest that was
   * not expected before. A text that came already is taken at once.
   *
   * @throws AssertionError if none comes; it says what the phone holds
   */
  public EmulatedMessage expectsText(String words) {
    return expectsText(words, PATIENCE);
  }

  /** The same with a patience of your own, in real time. */
  public EmulatedMessage expectsText(String words, Duration patience) {
    return bell.await(patience, () -> received().filter(text -> matches(text, words)).findFirst())
        .orElseThrow(
            () ->
                new AssertionError(
                    "%s got no text with \"%s\" within %s. %s"
                        .formatted(number, words, patience, holds())));
  }

  /** The calls that came as far as here, in order, whatever became of them. */
  public List<EmulatedCall> calls() {
    return world.calls().to(number).stream().filter(call -> call.state().rang()).toList();
  }

  /**
   * Waits up to five seconds for a call in which the words are said, and answers the oldest that
   * was not expected before. A call that came already is taken at once; empty words mean any call,
   * also one that nobody answers.
   *
   * @throws AssertionError if none comes; it says what was heard
   */
  public EmulatedCall expectsCall(String words) {
    return expectsCall(words, PATIENCE);
  }

  /** The same with a patience of your own, in real time. */
  public EmulatedCall expectsCall(String words, Duration patience) {
    return bell.await(patience, () -> calls().stream().filter(c -> matches(c, words)).findFirst())
        .orElseThrow(
            () ->
                new AssertionError(
                    "%s heard no call with \"%s\" within %s.%s"
                        .formatted(number, words, patience, callLines(calls().stream()))));
  }

  /**
   * The person hangs up the call that goes on.
   *
   * @throws IllegalStateException if none does
   */
  public Phone hangsUp() {
    if (calls().stream().noneMatch(world.switchboard()::hangUp)) {
      throw new IllegalStateException(number + " is not in a call");
    }
    return this;
  }

  /**
   * Refuses every text and call that nobody expected, the ones on their way here included. What is
   * sent later, it cannot know.
   *
   * @throws AssertionError if there is one
   */
  public void expectsNoMore() {
    var lines = lines(unexpected()) + callLines(unexpectedCalls());
    if (!lines.isEmpty()) {
      throw new AssertionError(number + " got what nobody expected:" + lines);
    }
  }

  /** Decides what becomes of messages that nothing else keeps away. */
  public Phone fate(Fate fate) {
    return change(profile -> profile.withFate(fate));
  }

  /** Decides what becomes of calls that nothing else keeps away. */
  public Phone callFate(CallFate fate) {
    return change(profile -> profile.withCallFate(fate));
  }

  /** Messages wait, and calls find nobody, until it is switched on again or they expire. */
  public Phone switchedOff() {
    return change(profile -> profile.withSwitchedOn(false));
  }

  /** What waited for it arrives. */
  public Phone switchedOn() {
    return change(profile -> profile.withSwitchedOn(true));
  }

  /** Nobody has the number any more. */
  public Phone outOfService() {
    return change(profile -> profile.withInService(false));
  }

  public Phone line(LineType line) {
    return change(profile -> profile.withLine(line));
  }

  /** Whose line it is. */
  public Phone carrier(String carrier) {
    return change(profile -> profile.withCarrier(carrier));
  }

  /** The person does not use WhatsApp. */
  public Phone withoutWhatsApp() {
    return change(profile -> profile.withWhatsApp(false));
  }

  /** It gets by RCS what a Messaging Service can send so. */
  public Phone withRcs() {
    return change(profile -> profile.withRcs(true));
  }

  /** The person reads what the phone holds, and from now on at once what comes. */
  public Phone reads() {
    change(profile -> profile.withReads(true));
    messages().forEach(world.carrier()::read);
    return this;
  }

  /** Messages take so much longer than usual. */
  public Phone delay(Duration delay) {
    return change(profile -> profile.withDelay(Delay.always(delay)));
  }

  /** Messages take longer than usual by something between the two. */
  public Phone delay(Duration least, Duration most) {
    return change(profile -> profile.withDelay(new Delay(least, most)));
  }

  private Phone change(UnaryOperator<Profile> change) {
    handset().change(change);
    return this;
  }

  private Stream<EmulatedMessage> unexpected() {
    var held = Set.copyOf(messages());
    return world
        .messages()
        .before(Long.MAX_VALUE, number)
        .filter(message -> message.direction() != Direction.INBOUND)
        .filter(message -> held.contains(message) || isUnderWay(message.status()))
        .filter(message -> !expected.contains(message.sid()));
  }

  private Stream<EmulatedCall> unexpectedCalls() {
    return world.calls().to(number).stream()
        .filter(call -> call.state().rang() || !call.status().isFinal())
        .filter(call -> !expected.contains(call.sid()));
  }

  private static boolean isUnderWay(MessageStatus status) {
    return !status.isFinal() && status != MessageStatus.SCHEDULED;
  }

  private boolean matches(EmulatedMessage text, String words) {
    return text.said().contains(words) && expected.add(text.sid());
  }

  private boolean matches(EmulatedCall call, String words) {
    return call.said().contains(words) && expected.add(call.sid());
  }

  private Stream<EmulatedMessage> received() {
    return messages().stream().filter(message -> message.direction() != Direction.INBOUND);
  }

  private String holds() {
    return messages().isEmpty() ? "It holds nothing." : "It holds:" + lines(messages().stream());
  }

  private static String lines(Stream<EmulatedMessage> messages) {
    return messages
        .map(
            message ->
                "%n  %s from %s to %s: %s"
                    .formatted(message.created(), message.from(), message.to(), message.said()))
        .collect(Collectors.joining());
  }

  private static String callLines(Stream<EmulatedCall> calls) {
    return calls
        .map(
            call ->
                "%n  %s call from %s, %s: %s"
                    .formatted(call.created(), call.from(), call.status().wire(), call.said()))
        .collect(Collectors.joining());
  }

  private Handset handset() {
    return world.handsets().at(number);
  }
}
