// SPDX-License-Identifier: Apache-2.0
package io.trunkline.templates;

import io.trunkline.account.AccountId;
import io.trunkline.id.Ids;
import io.trunkline.problem.JsonBody;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RefusalException;
import io.trunkline.problem.RequestRefusal;
import io.trunkline.storage.Storage;
import io.trunkline.twilio.ContentCategory;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The templates of all accounts. What writes is one short transaction, or joins the caller's. What
 * is published renders from memory: a version that another node has made current is rendered here
 * within {@link Published#MEMORY}, one that is named by its number at once.
 */
public class Templates {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");

  private final TemplateStore store;
  private final Published published;
  private final Approvals approvals;
  private final Submission submission;
  private final Ids ids;
  private final Clock clock;

  Templates(
      TemplateStore store,
      Published published,
      Approvals approvals,
      Submission submission,
      Ids ids,
      Clock clock) {
    this.store = store;
    this.published = published;
    this.approvals = approvals;
    this.submission = submission;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Makes a template whose first version is a draft.
   *
   * @param name up to 63 small letters, digits, {@code _} and {@code -}; never changes
   * @throws RefusalException if the name is taken, or with everything that is wrong with the
   *     content
   */
  @Transactional
  public TemplateVersion create(AccountId account, String name, TemplateContent content) {
    if (!NAME.matcher(name).matches()) {
      throw Refusal.at(
              RequestRefusal.INVALID_VALUE,
              "/name",
              "has 1 to 63 small letters, digits, underscores and hyphens")
          .asException();
    }
    var _ = check(content);
    var id = new TemplateId(ids.next());
    var now = Storage.storable(clock.instant());
    if (!store.insert(id, account, name, now)) {
      throw Refusal.at(TemplateRefusal.TEMPLATE_EXISTS, "/name", "is taken").asException();
    }
    forgetAtTheEnd(account, name, id, 1);
    return store.putDraft(id, content, now);
  }

  /**
   * Writes the draft of a template; where there is none, a new version becomes it.
   *
   * @throws RefusalException if there is no such template, or with everything that is wrong with
   *     the content
   */
  @Transactional
  public TemplateVersion edit(AccountId account, String name, TemplateContent content) {
    var _ = check(content);
    var id = lock(account, name);
    return store.putDraft(id, content, Storage.storable(clock.instant()));
  }

  /**
   * Makes a version current: a draft, which says the same for ever after, or one that was published
   * before.
   *
   * @throws RefusalException if there is no such version or it has been archived
   */
  @Transactional
  public TemplateVersion publish(AccountId account, String name, int number) {
    var id = lock(account, name);
    var version = version(id, name, number);
    if (version.status() == VersionStatus.ARCHIVED) {
      throw Refusal.of(
              TemplateRefusal.ALREADY_ARCHIVED,
              "Version %d of %s has been archived".formatted(number, name))
          .asException();
    }
    // What was right when it was written may have become wrong by a newer program.
    var _ = check(version.content());
    store.publish(id, number, Storage.storable(clock.instant()));
    store.setCurrent(id, number);
    forgetAtTheEnd(account, name, id, number);
    return version(id, name, number);
  }

  /**
   * Retires a version. If it was current, the template has no current version until one is
   * published. If it was a draft, it is never sent.
   *
   * @throws RefusalException if there is no such version
   */
  @Transactional
  public TemplateVersion archive(AccountId account, String name, int number) {
    var id = lock(account, name);
    var _ = version(id, name, number);
    store.unsetCurrent(id, number);
    store.archive(id, number, Storage.storable(clock.instant()));
    forgetAtTheEnd(account, name, id, number);
    return version(id, name, number);
  }

  @Transactional(readOnly = true)
  public Optional<Template> find(AccountId account, String name) {
    return store.find(account, List.of(name)).stream().findFirst();
  }

  /**
   * The templates of an account, newest first.
   *
   * @param after the last one of the page before; null for the first page
   */
  @Transactional(readOnly = true)
  public List<Template> list(AccountId account, @Nullable TemplateId after, int limit) {
    return store.list(account, after, limit);
  }

  /**
   * The versions of a template, newest first.
   *
   * @throws RefusalException if there is no such template
   */
  @Transactional(readOnly = true)
  public List<TemplateVersion> versions(AccountId account, String name) {
    return store.versions(find(account, name).orElseThrow(() -> unknown(name)).id());
  }

  /**
   * @throws RefusalException if there is no such version
   */
  @Transactional(readOnly = true)
  public TemplateVersion version(AccountId account, String name, int number) {
    return version(find(account, name).orElseThrow(() -> unknown(name)).id(), name, number);
  }

  /**
   * What is allowed in a content and probably not meant.
   *
   * @throws RefusalException with everything that is not allowed
   */
  public List<TemplateWarning> check(TemplateContent content) {
    return ContentCheck.of(content);
  }

  /**
   * Says a template to somebody. Reads from memory what has been asked for lately.
   *
   * @throws RefusalException if there is no such template or published version, or with everything
   *     that is wrong with the values, each by its name
   */
  public Rendered render(RenderRequest request) {
    return published.versionFor(request).render(request.language(), request.variables());
  }

  /** The same for many, each with its own outcome, in their order, with few queries or none. */
  public List<RenderOutcome> renderAll(List<RenderRequest> requests) {
    published.prepare(requests);
    return requests.stream().map(this::outcome).toList();
  }

  private RenderOutcome outcome(RenderRequest request) {
    try {
      return render(request);
    } catch (RefusalException e) {
      return new RenderOutcome.Refused(e.refusal());
    }
  }

  /**
   * Says it without sending it, and what it takes. A version that is named may be a draft, too.
   *
   * @param northAmericanTollFree whether it would go from a toll-free number to the United States
   *     or Canada, where a joined segment holds one unit less
   * @throws RefusalException as {@link #render} does
   */
  @Transactional(readOnly = true)
  public Preview preview(RenderRequest request, boolean northAmericanTollFree) {
    var version =
        draft(request).map(CompiledVersion::new).orElseGet(() -> published.versionFor(request));
    return Previewer.preview(version, request, northAmericanTollFree);
  }

  /**
   * Makes content at Twilio of the texts of a draft that are linked to none, links them, and asks
   * WhatsApp to approve whatever has not been submitted. Repeat it to take it up where it broke
   * off. Asks Twilio, so it is not called inside a transaction.
   *
   * @throws RefusalException if there is no such version, it has texts without content and is no
   *     draft, or Twilio refuses or does not answer
   */
  public TemplateVersion submit(
      AccountId account, String name, int number, ContentCategory category) {
    var version =
        store.find(account, List.of(name)).stream()
            .findFirst()
            .map(template -> version(template.id(), name, number))
            .orElseThrow(() -> unknown(name));
    return submission.submit(new Submission.Subject(account, name, version), category);
  }

  /**
   * Asks Twilio what WhatsApp thinks of the contents that a template is linked to, in versions that
   * are not archived; what it does not answer stays as it was known. Not called inside a
   * transaction.
   *
   * @return what is known now
   * @throws RefusalException if there is no such template
   */
  public List<Approval> sync(AccountId account, String name) {
    var template =
        store.find(account, List.of(name)).stream().findFirst().orElseThrow(() -> unknown(name));
    return approvals.sync(account, template.id());
  }

  /** What WhatsApp thinks of a content, a few seconds old at most; empty if it is not known yet. */
  public Optional<Approval> approval(AccountId account, String contentSid) {
    return approvals.find(account, contentSid);
  }

  /** What is known of all contents that a content is linked to. */
  @Transactional(readOnly = true)
  public List<Approval> approvals(AccountId account, TemplateContent content) {
    var sids =
        content.languages().values().stream()
            .map(TemplateText::contentSid)
            .filter(Objects::nonNull)
            .toList();
    return sids.isEmpty() ? List.of() : approvals.find(account, sids);
  }

  private Optional<TemplateVersion> draft(RenderRequest request) {
    var number = request.version();
    return number == null
        ? Optional.empty()
        : find(request.account(), request.template())
            .flatMap(template -> store.version(template.id(), number))
            .filter(version -> version.status() == VersionStatus.DRAFT);
  }

  private TemplateId lock(AccountId account, String name) {
    return Optional.of(name)
        .filter(JsonBody::isStorable)
        .flatMap(storable -> store.lock(account, storable))
        .orElseThrow(() -> unknown(name));
  }

  private TemplateVersion version(TemplateId template, String name, int number) {
    return store
        .version(template, number)
        .orElseThrow(
            () ->
                Refusal.of(
                        TemplateRefusal.TEMPLATE_NOT_FOUND,
                        "There is no version %d of %s".formatted(number, name))
                    .asException());
  }

  static RefusalException unknown(String name) {
    return Refusal.of(TemplateRefusal.TEMPLATE_NOT_FOUND, "There is no template " + name)
        .asException();
  }

  /** Whatever the end is: a transaction that is rolled back may have filled the memory, too. */
  private void forgetAtTheEnd(AccountId account, String name, TemplateId id, int number) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCompletion(int status) {
            published.forget(account, name, id, number);
          }
        });
  }
}
