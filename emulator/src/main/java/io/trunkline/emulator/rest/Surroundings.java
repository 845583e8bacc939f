// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.http.Parameters;
import io.trunkline.emulator.http.Refusal;
import io.trunkline.emulator.number.Countries;
import io.trunkline.emulator.number.NumberBlock;
import io.trunkline.emulator.number.NumberBlock.Place;
import io.trunkline.emulator.number.NumberBlocks;
import java.util.function.Predicate;

/**
 * Everything that is not farther from a point than so many miles; nothing if there is no point.
 *
 * @param latitude in degrees
 * @param longitude in degrees
 */
@Seen(
    what = "NearNumber and NearLatLong search within 25 miles, or Distance, which is at most 500.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "phone-numbers/api/availablephonenumberlocal-resource")
record Surroundings(double latitude, double longitude, double miles) implements Predicate<Place> {
  private static final double EARTH_RADIUS_MILES = 3958.8;
  private static final int USUAL = 25;
  private static final int FARTHEST = 500;

  /** What the query asks for; everything if it names no point. */
  static Predicate<Place> of(Parameters query) {
    var number = query.getOrEmpty("NearNumber");
    var point = query.getOrEmpty("NearLatLong");
    if (number.isEmpty() && point.isEmpty()) {
      return place -> true;
    }
    int miles = distance(query);
    if (!point.isEmpty()) {
      var parts = point.split(",", -1);
      if (parts.length != 2) {
        throw Refusal.badRequest(20001, "NearLatLong is a latitude, a comma and a longitude");
      }
      return new Surroundings(degrees(parts[0]), degrees(parts[1]), miles);
    }
    return Countries.of(number).stream()
        .flatMap(country -> NumberBlocks.of(country.iso()).stream())
        .filter(block -> block.contains(number) && isPlaced(block.place()))
        .findFirst()
        .map(NumberBlock::place)
        .<Predicate<Place>>map(
            place -> new Surroundings(degrees(place.latitude()), degrees(place.longitude()), miles))
        .orElse(place -> false);
  }

  @Override
  public boolean test(Place place) {
    if (!isPlaced(place)) {
      return false;
    }
    double here = Math.toRadians(latitude);
    double there = Math.toRadians(Double.parseDouble(place.latitude()));
    double apart = Math.toRadians(Double.parseDouble(place.longitude()) - longitude);
    double cosine =
        Math.sin(here) * Math.sin(there) + Math.cos(here) * Math.cos(there) * Math.cos(apart);
    return EARTH_RADIUS_MILES * Math.acos(Math.clamp(cosine, -1, 1)) <= miles;
  }

  private static boolean isPlaced(Place place) {
    return !place.latitude().isEmpty();
  }

  private static int distance(Parameters query) {
    var text = query.getOrEmpty("Distance");
    try {
      int miles = text.isEmpty() ? USUAL : Integer.parseInt(text);
      if (miles >= 0 && miles <= FARTHEST) {
        return miles;
      }
    } catch (NumberFormatException e) {
      throw Refusal.badRequest(20001, "Distance must be a number");
    }
    throw Refusal.badRequest(20001, "Distance is at most " + FARTHEST + " miles");
  }

  private static double degrees(String text) {
    try {
      return Double.parseDouble(text.trim());
    } catch (NumberFormatException e) {
      throw Refusal.badRequest(20001, "NearLatLong is a latitude, a comma and a longitude");
    }
  }
}
