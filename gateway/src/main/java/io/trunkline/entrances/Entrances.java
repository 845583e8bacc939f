// SPDX-License-Identifier: Apache-2.0
package io.trunkline.entrances;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import io.trunkline.account.AccountId;
import io.trunkline.callbacks.CallbackRoute;
import io.trunkline.callbacks.Callbacks;
import io.trunkline.entrances.EntranceOutcome.Result;
import io.trunkline.twilio.TwilioEntranceListing;
import io.trunkline.twilio.TwilioEntrances;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the addresses that are configured at Twilio with ours, and sets those that somebody
 * chooses. Every call asks Twilio, blocks, and throws {@link IllegalStateException} inside a
 * transaction.
 */
public final class Entrances {

  private static final Logger log = LoggerFactory.getLogger(Entrances.class);

  private static final String INBOUND = "inbound_message";
  private static final String STATUSES = "service_status";

  private final Callbacks callbacks;
  private final TwilioEntrances twilio;
  private final Iterable<CallbackRoute> routes;

  /**
   * @param routes asked when they are needed, since their rooms stand below
   */
  Entrances(Callbacks callbacks, TwilioEntrances twilio, Iterable<CallbackRoute> routes) {
    this.callbacks = callbacks;
    this.twilio = twilio;
    this.routes = routes;
  }

  /** All addresses of the account's numbers and Messaging Services. */
  public EntranceReport compare(AccountId account) {
    var inbound = path(INBOUND).flatMap(callbacks::textUrl);
    var statuses = path(STATUSES).flatMap(callbacks::reportUrl);
    if (inbound.isEmpty() || statuses.isEmpty()) {
      return new EntranceReport.Impossible(
          "There is no public URL to compare with (trunkline.callbacks.public-url)");
    }
    return switch (twilio.list(account)) {
      case TwilioEntranceListing.BrokenOff(var why) -> new EntranceReport.Impossible(why);
      case TwilioEntranceListing.Complete(var all) ->
          new EntranceReport.Complete(new EntranceJudge(inbound.get(), statuses.get()).judge(all));
    };
  }

  private Optional<String> path(String kind) {
    for (var route : routes) {
      if (route.kind().equals(kind)) {
        return Optional.of(route.path());
      }
    }
    return Optional.empty();
  }

  /**
   * Sets what was chosen to what is wanted there, number by number and service by service. One that
   * leads elsewhere is set too, if it is named: whoever does has seen where it leads. Safe to
   * repeat.
   *
   * @param dryRun says what would be done, and does not
   * @param actor who wants it, for the log
   * @return in the order of the choice
   */
  public List<EntranceOutcome> apply(
      AccountId account, List<EntranceChange> chosen, boolean dryRun, String actor) {
    return switch (compare(account)) {
      case EntranceReport.Impossible(var why) ->
          chosen.stream().map(one -> outcome(one, "", Result.FAILED, why)).toList();
      case EntranceReport.Complete(var entrances) ->
          apply(account, chosen, entrances, dryRun, actor);
    };
  }

  private List<EntranceOutcome> apply(
      AccountId account,
      List<EntranceChange> chosen,
      List<Entrance> entrances,
      boolean dryRun,
      String actor) {
    var planned = chosen.stream().distinct().map(change -> planned(change, entrances)).toList();
    if (dryRun) {
      return planned;
    }
    var done = new HashMap<EntranceOutcome, EntranceOutcome>();
    planned.stream()
        .filter(one -> one.result() == Result.WOULD_CHANGE)
        .collect(groupingBy(EntranceOutcome::sid, LinkedHashMap::new, toList()))
        .forEach((sid, together) -> done.putAll(set(account, sid, together, actor)));
    return planned.stream().map(one -> done.getOrDefault(one, one)).toList();
  }

  private static EntranceOutcome planned(EntranceChange change, List<Entrance> entrances) {
    return entrances.stream()
        .filter(one -> one.sid().equals(change.sid()) && one.setting().equals(change.setting()))
        .findFirst()
        .map(one -> planned(change, one))
        .orElseGet(() -> outcome(change, "", Result.NOT_DONE, "The account has no such address"));
  }

  private static EntranceOutcome planned(EntranceChange change, Entrance entrance) {
    var wanted = Optional.ofNullable(entrance.wanted());
    if (wanted.isEmpty()) {
      return outcome(change, entrance.current(), Result.NOT_DONE, entrance.says());
    }
    if (entrance.verdict() == Entrance.Verdict.RIGHT) {
      return outcome(change, wanted.get(), Result.ALREADY_SO, "");
    }
    return entrance.current().equals(change.from())
        ? outcome(change, wanted.get(), Result.WOULD_CHANGE, "")
        : outcome(
            change,
            entrance.current(),
            Result.NOT_DONE,
            "It is not what was seen any more: look again");
  }

  /** By one request. */
  private Map<EntranceOutcome, EntranceOutcome> set(
      AccountId account, String sid, List<EntranceOutcome> together, String actor) {
    var settings = together.stream().collect(toMap(EntranceOutcome::setting, EntranceOutcome::to));
    var failure = twilio.set(account, sid, settings);
    log.info(
        "{} set {} of {} at Twilio: {}",
        actor,
        settings.keySet(),
        sid,
        failure.isEmpty() ? "done" : "failed");
    return together.stream()
        .collect(
            toMap(
                one -> one,
                one ->
                    new EntranceOutcome(
                        sid,
                        one.setting(),
                        one.from(),
                        one.to(),
                        failure.isEmpty() ? Result.CHANGED : Result.FAILED,
                        failure.orElse(""))));
  }

  private static EntranceOutcome outcome(
      EntranceChange change, String to, Result result, String why) {
    return new EntranceOutcome(change.sid(), change.setting(), change.from(), to, result, why);
  }
}
