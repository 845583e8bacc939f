// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.content;

import io.trunkline.emulator.account.Account;
import io.trunkline.emulator.clock.EmulatorClock;
import io.trunkline.emulator.content.Approval.Status;
import io.trunkline.emulator.seed.Sids;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The templates of all accounts. WhatsApp approves what it is asked to in two steps of time, except
 * what has {@code reject} in its name: that it rejects.
 */
public final class Contents {
  private static final int UNKNOWN_CONTENT = 21655;
  private static final String UNLUCKY = "reject";

  private final EmulatorClock clock;
  private final Sids sids;
  private final Duration step;
  private final Map<String, Content> bySid = new ConcurrentHashMap<>();

  /** The step is how long an approval stays in each status. */
  public Contents(EmulatorClock clock, Sids sids, Duration step) {
    this.clock = clock;
    this.sids = sids;
    this.step = step;
  }

  public Optional<Content> find(Account account, String sid) {
    return find(sid).filter(content -> content.accountSid().equals(account.sid()));
  }

  /** The template, whoever's it is. */
  public Optional<Content> find(String sid) {
    return Optional.ofNullable(bySid.get(sid));
  }

  /** Those of the account, newest first. */
  public List<Content> of(Account account) {
    return bySid.values().stream()
        .filter(content -> content.accountSid().equals(account.sid()))
        .sorted(Comparator.comparing(Content::created).reversed().thenComparing(Content::sid))
        .toList();
  }

  public Content create(Account account, Content.Draft draft) {
    var now = clock.now();
    var content = new Content(sids.next("HX"), account.sid(), draft, null, now, now);
    bySid.put(content.sid(), content);
    return content;
  }

  /** Says something else of a template. Empty if it was deleted meanwhile. */
  public Optional<Content> update(Content content, Content.Draft draft) {
    return Optional.ofNullable(
        bySid.computeIfPresent(content.sid(), (sid, current) -> current.with(draft, clock.now())));
  }

  public void delete(Content content) {
    bySid.remove(content.sid());
  }

  /** Asks WhatsApp for its approval. */
  public Approval submit(Content content, String name, String category) {
    var type = content.types().getFirst().wire();
    var approval = new Approval(name, category, type, Status.RECEIVED, "");
    bySid.computeIfPresent(content.sid(), (sid, current) -> current.with(approval, clock.now()));
    boolean unlucky = name.toLowerCase(Locale.ROOT).contains(UNLUCKY);
    var pending = approval.with(Status.PENDING, "");
    var decided =
        unlucky
            ? approval.with(Status.REJECTED, "The name says so")
            : approval.with(Status.APPROVED, "");
    clock.after(step, () -> move(content.sid(), approval, pending));
    clock.after(step.multipliedBy(2), () -> move(content.sid(), pending, decided));
    return approval;
  }

  /** Makes WhatsApp change its mind; false if it was never asked. */
  public boolean decide(Content content, Status status, String reason) {
    var decided =
        bySid.computeIfPresent(
            content.sid(),
            (sid, current) -> {
              var approval = current.approval();
              return approval == null
                  ? current
                  : current.with(approval.with(status, reason), clock.now());
            });
    return decided != null && decided.approval() != null;
  }

  /**
   * What a message made from a template says.
   *
   * @param variablesJson {@code {"1": "Ann"}}; empty for none
   * @param whatsApp whether it goes by WhatsApp and not by SMS or MMS
   */
  public Rendering render(Account account, String sid, String variablesJson, boolean whatsApp) {
    return find(account, sid)
        .map(content -> Renderer.render(content, variablesJson, whatsApp))
        .orElseGet(() -> new Rendering.Refused(UNKNOWN_CONTENT, "The ContentSid is invalid"));
  }

  public void reset() {
    bySid.clear();
  }

  /** Moves this very approval: one that was asked for again, or decided, is another. */
  private void move(String sid, Approval from, Approval to) {
    bySid.computeIfPresent(
        sid,
        (key, current) -> current.approval() == from ? current.with(to, clock.now()) : current);
  }
}
