// SPDX-License-Identifier: Apache-2.0
package io.trunkline.house;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** How a class is written. */
final class CodeRules {

  private static final int MOST_PARAMETERS = 6;

  /** The one place in each world that looks at the clock of the machine. */
  private static final Set<String> CLOCKS =
      Set.of(House.ROOT + ".id.IdConfiguration", House.ROOT + ".emulator.clock.EmulatorClock");

  /** Components of records that no log may show. */
  private static final Set<String> CONFIDENTIAL =
      Set.of("body", "text", "parameters", "secret", "password", "authToken", "apiSecret");

  private CodeRules() {}

  static List<HouseRule> all() {
    return List.of(
        HouseRule.eachClass("a constructor has at most six parameters", CodeRules::constructors)
            .because(
                "a longer one is a missing object; records are exempt, since they are the rows and"
                    + " messages themselves and as wide as these are"),
        HouseRule.eachClass("no signature has a CompletableFuture", CodeRules::futures)
            .because("code that blocks on virtual threads reads, fails and is stopped in order"),
        HouseRule.eachClass("the time comes from an injected Clock", CodeRules::clocks)
            .because("one clock then moves everything in a test"),
        HouseRule.eachClass("no time is without a zone", CodeRules::localTimes)
            .because("what LocalDateTime means depends on the machine that reads it"),
        HouseRule.eachClass("what is confidential does not print itself", CodeRules::printing)
            .because("whatever has a toString ends up in a log one day"));
  }

  private static Stream<String> constructors(JavaClass type) {
    return type.isRecord() || type.isAnonymousClass()
        ? Stream.empty()
        : type.getConstructors().stream()
            .filter(constructor -> parameters(constructor) > MOST_PARAMETERS)
            .map(JavaConstructor::getDescription);
  }

  /** Those in the source: the compiler gives enums and inner classes some of its own. */
  private static int parameters(JavaConstructor constructor) {
    var owner = constructor.getOwner();
    var hidden = owner.isEnum() ? 2 : owner.isInnerClass() ? 1 : 0;
    return constructor.getRawParameterTypes().size() - hidden;
  }

  private static Stream<String> futures(JavaClass type) {
    return type.getCodeUnits().stream()
        .filter(unit -> !unit.getModifiers().contains(JavaModifier.SYNTHETIC))
        .filter(
            unit ->
                Stream.concat(
                        Stream.of(unit.getRawReturnType()), unit.getRawParameterTypes().stream())
                    .anyMatch(part -> part.isAssignableTo(CompletionStage.class)))
        .map(unit -> unit.getDescription());
  }

  private static Stream<String> clocks(JavaClass type) {
    return CLOCKS.contains(type.getName())
        ? Stream.empty()
        : type.getAccessesFromSelf().stream()
            .filter(CodeRules::readsTheMachine)
            .map(JavaAccess::getDescription);
  }

  private static boolean readsTheMachine(JavaAccess<?> access) {
    if (!(access.getTarget() instanceof CodeUnitAccessTarget target)) {
      return false;
    }
    var owner = target.getOwner();
    var name = target.getName();
    var asked = target.getRawParameterTypes();
    if (owner.isEquivalentTo(Clock.class)) {
      return name.startsWith("system") || name.startsWith("tick") && asked.size() < 2;
    }
    if (owner.getPackageName().equals("java.time")) {
      return name.equals("now") && asked.stream().noneMatch(it -> it.isEquivalentTo(Clock.class));
    }
    return owner.isEquivalentTo(System.class) && name.equals("currentTimeMillis")
        || owner.isEquivalentTo(Date.class) && name.equals("<init>") && asked.isEmpty()
        || owner.isAssignableTo("java.util.Calendar") && name.equals("getInstance");
  }

  private static Stream<String> localTimes(JavaClass type) {
    return type.getDirectDependenciesFromSelf().stream()
        .filter(dependency -> dependency.getTargetClass().isEquivalentTo(LocalDateTime.class))
        // The one that turns a wall clock and a place into an instant.
        .filter(dependency -> !type.getSimpleName().equals("WallClock"))
        .map(dependency -> dependency.getDescription());
  }

  private static Stream<String> printing(JavaClass type) {
    if (!type.isRecord() || type.getPackageName().startsWith(House.ROOT + ".emulator")) {
      return Stream.empty();
    }
    return type.getFields().stream()
        .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
        .map(JavaField::getName)
        .filter(CONFIDENTIAL::contains)
        .filter(component -> isGenerated(type.getMethod("toString")))
        .map(component -> type.getName() + " prints its " + component);
  }

  /** The compiler's own looks at no component by itself: it leaves that to the runtime. */
  private static boolean isGenerated(JavaMethod toString) {
    return toString.getAccessesFromSelf().isEmpty();
  }
}
