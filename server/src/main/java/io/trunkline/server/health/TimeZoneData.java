// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.health;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneRulesProvider;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether this Java knows the clocks of 2026. Java brings its own copy of the time-zone database
 * (that of the operating system does not help), and one that is too old takes it for an hour
 * earlier or later than it is in the zones that changed, which decides whether a person may be
 * texted now.
 *
 * <p>Judged by what Java computes rather than by the version it names, so that a Java whose data
 * were brought up to date by other means counts as what it is.
 *
 * @param version of the data, such as {@code 2026a}
 * @param wrong the zones that this Java gets wrong, with what their clocks truly are
 */
public record TimeZoneData(String version, Map<String, String> wrong) {

  /** The first version that has all the changes of 2026 that {@link #CHANGED} checks. */
  public static final String MINIMUM = "2026c";

  /** Winter in North America, after the changes of 2026. */
  private static final ZonedDateTime WINTER =
      ZonedDateTime.of(2026, 12, 15, 12, 0, 0, 0, ZoneOffset.UTC);

  /**
   * The offset of that moment by the laws of 2026: British Columbia stays at -07 since 9 March,
   * Alberta and the Northwest Territories at -06 since 18 June, Manitoba at -05 since 31 October.
   *
   * @see <a href="https://www.iana.org/time-zones">the time-zone database</a>
   */
  private static final Map<String, ZoneOffset> CHANGED =
      Map.of(
          "America/Vancouver", ZoneOffset.ofHours(-7),
          "America/Edmonton", ZoneOffset.ofHours(-6),
          "America/Yellowknife", ZoneOffset.ofHours(-6),
          "America/Winnipeg", ZoneOffset.ofHours(-5));

  public TimeZoneData {
    wrong = Map.copyOf(wrong);
  }

  /** Of the Java that runs this. */
  public static TimeZoneData ofThisJava() {
    var wrong = new TreeMap<String, String>();
    CHANGED.forEach(
        (zone, offset) -> {
          if (!WINTER.withZoneSameInstant(ZoneId.of(zone)).getOffset().equals(offset)) {
            wrong.put(zone, "is at " + offset + " in the winter of 2026");
          }
        });
    return new TimeZoneData(ZoneRulesProvider.getVersions("UTC").lastKey(), wrong);
  }

  public boolean upToDate() {
    return wrong.isEmpty();
  }
}
