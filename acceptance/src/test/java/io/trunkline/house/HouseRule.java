// SPDX-License-Identifier: Apache-2.0
package io.trunkline.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One rule of the house.
 *
 * @param claim what holds; also the name by which {@code docs/invariants.md} calls it
 * @param reason why it must hold
 * @param complaints finds each place where it does not
 */
record HouseRule(String claim, String reason, Function<House, Stream<String>> complaints) {

  /** A rule over the house as a whole. */
  static HouseRule house(String claim, Function<House, Stream<String>> complaints) {
    return new HouseRule(claim, "", complaints);
  }

  /** A rule of ArchUnit's over the compiled classes. */
  static HouseRule classes(String claim, ArchRule rule) {
    return house(
        claim, house -> rule.evaluate(house.classes()).getFailureReport().getDetails().stream());
  }

  /** A rule that each compiled class keeps or breaks by itself. */
  static HouseRule eachClass(String claim, Function<JavaClass, Stream<String>> complaints) {
    return house(claim, house -> house.classes().stream().flatMap(complaints));
  }

  /** A rule over the files as a whole. */
  static HouseRule files(String claim, Function<List<SourceFile>, Stream<String>> complaints) {
    return house(claim, house -> complaints.apply(house.files()));
  }

  /** A rule that each file keeps or breaks by itself. */
  static HouseRule eachFile(String claim, Function<SourceFile, Stream<String>> complaints) {
    return files(claim, files -> files.stream().flatMap(complaints));
  }

  HouseRule because(String why) {
    return new HouseRule(claim, why, complaints);
  }

  List<String> complaintsAbout(House house) {
    return complaints.apply(house).toList();
  }

  @Override
  public String toString() {
    return claim;
  }
}
