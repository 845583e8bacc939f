// SPDX-License-Identifier: Apache-2.0
package io.trunkline.law;

import java.time.ZoneId;
import java.util.Set;

/**
 * Where somebody may be, all of it. Lawful is what is lawful by every clock and in every
 * jurisdiction.
 *
 * @param zones by the names of the tz database
 * @param places as exactly as each is known: a region ({@code US-FL}), or a country ({@code US}) of
 *     which it may be any
 * @param jurisdictions countries ({@code US}), their regions ({@code US-FL}), and what stands for a
 *     region that is not known ({@code US-XX})
 * @param source what told, the best of it
 */
public record Whereabouts(
    Set<ZoneId> zones, Set<String> places, Set<String> jurisdictions, Source source) {

  /** What a place is known by, the best first. */
  public enum Source {
    /** A time zone that was given for the person. */
    EXPLICIT,
    POSTAL_CODE,
    REGION,
    /** Where the digits of the number may be. */
    NUMBER,
    UNKNOWN
  }

  public Whereabouts {
    zones = Set.copyOf(zones);
    places = Set.copyOf(places);
    jurisdictions = Set.copyOf(jurisdictions);
  }
}
