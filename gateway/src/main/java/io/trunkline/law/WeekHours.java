// SPDX-License-Identifier: Apache-2.0
package io.trunkline.law;

import static java.util.Objects.requireNonNull;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When a week is open, by the clock on the wall. A window is open from its beginning until just
 * before its end.
 *
 * @param days from Monday to Sunday, the windows of each in order, none touching the next
 */
public record WeekHours(List<List<Window>> days) {

  /** Of a day, in seconds. */
  static final int DAY = 86_400;

  static final WeekHours CLOSED = new WeekHours(Collections.nCopies(7, List.of()));

  private static final Pattern DAYS = Pattern.compile("([a-z]{3})(?:-([a-z]{3}))?=(\\S+)");

  private static final Pattern WINDOW =
      Pattern.compile("([01][0-9]|2[0-4]):([0-5][0-9])-([01][0-9]|2[0-4]):([0-5][0-9])");

  private static final List<String> NAMES =
      Stream.of(DayOfWeek.values()).map(WeekHours::threeLetters).toList();

  /**
   * @param from the first second of the day that is open
   * @param until the first second after it that is not; 86,400 at the end of the day
   */
  public record Window(int from, int until) {

    public Window {
      if (from < 0 || from >= until || until > DAY) {
        throw new IllegalArgumentException("A window begins before it ends, within one day");
      }
    }

    @Override
    public String toString() {
      return written(from) + "-" + written(until);
    }

    private static String written(int second) {
      return "%02d:%02d".formatted(second / 3600, second / 60 % 60);
    }
  }

  public WeekHours {
    days = days.stream().map(WeekHours::joined).toList();
    if (days.size() != DayOfWeek.values().length) {
      throw new IllegalArgumentException("A week has seven days");
    }
  }

  /**
   * Reads {@code mon-fri=10:00-13:00+14:00-20:00;sat=22:00-02:00;sun=closed}. A window that ends
   * earlier than it begins goes on until then on the next day. Every day is said once.
   *
   * @throws IllegalArgumentException with what is wrong, to be put after the name of the field
   */
  public static WeekHours parse(String text) {
    var days = Stream.generate(() -> new ArrayList<Window>()).limit(NAMES.size()).toList();
    var said = EnumSet.noneOf(DayOfWeek.class);
    for (var part : text.split(";", -1)) {
      var match = DAYS.matcher(part);
      if (!match.matches()) {
        throw new IllegalArgumentException(
            "has days and hours written mon-fri=09:00-20:00;sat-sun=closed");
      }
      int first = day(match.group(1));
      int last = match.group(2) == null ? first : day(match.group(2));
      if (first > last) {
        throw new IllegalArgumentException(
            "has " + match.group(1) + "-" + match.group(2) + ", which is backwards");
      }
      for (int day = first; day <= last; day++) {
        if (!said.add(DayOfWeek.of(day + 1))) {
          throw new IllegalArgumentException("says " + NAMES.get(day) + " twice");
        }
        read(requireNonNull(match.group(3)), days.get(day), days.get((day + 1) % NAMES.size()));
      }
    }
    EnumSet.complementOf(said).stream()
        .findFirst()
        .ifPresent(
            day -> {
              throw new IllegalArgumentException("says nothing of " + threeLetters(day));
            });
    return new WeekHours(List.copyOf(days));
  }

  private static int day(@Nullable String name) {
    int day = NAMES.indexOf(name);
    if (day < 0) {
      throw new IllegalArgumentException("has days named " + String.join(", ", NAMES));
    }
    return day;
  }

  private static void read(String hours, List<Window> today, List<Window> tomorrow) {
    if (hours.equals("closed")) {
      return;
    }
    for (var part : hours.split("\\+", -1)) {
      var match = WINDOW.matcher(part);
      if (!match.matches()) {
        throw new IllegalArgumentException("has hours written 10:00-13:00+14:00-20:00, or closed");
      }
      int from = second(match, 1);
      int until = second(match, 3);
      if (from == until || Math.max(from, until) > DAY) {
        throw new IllegalArgumentException("has " + part + ", which is no time");
      }
      if (from < until) {
        today.add(new Window(from, until));
      } else {
        if (from < DAY) {
          today.add(new Window(from, DAY));
        }
        if (until > 0) {
          tomorrow.add(new Window(0, until));
        }
      }
    }
  }

  private static int second(MatchResult match, int group) {
    return Integer.parseInt(match.group(group)) * 3600
        + Integer.parseInt(match.group(group + 1)) * 60;
  }

  private static List<Window> joined(List<Window> windows) {
    var joined = new ArrayList<Window>();
    for (var window : windows.stream().sorted(Comparator.comparingInt(Window::from)).toList()) {
      if (!joined.isEmpty() && joined.getLast().until() >= window.from()) {
        var before = joined.removeLast();
        joined.add(new Window(before.from(), Math.max(before.until(), window.until())));
      } else {
        joined.add(window);
      }
    }
    return List.copyOf(joined);
  }

  private static String threeLetters(DayOfWeek day) {
    return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
  }

  /** As {@link #parse} reads it, days that are alike together. */
  @Override
  public String toString() {
    var parts = new ArrayList<String>();
    for (int first = 0; first < days.size(); ) {
      int next = first + 1;
      while (next < days.size() && days.get(next).equals(days.get(first))) {
        next++;
      }
      var names = NAMES.get(first) + (next > first + 1 ? "-" + NAMES.get(next - 1) : "");
      parts.add(names + "=" + written(days.get(first)));
      first = next;
    }
    return String.join(";", parts);
  }

  private static String written(List<Window> windows) {
    return windows.isEmpty()
        ? "closed"
        : windows.stream().map(Window::toString).collect(Collectors.joining("+"));
  }
}
