// SPDX-License-Identifier: Apache-2.0
package io.trunkline.policy;

import io.trunkline.law.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/** What is to be said of a text before it is sent. Pure: the same text, the same findings. */
final class ContentChecks {

  private static final Pattern SERVICE = Pattern.compile("MG[0-9a-fA-F]{32}");
  private static final Pattern LETTER = Pattern.compile("\\p{L}");

  private final Policy.Content policy;
  private final WordList forbidden;
  private final Folded senderName;

  /**
   * What became of a text.
   *
   * @param body with the stop line, if that was due
   * @param instructs whether it says how to opt out
   */
  record Reading(String body, boolean instructs, List<Finding> findings) {

    /** Without the body. */
    @Override
    public String toString() {
      return "Reading[" + instructs + ", " + findings + "]";
    }
  }

  ContentChecks(Policy.Content policy) {
    this.policy = policy;
    this.forbidden = new WordList(policy.forbiddenWords());
    this.senderName = Folded.of(Objects.requireNonNullElse(policy.senderName(), ""));
  }

  /**
   * Reads the words of a proposal, and adds the stop line where it is due and can be added. Finds
   * nothing in a picture without words.
   *
   * @param due whether the recipient is to be told again how to opt out
   */
  Reading read(Proposal proposal, boolean due) {
    var words = proposal.words();
    if (words.body().isBlank()) {
      return new Reading(words.body(), false, List.of());
    }
    var text = Folded.of(words.body());
    if (OptOutWords.instruct(words.body(), text)) {
      return new Reading(words.body(), true, check(proposal, words.body(), text, false));
    }
    var line = policy.stopLine();
    if (due
        && words.form() == Proposal.Form.WRITTEN
        && line.appendedFor().contains(proposal.purpose())) {
      var body = words.body() + "\n" + line.text(words.language());
      return new Reading(body, true, check(proposal, body, Folded.of(body), false));
    }
    return new Reading(words.body(), false, check(proposal, words.body(), text, due));
  }

  /**
   * @param lacks whether it does not say how to opt out, and should
   */
  private List<Finding> check(Proposal proposal, String body, Folded text, boolean lacks) {
    var findings = new ArrayList<Finding>();
    if (mayBeUnnamed(proposal) && !text.says(senderName)) {
      add(findings, ContentRule.SENDER_NAMED, "The text does not name its sender");
    }
    if (asks(ContentRule.FORBIDDEN_WORDS)) {
      forbidden
          .in(text)
          .forEach(
              (category, words) ->
                  add(
                      findings,
                      ContentRule.FORBIDDEN_WORDS,
                      "The text speaks of %s: %s"
                          .formatted(category.replace('_', ' '), String.join(", ", words))));
    }
    if (proposal.words().form() != Proposal.Form.SPOKEN) {
      checkWritten(proposal, body, text, lacks, findings);
    }
    return findings;
  }

  private void checkWritten(
      Proposal proposal, String body, Folded text, boolean lacks, List<Finding> findings) {
    if (asks(ContentRule.PUBLIC_SHORTENER)) {
      for (var host : LinkedHosts.ofShorteners(body)) {
        add(
            findings,
            ContentRule.PUBLIC_SHORTENER,
            "The text has a link of the public shortener %s, which carriers block".formatted(host));
      }
    }
    if (proposal.purpose() == Purpose.MARKETING) {
      checkMarketing(proposal, body, text, lacks, findings);
    }
  }

  private void checkMarketing(
      Proposal proposal, String body, Folded text, boolean lacks, List<Finding> findings) {
    if (asks(ContentRule.NUMERIC_OPT_OUT) && OptOutWords.wantNumber(text)) {
      add(
          findings,
          ContentRule.NUMERIC_OPT_OUT,
          "The text has people answer with a number to opt out; a word is needed, like STOP");
    }
    if (lacks && asks(ContentRule.OPT_OUT_INSTRUCTION)) {
      add(findings, ContentRule.OPT_OUT_INSTRUCTION, "The text does not say how to opt out");
    }
    if (asks(ContentRule.COUNTRY_MARKS)) {
      proposal.recipient().country().map(CountryMark::of).orElse(List.of()).stream()
          .filter(mark -> mark.isMissed(body, proposal.sender()))
          .forEach(mark -> findings.add(finding(ContentRule.COUNTRY_MARKS, mark)));
    }
  }

  /** Whether a text names nobody, and should if it answers nobody. */
  boolean mindUnnamed(Proposal proposal) {
    return mayBeUnnamed(proposal)
        && !proposal.words().body().isBlank()
        && !Folded.of(proposal.words().body()).says(senderName);
  }

  private boolean mayBeUnnamed(Proposal proposal) {
    return policy.senderName() != null
        && asks(ContentRule.SENDER_NAMED)
        && !proposal.answers()
        && !showsName(proposal.sender());
  }

  /** A name, a profile of WhatsApp, an agent: recipients see them without reading. */
  private static boolean showsName(String sender) {
    return LETTER.matcher(sender).find() && !SERVICE.matcher(sender).matches();
  }

  private boolean asks(ContentRule rule) {
    return policy.strictness(rule) != Strictness.OFF;
  }

  private void add(List<Finding> findings, ContentRule rule, String detail) {
    findings.add(new Finding(rule.name().toLowerCase(Locale.ROOT), blocks(rule), detail));
  }

  private Finding finding(ContentRule rule, CountryMark mark) {
    return new Finding(mark.id(), blocks(rule), mark.detail());
  }

  private boolean blocks(ContentRule rule) {
    return policy.strictness(rule) == Strictness.BLOCK;
  }
}
