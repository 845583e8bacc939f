// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.id.Ids;
import io.trunkline.law.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A ruling as it was kept. Names are in lower case, as callers see them.
 *
 * @param message what it was about; null for what was refused and never became a message
 * @param at the instant that was asked about
 * @param outcome {@code send}, {@code defer} or {@code block}
 * @param until of what is put off: until then; of what may be sent: when it is lawful no longer,
 *     null if that is far away
 * @param because what stood in the way, or was warned of
 * @param localTimes how late it was by every clock that the recipient may live by
 * @param zoneSource what told the clocks
 * @param jurisdictions whose rules were asked
 * @param rules all rules that applied
 * @param uncertain zones that were taken for an hour wider, since this Java's data of them are old
 */
public record RulingRecord(
    UUID id,
    @Nullable UUID message,
    String purpose,
    String channel,
    @Nullable String programme,
    Instant at,
    String outcome,
    @Nullable Instant until,
    List<Reason> because,
    String ruleSet,
    Map<String, String> localTimes,
    String zoneSource,
    List<String> jurisdictions,
    List<String> rules,
    List<String> uncertain) {

  public RulingRecord {
    localTimes = new TreeMap<>(localTimes);
  }

  /** The id as callers see it: {@code rul_…} */
  public String publicId() {
    return Ids.write("rul", id);
  }
}
