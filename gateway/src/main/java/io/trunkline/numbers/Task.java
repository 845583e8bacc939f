// SPDX-License-Identifier: Apache-2.0
package io.trunkline.numbers;

import io.trunkline.phone.PhoneNumber;
import io.trunkline.twilio.Channel;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * As much of a question as decides between senders; the questions of a batch have few different
 * ones.
 *
 * @param country of the recipient, ISO 3166-1; null where the number does not tell
 * @param areaCode of the recipient, under +1
 */
record Task(@Nullable String country, @Nullable String areaCode, Channel channel) {

  static Task of(SenderQuestion question) {
    var recipient = question.recipient();
    // An area code newer than our table is taken for the strictest country of those under +1.
    var unknown = recipient.areaCode().map(newer -> "US");
    return new Task(
        recipient.country().or(() -> unknown).orElse(null),
        recipient.areaCode().orElse(null),
        question.channel());
  }

  /** Why a sender cannot take it, continuing "the sender …"; empty if it can. */
  Optional<String> objectionTo(Sender sender) {
    if (!sender.channels().contains(channel)) {
      return Optional.of("cannot send by " + channel);
    }
    if (channel == Channel.MMS && !isIn(SenderKind.NORTH_AMERICA)) {
      return Optional.of("sends media to US and CA only");
    }
    return switch (sender.kind()) {
      case ALPHANUMERIC -> objectionToName(sender);
      case TOLL_FREE -> channel == Channel.VOICE ? Optional.empty() : objectionAbroad(sender);
      case SHORT_CODE, RCS -> objectionAbroad(sender);
      case LONG_CODE, WHATSAPP, MESSAGING_SERVICE -> Optional.empty();
    };
  }

  /**
   * How well a sender suits, if nothing speaks against it; one of the reasons from {@link
   * ChosenBecause#SERVICE} on.
   */
  ChosenBecause fitOf(Sender sender) {
    if (sender.kind() == SenderKind.MESSAGING_SERVICE) {
      return ChosenBecause.SERVICE;
    }
    if (sender.kind() == SenderKind.ALPHANUMERIC) {
      return isCertainFor(sender) ? ChosenBecause.NAME : ChosenBecause.UNCERTAIN_NAME;
    }
    if (objectionAbroad(sender).isPresent()) {
      return ChosenBecause.ANOTHER_COUNTRY;
    }
    return areaCode != null
            && sender.kind() == SenderKind.LONG_CODE
            && new PhoneNumber(sender.address()).areaCode().filter(areaCode::equals).isPresent()
        ? ChosenBecause.SAME_AREA_CODE
        : ChosenBecause.SAME_COUNTRY;
  }

  private Optional<String> objectionAbroad(Sender sender) {
    return sender.countries().isEmpty() || isIn(sender.countries())
        ? Optional.empty()
        : Optional.of("works in " + String.join(", ", sorted(sender.countries())) + " only");
  }

  private Optional<String> objectionToName(Sender sender) {
    if (country == null) {
      return Optional.of("is a name, and the recipient's country is not known");
    }
    return switch (NameSupport.in(country)) {
      case DYNAMIC, VERIFY -> Optional.empty();
      case PREREGISTER ->
          isIn(sender.countries())
              ? Optional.empty()
              : Optional.of("is a name that is not registered in " + country);
      case NOT_SUPPORTED -> Optional.of("is a name, which no carrier in " + country + " takes");
    };
  }

  private boolean isCertainFor(Sender sender) {
    return isIn(sender.countries())
        || (country != null && NameSupport.in(country) == NameSupport.DYNAMIC);
  }

  private boolean isIn(Set<String> countries) {
    return country != null && countries.contains(country);
  }

  private static Iterable<String> sorted(Set<String> countries) {
    return new TreeSet<>(countries);
  }
}
