// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

/** What a text says about consent. */
sealed interface Verdict {

  /**
   * A tier-1 word and nothing else.
   *
   * @param keyword what it asks for
   */
  record Word(Keywords.Keyword keyword) implements Verdict {}

  /**
   * Tier 2: a sentence that can only mean that texts shall stop.
   *
   * @param rule the id of the phrase, or the word that stands by itself
   * @param wrongNumber whether it says that somebody else has the number
   */
  record Revoked(String rule, String language, boolean wrongNumber) implements Verdict {}

  /**
   * Tier 3: a sentence that may mean it; a person has to look.
   *
   * @param rule the id of the phrase, or the word that occurs
   */
  record Doubtful(String rule, String language) implements Verdict {}

  /**
   * Nothing.
   *
   * @param rule the id of the phrase by which words that could mean it do not; empty without such
   *     words
   */
  record Ordinary(String rule) implements Verdict {}
}
