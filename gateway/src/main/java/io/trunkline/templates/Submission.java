// SPDX-License-Identifier: Apache-2.0
package io.trunkline.templates;

import io.trunkline.account.AccountId;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RefusalException;
import io.trunkline.storage.Storage;
import io.trunkline.templates.ApprovalStore.Link;
import io.trunkline.twilio.ApprovalStatus;
import io.trunkline.twilio.ContentAnswer;
import io.trunkline.twilio.ContentCategory;
import io.trunkline.twilio.ContentText;
import io.trunkline.twilio.TwilioContents;
import io.trunkline.twilio.TwilioError;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.transaction.support.TransactionOperations;

/** Makes content at Twilio of the texts of a version, and asks WhatsApp to approve it. */
final class Submission {

  private final TemplateStore store;
  private final TwilioContents contents;
  private final Approvals approvals;
  private final TransactionOperations transactions;
  private final Clock clock;

  Submission(
      TemplateStore store,
      TwilioContents contents,
      Approvals approvals,
      TransactionOperations transactions,
      Clock clock) {
    this.store = store;
    this.contents = contents;
    this.approvals = approvals;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** One version of a template of an account. */
  record Subject(AccountId account, String name, TemplateVersion version) {

    TemplateText text(String language) {
      return Objects.requireNonNull(version.content().languages().get(language), language);
    }

    RefusalException notADraft() {
      return Refusal.of(
              TemplateRefusal.NOT_A_DRAFT,
              "Version %d of %s has texts without content and is no draft, or it has been edited"
                      .formatted(version.number(), name)
                  + " meanwhile")
          .asException();
    }
  }

  /**
   * Takes up where it was broken off, if it was.
   *
   * @throws RefusalException if Twilio refuses, or does not answer; then there may be content at
   *     Twilio that nothing is linked to, which costs nothing
   */
  TemplateVersion submit(Subject subject, ContentCategory category) {
    var reached = subject;
    for (var language : subject.version().content().languages().keySet()) {
      if (reached.text(language).contentSid() == null) {
        reached = link(reached, language, create(reached, language));
      }
      ask(reached, language, category);
    }
    return reached.version();
  }

  private TemplateText create(Subject subject, String language) {
    if (subject.version().status() != VersionStatus.DRAFT) {
      throw subject.notADraft();
    }
    var version = subject.version();
    var text = subject.text(language);
    var body = Body.of(text.body());
    var numbers = body.contentVariables(Map.of());
    var byName =
        numbers.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
    var content =
        new ContentText(
            "%s v%d %s".formatted(subject.name(), version.number(), language),
            language.replace('-', '_'),
            body.with(
                body.variables().stream().map(name -> "{{" + byName.get(name) + "}}").toList()),
            samples(numbers, version.content().variables(), Locale.forLanguageTag(language)));
    var sid = answered(contents.create(subject.account(), content), language);
    return new TemplateText(text.body(), sid, numbers);
  }

  private Subject link(Subject subject, String language, TemplateText linked) {
    var now = Storage.storable(clock.instant());
    var written =
        transactions.execute(
            status ->
                store
                    .lock(subject.account(), subject.name())
                    .flatMap(id -> store.version(id, subject.version().number()))
                    .filter(present -> present.equals(subject.version()))
                    .map(
                        present ->
                            store.putDraft(
                                present.template(), present.content().and(language, linked), now))
                    .orElseThrow(subject::notADraft));
    return new Subject(subject.account(), subject.name(), Objects.requireNonNull(written));
  }

  /** Unless somebody has asked before. */
  private void ask(Subject subject, String language, ContentCategory category) {
    var account = subject.account();
    var sid = Objects.requireNonNull(subject.text(language).contentSid());
    var known = answered(contents.approval(account, sid), language);
    if (known.status() == ApprovalStatus.UNSUBMITTED) {
      var name =
          "%s_v%d_%s"
              .formatted(subject.name(), subject.version().number(), language)
              .toLowerCase(Locale.ROOT)
              .replace('-', '_');
      known = answered(contents.submit(account, sid, name, category), language);
    }
    approvals.record(new Link(account, sid), known);
  }

  private static Map<String, String> samples(
      Map<String, String> numbers, List<TemplateVariable> variables, Locale locale) {
    var samples = new LinkedHashMap<String, String>();
    numbers.forEach(
        (number, name) ->
            variables.stream()
                .filter(variable -> variable.name().equals(name))
                .forEach(variable -> samples.put(number, sample(variable, locale))));
    return samples;
  }

  private static String sample(TemplateVariable variable, Locale locale) {
    var value = variable.defaultValue();
    return Spoken.of(
        variable.type(),
        value == null || value.isEmpty() ? variable.type().sample() : value,
        locale);
  }

  private static <T> T answered(ContentAnswer<T> answer, String language) {
    return switch (answer) {
      case ContentAnswer.Answered<T>(var value) -> value;
      case ContentAnswer.Refused<T>(var error) -> throw refused(error, language);
      case ContentAnswer.NoAnswer<T>(var why) ->
          throw Refusal.of(TemplateRefusal.TWILIO_UNREACHABLE, why).asException();
    };
  }

  private static RefusalException refused(TwilioError error, String language) {
    var at =
        Refusal.at(
            TemplateRefusal.TWILIO_REFUSED,
            Refusal.pointer("languages", language),
            "is refused by Twilio: " + error);
    return new Refusal(at.code(), at.detail(), at.errors(), error.code()).asException();
  }
}
