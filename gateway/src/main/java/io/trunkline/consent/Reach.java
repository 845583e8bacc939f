// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.consent.HeardText.Answered;
import io.trunkline.law.KnownPlace;
import io.trunkline.law.Purpose;
import io.trunkline.law.Revocation;
import io.trunkline.law.RuleSet;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * How far a text that says STOP reaches: to the sender that it answers, for the purpose that it
 * answers and all that the recipient's law adds; to the programme or to the whole account where
 * that law says so. What answers nothing ends all that comes from that sender but emergencies.
 */
final class Reach {

  private static final Set<Purpose> ALL_BUT_EMERGENCIES =
      EnumSet.complementOf(EnumSet.of(Purpose.EMERGENCY));

  private final Supplier<RuleSet> rules;

  /**
   * @param rules those in force
   */
  Reach(Supplier<RuleSet> rules) {
    this.rules = rules;
  }

  /**
   * @param atTwilio whether Twilio has heard it too, and refuses whatever comes from this sender
   * @return for each scope the purposes that end; none of them for all
   */
  Map<ConsentScope, Set<Purpose>> of(HeardText heard, boolean atTwilio) {
    var reach = new LinkedHashMap<ConsentScope, Set<Purpose>>();
    var answered = heard.answering();
    if (answered != null) {
      var law = law(heard, answered.purpose());
      var ends = EnumSet.of(answered.purpose());
      ends.addAll(law.ends());
      reach.putAll(beyondTheSender(law, answered, ends));
      heard.senders().forEach(sender -> reach.put(sender, atTwilio ? Set.of() : ends));
    } else {
      heard
          .senders()
          .forEach(sender -> reach.put(sender, atTwilio ? Set.of() : ALL_BUT_EMERGENCIES));
    }
    return reach;
  }

  private Revocation law(HeardText heard, Purpose answered) {
    var inForce = rules.get();
    var where = inForce.whereabouts(heard.from(), KnownPlace.NOTHING);
    return inForce.revocation(where, answered, heard.at());
  }

  private static Map<ConsentScope, Set<Purpose>> beyondTheSender(
      Revocation law, Answered answered, Set<Purpose> ends) {
    var programme = answered.programme();
    return switch (law.reach()) {
      case PROGRAMME ->
          programme == null ? Map.of() : Map.of(ConsentScope.programme(programme), ends);
      case SENDER -> Map.of();
      case ALL -> Map.of(ConsentScope.ALL, ends);
    };
  }
}
