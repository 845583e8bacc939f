// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.consent.HeardText.Answered;
import io.trunkline.law.Purpose;
import io.trunkline.law.Revocation;
import io.trunkline.law.RuleSet;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How far a text that says STOP reaches: to the sender that it answers and the pool that this was
 * chosen from, for the purpose that it answers and all that the recipient's law adds; to the
 * programme or to the whole account where that law says so. What answers nothing that we know of
 * ends all that comes from that sender but emergencies, and what the law ends whatever it was.
 */
final class Reach {

  private static final Set<Purpose> ALL_BUT_EMERGENCIES =
      EnumSet.complementOf(EnumSet.of(Purpose.EMERGENCY));

  private final Supplier<RuleSet> rules;
  private final RecipientStore recipients;

  /**
   * @param rules those in force
   */
  Reach(Supplier<RuleSet> rules, RecipientStore recipients) {
    this.rules = rules;
    this.recipients = recipients;
  }

  /**
   * @param atTwilio whether Twilio has heard it too, and refuses whatever comes from this sender
   * @return for each scope the purposes that end; none of them for all
   */
  Map<ConsentScope, Set<Purpose>> of(HeardText heard, boolean atTwilio) {
    var answered = heard.answering();
    var law = law(heard);
    var ends = answered == null ? ALL_BUT_EMERGENCIES : with(law.ends(), answered.purpose());
    var reach = new LinkedHashMap<ConsentScope, Set<Purpose>>();
    reach.putAll(beyondTheSender(law, answered));
    heard.towards().forEach(sender -> reach.put(sender, ends));
    if (atTwilio) {
      heard.senders().forEach(sender -> reach.put(sender, Set.of()));
    }
    return reach;
  }

  private Revocation law(HeardText heard) {
    var person = new Person(heard.account(), heard.from().e164());
    var known = recipients.find(List.of(person)).getOrDefault(person, Recipient.UNKNOWN);
    var inForce = rules.get();
    var answered = heard.answering();
    return inForce.revocation(
        inForce.whereabouts(heard.from(), known.place()),
        answered == null ? null : answered.purpose(),
        heard.at());
  }

  /**
   * Where a programme is all that has to end and the message was of none, nobody can say what is
   * unrelated to it: then the account ends it.
   */
  private static Map<ConsentScope, Set<Purpose>> beyondTheSender(
      Revocation law, @Nullable Answered answered) {
    var ends = answered == null ? law.ends() : with(law.ends(), answered.purpose());
    var programme = answered == null ? null : answered.programme();
    return switch (law.reach()) {
      case SENDER -> Map.of();
      case PROGRAMME ->
          programme == null ? account(law.ends()) : Map.of(ConsentScope.programme(programme), ends);
      case ALL -> account(ends);
    };
  }

  private static Map<ConsentScope, Set<Purpose>> account(Set<Purpose> ends) {
    return ends.isEmpty() ? Map.of() : Map.of(ConsentScope.ALL, ends);
  }

  private static Set<Purpose> with(Set<Purpose> ends, Purpose answered) {
    var all = EnumSet.of(answered);
    all.addAll(ends);
    return all;
  }
}
