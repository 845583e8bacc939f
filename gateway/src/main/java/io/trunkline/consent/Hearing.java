// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.consent.Keywords.InSentence;
import io.trunkline.consent.Keywords.Keyword;
import io.trunkline.consent.Phrase.Says;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Understands what a text says about consent, in three tiers: a word by itself, a phrase that can
 * only mean it, a word that occurs in a sentence. Whatever else is in the sentence, negations and
 * words in another meaning are put aside first; where that leaves doubt, a person looks, since a
 * false opt-out costs a message and a missed one breaks the law. Knows nobody and remembers
 * nothing.
 */
final class Hearing {

  private final Keywords keywords;
  private final Phrases phrases;

  Hearing(Keywords keywords, Phrases phrases) {
    this.keywords = keywords;
    this.phrases = phrases;
  }

  Verdict hear(String text) {
    var word = keywords.recognise(text);
    if (word.isPresent()) {
      return new Verdict.Word(word.get());
    }
    var reaction = phrases.reaction(text);
    if (reaction.isPresent()) {
      return new Verdict.Ordinary(reaction.get().id());
    }
    var words = Words.of(text);
    return byItself(words)
        .<Verdict>map(alone -> revoked(alone.word(), alone.language(), words))
        .orElseGet(() -> sentence(words));
  }

  /** A word to which nothing is added but courtesies, in the whole text or in a clause of it. */
  private Optional<Keyword> byItself(String words) {
    return bare(words.replace(Words.STROKE, " "))
        .or(
            () ->
                Stream.of(words.split(Words.STROKE))
                    .flatMap(clause -> bare(clause).stream())
                    .filter(keyword -> keyword.inSentence() == InSentence.CLAUSE)
                    .findFirst());
  }

  private Optional<Keyword> bare(String clause) {
    var rest =
        Stream.of(clause.strip().split(" +")).filter(word -> !phrases.isCourtesy(word)).toList();
    return keywords
        .optOut(String.join(" ", rest))
        .or(
            () -> {
              var each = rest.stream().map(keywords::optOut).collect(Collectors.toSet());
              return each.contains(Optional.<Keyword>empty())
                  ? Optional.empty()
                  : each.stream().flatMap(Optional::stream).findFirst();
            });
  }

  private Verdict.Revoked revoked(String rule, String language, String words) {
    var wrongNumber =
        phrases.all().stream()
            .filter(phrase -> phrase.says() == Says.WRONG_NUMBER)
            .anyMatch(phrase -> phrase.pattern().matcher(words).find());
    return new Verdict.Revoked(rule, language, wrongNumber);
  }

  private Verdict sentence(String words) {
    var rest = words;
    Phrase doubt = null;
    Phrase otherwise = null;
    for (var phrase : phrases.all()) {
      var found = phrase.pattern().matcher(rest);
      if (!found.find()) {
        continue;
      }
      switch (phrase.says()) {
        case REVOKE, WRONG_NUMBER -> {
          return revoked(phrase.id(), phrase.language(), rest);
        }
        case DOUBT -> doubt = doubt == null ? phrase : doubt;
        case OTHERWISE, REACTION -> otherwise = otherwise == null ? phrase : otherwise;
      }
      rest = found.replaceAll(Words.STROKE + " ");
    }
    if (doubt != null) {
      return new Verdict.Doubtful(doubt.id(), doubt.language());
    }
    var ordinary = new Verdict.Ordinary(otherwise == null ? "" : otherwise.id());
    return keywords
        .occurringIn(rest)
        .<Verdict>map(word -> new Verdict.Doubtful(word.word(), word.language()))
        .orElse(ordinary);
  }
}
