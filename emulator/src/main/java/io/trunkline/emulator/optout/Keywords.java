// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.optout;

import io.trunkline.emulator.evidence.Seen;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What words mean that stand alone in a text, and what Twilio answers to them. Case does not
 * matter.
 *
 * @param languages the first is the main one, which has the words that cannot be taken away
 */
@Seen(
    what = "Words to stop, start and get help count if they are the whole text, in any case.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "messaging/tutorials/advanced-opt-out")
public record Keywords(List<Language> languages) {
  /**
   * The keywords of one language.
   *
   * @throws IllegalArgumentException if a word means two things
   */
  public record Language(String name, Map<OptOutType, Rule> rules) {
    public Language {
      rules = Map.copyOf(rules);
      var meanings = new HashMap<String, OptOutType>();
      for (var type : OptOutType.values()) {
        type.reserved().forEach(word -> meanings.put(word, type));
      }
      rules.forEach(
          (type, rule) -> {
            for (var word : rule.keywords) {
              var other = meanings.putIfAbsent(word, type);
              if (other != null && other != type) {
                throw new IllegalArgumentException(word + " means " + other + " and " + type);
              }
            }
          });
    }
  }

  /**
   * The words for one thing, and what is answered to them.
   *
   * @throws IllegalArgumentException if there is no word, or one is blank, or the answer is
   */
  public record Rule(Set<String> keywords, String answer) {
    public Rule {
      var words = new TreeSet<String>();
      keywords.forEach(word -> words.add(normal(word)));
      if (words.isEmpty() || words.contains("") || answer.isBlank()) {
        throw new IllegalArgumentException("Keywords and their answer cannot be empty");
      }
      keywords = Set.copyOf(words);
    }
  }

  /** A word that is understood. */
  record Match(OptOutType type, String answer) {}

  /**
   * Those languages.
   *
   * @throws IllegalArgumentException if there is none, or the first lacks a rule
   */
  public Keywords {
    languages = List.copyOf(languages);
    if (languages.isEmpty() || languages.getFirst().rules.size() < OptOutType.values().length) {
      throw new IllegalArgumentException("The first language needs words to stop, start and help");
    }
  }

  /** Twilio's words for numbers, in English. */
  static final Keywords USUAL =
      english(
          Set.of("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"),
          "You are unsubscribed and will get no more messages from this number. Reply START to"
              + " resubscribe.",
          Set.of("START", "YES", "UNSTOP"),
          "You are subscribed again and will get messages from this number. Reply HELP for help,"
              + " STOP to unsubscribe.");

  /** The words that the network of toll-free numbers hears before Twilio does. */
  static final Keywords NETWORK =
      english(
          Set.of("STOP"),
          "NETWORK MSG: You sent \"stop\": texts from this number are blocked now. Send \"unstop\""
              + " to get them again.",
          Set.of("START", "UNSTOP"),
          "NETWORK MSG: You sent \"unstop\": texts from this number reach you again.");

  private static Keywords english(
      Set<String> stop, String stopped, Set<String> start, String started) {
    var help = "Reply STOP to unsubscribe. Message and data rates may apply.";
    var rules =
        Map.of(
            OptOutType.STOP, new Rule(stop, stopped),
            OptOutType.START, new Rule(start, started),
            OptOutType.HELP, new Rule(Set.of("HELP", "INFO"), help));
    return new Keywords(List.of(new Language("en", rules)));
  }

  /** Twilio's usual words and answers, for a service that changes only some. */
  public static Language usual() {
    return USUAL.languages.getFirst();
  }

  /** What the text means; null if nothing. */
  @Nullable Match match(String text) {
    var word = normal(text);
    for (var language : languages) {
      for (var rule : language.rules.entrySet()) {
        if (rule.getValue().keywords.contains(word)) {
          return new Match(rule.getKey(), rule.getValue().answer);
        }
      }
    }
    for (var rule : languages.getFirst().rules.entrySet()) {
      if (rule.getKey().reserved().contains(word)) {
        return new Match(rule.getKey(), rule.getValue().answer);
      }
    }
    return null;
  }

  private static String normal(String text) {
    return text.strip().toUpperCase(Locale.ROOT);
  }
}
