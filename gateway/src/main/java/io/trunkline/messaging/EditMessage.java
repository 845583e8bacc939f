// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.law.Purpose;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RequestRefusal;
import io.trunkline.twilio.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What to change of a held message. Begin with {@link #NOTHING}, add what changes, and give it to
 * {@link Messages#edit}; what is null stays as it is.
 *
 * @param body other words, instead of a template too
 * @param template another template, or another version of it
 * @param variables what to fill the same version of the same template with
 * @param timing another time, which an instant in the past makes now; of one that waits for its
 *     time, how long it is worth sending is counted from there
 */
public record EditMessage(
    @Nullable String body,
    SendMessage.@Nullable FromTemplate template,
    @Nullable Map<String, String> variables,
    SendMessage.Timing timing,
    @Nullable Purpose purpose) {

  public static final EditMessage NOTHING =
      new EditMessage(null, null, null, SendMessage.Timing.NOW, null);

  public EditMessage {
    variables = variables == null ? null : Map.copyOf(variables);
  }

  public EditMessage body(String words) {
    return new EditMessage(words, null, null, timing, purpose);
  }

  public EditMessage template(SendMessage.FromTemplate other) {
    return new EditMessage(null, other, null, timing, purpose);
  }

  public EditMessage variables(Map<String, String> values) {
    return new EditMessage(null, null, values, timing, purpose);
  }

  public EditMessage sendAt(Instant instant) {
    return timing(new SendMessage.Timing(instant, null, null, timing.validFor()));
  }

  public EditMessage sendAtLocal(WallClock wallClock) {
    return timing(new SendMessage.Timing(null, wallClock, timing.timeZone(), timing.validFor()));
  }

  public EditMessage validFor(Duration duration) {
    return timing(
        new SendMessage.Timing(timing.sendAt(), timing.sendAtLocal(), timing.timeZone(), duration));
  }

  public EditMessage timing(SendMessage.Timing newTiming) {
    return new EditMessage(body, template, variables, newTiming, purpose);
  }

  public EditMessage purpose(Purpose newPurpose) {
    return new EditMessage(body, template, variables, timing, newPurpose);
  }

  boolean keepsWords() {
    return body == null && template == null && variables == null;
  }

  /** The names of what changes, as a request has them. */
  List<String> changes() {
    var names = new ArrayList<String>();
    note(names, "body", body);
    note(names, "template", template);
    note(names, "variables", variables);
    note(names, "send_at", timing.sendAt());
    note(names, "send_at_local", timing.sendAtLocal());
    note(names, "valid_for", timing.validFor());
    note(names, "purpose", purpose);
    return names;
  }

  private static void note(List<String> names, String name, @Nullable Object value) {
    if (value != null) {
      names.add(name);
    }
  }

  /**
   * The request that the message would have been made of, had it been like this from the beginning.
   *
   * @throws io.trunkline.problem.RefusalException if there are variables and no template
   */
  SendMessage of(Message message) {
    var chain = message.chain();
    var channels = new ArrayList<Channel>(List.of(message.channel()));
    channels.addAll(chain.further());
    var request =
        SendMessage.to(PhoneNumber.parse(message.to()))
            .account(message.account())
            .content(content(message))
            .route(
                new SendMessage.Route(
                    channels,
                    Objects.requireNonNullElse(message.pool(), message.from()),
                    message.sentFrom(),
                    chain.after()))
            .timing(timing(message))
            .purpose(purpose != null ? purpose : Objects.requireNonNull(message.purpose()))
            .programme(message.terms().programme())
            .metadata(message.metadata());
    var reference = message.reference();
    return reference == null ? request : request.reference(reference);
  }

  private SendMessage.Content content(Message message) {
    var media = message.content().media();
    if (keepsWords()) {
      return new SendMessage.Content(message.body().isEmpty() ? null : message.body(), null, media);
    }
    return new SendMessage.Content(body, template(message), media);
  }

  private SendMessage.@Nullable FromTemplate template(Message message) {
    if (variables == null) {
      return template;
    }
    var pin = message.content().template();
    if (pin == null) {
      throw Refusal.at(
              RequestRefusal.INVALID_VALUE,
              "/variables",
              "fill a template, which this message is not made of")
          .asException();
    }
    return new SendMessage.FromTemplate(pin.template(), pin.version(), pin.language(), variables);
  }

  /** What holds it for another reason than its sender's is asked again. */
  private SendMessage.Timing timing(Message message) {
    var hold = message.hold();
    var until = hold.because() == HeldBecause.SEND_AT ? hold.until() : null;
    var expiresAt = hold.expiresAt();
    boolean moved = timing.sendAt() != null || timing.sendAtLocal() != null;
    var validFor = until == null || expiresAt == null ? null : Duration.between(until, expiresAt);
    return new SendMessage.Timing(
        moved ? timing.sendAt() : until,
        timing.sendAtLocal(),
        timing.timeZone() != null ? timing.timeZone() : message.terms().timeZone(),
        timing.validFor() != null ? timing.validFor() : validFor);
  }

  /** Without the words. */
  @Override
  public String toString() {
    return "EditMessage" + changes();
  }
}
