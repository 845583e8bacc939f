// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.coverage;

import io.trunkline.emulator.evidence.Seen;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Member;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * One behaviour of Twilio's that was seen, and where it is imitated.
 *
 * @param part the package, without what all have in common
 * @param place the class, and the member if it is not about all of the class
 */
record Evidence(String part, String place, Seen seen) {
  private static final String ROOT = "io.trunkline.emulator";

  /** All of it, by part and place. */
  static List<Evidence> all() {
    return MainClasses.all().stream()
        .flatMap(Evidence::of)
        .sorted(
            Comparator.comparing(Evidence::part)
                .thenComparing(Evidence::place)
                .thenComparing(evidence -> evidence.seen().what()))
        .toList();
  }

  /** What Twilio does, as a sentence. */
  String sentence() {
    var what = seen.what().strip();
    return what.isEmpty()
        ? ""
        : Character.toUpperCase(what.charAt(0))
            + what.substring(1)
            + (what.endsWith(".") ? "" : ".");
  }

  private static Stream<Evidence> of(Class<?> type) {
    var members =
        Stream.of(
                type.getDeclaredFields(), type.getDeclaredMethods(), type.getDeclaredConstructors())
            .flatMap(Stream::of);
    return Stream.concat(
        of(type, type, ""), members.flatMap(member -> of(type, member, name((Member) member))));
  }

  private static Stream<Evidence> of(Class<?> type, AnnotatedElement element, String member) {
    var part = type.getPackageName().substring(ROOT.length());
    return Stream.of(element.getAnnotationsByType(Seen.class))
        .map(
            seen ->
                new Evidence(
                    part.isEmpty() ? "emulator" : part.substring(1), outer(type) + member, seen));
  }

  private static String outer(Class<?> type) {
    return type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
  }

  private static String name(Member member) {
    return member instanceof Constructor ? "()" : "." + member.getName();
  }
}
