// SPDX-License-Identifier: Apache-2.0
package io.trunkline.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toCollection;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.net.URLConnection;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the rooms are, who may come in, and who may call whom. */
final class RoomRules {

  private static final Set<String> LAYERS =
      Set.of(
          "service",
          "services",
          "impl",
          "dto",
          "mapper",
          "util",
          "utils",
          "model",
          "models",
          "controller",
          "controllers",
          "repository",
          "entity",
          "helper",
          "common");

  private static final String[] HTTP_CLIENTS = {
    "java.net.http..",
    "org.apache.hc..",
    "org.springframework.web.client..",
    "org.springframework.web.reactive.function.client..",
    "org.springframework.http.client..",
    "io.helidon.webclient..",
    "okhttp3.."
  };

  private RoomRules() {}

  static List<HouseRule> all() {
    return List.of(
        HouseRule.house("the rooms are those of the table, and all are examined", RoomRules::rooms)
            .because("a rule that looks at nothing is always kept"),
        HouseRule.eachClass("a room is one flat package", RoomRules::depth)
            .because("what is too big for one room is two rooms, divided by subject"),
        HouseRule.eachClass("no package is named after a layer", RoomRules::layers)
            .because("one feature lives in one place, not spread over drawers by kind"),
        HouseRule.eachClass("one class is the door of a room", RoomRules::doors)
            .because(
                "what a room promises is read in one file; around it only records, enums,"
                    + " interfaces, events and refusals are public"),
        HouseRule.house(
                "a room calls only those it names in its package-info",
                house -> house.rooms().get().detectViolations().getMessages().stream())
            .because("each new arrow between rooms is a decision that somebody writes down"),
        HouseRule.eachClass("calls go up the staircase", RoomRules::staircase)
            .because("a lower room can then be changed without a thought for those above it"),
        HouseRule.classes(
                "no packages depend on each other in a circle",
                slices().matching(House.ROOT + ".(**)").should().beFreeOfCycles())
            .because("parts of a circle can only be read, tested and changed together"),
        HouseRule.classes(
                "Twilio's SDK is used in the room twilio only",
                noClasses()
                    .that()
                    .resideOutsideOfPackage(Room.TWILIO.packageName())
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("com.twilio.."))
            .because("what leaves the room are our own records and sealed answers"),
        HouseRule.classes(
                "only the rooms twilio, egress, media and webhooks speak HTTP to others",
                noClasses()
                    .that(Room.IN_THE_GATEWAY)
                    .and()
                    .resideOutsideOfPackages(
                        Room.TWILIO.packageName(),
                        Room.EGRESS.packageName(),
                        Room.MEDIA.packageName(),
                        Room.WEBHOOKS.packageName())
                    .should()
                    .dependOnClassesThat(
                        resideInAnyPackage(HTTP_CLIENTS).or(assignableTo(URLConnection.class))))
            .because(
                "time-outs, retries and transactions around a call are decided once, and so is"
                    + " whom a stranger's URL may make us ask"),
        HouseRule.classes(
                "the gateway knows neither server nor emulator",
                noClasses()
                    .that(Room.IN_THE_GATEWAY)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(House.ROOT + ".server..", House.ROOT + ".emulator.."))
            .because("it is a library that lives in other people's applications"),
        HouseRule.classes(
                "the emulator shares no code with the gateway, and needs no Spring and no SDK",
                classes()
                    .that()
                    .resideInAPackage(House.ROOT + ".emulator..")
                    .should()
                    .onlyDependOnClassesThat(
                        resideInAnyPackage(House.ROOT + ".emulator..")
                            .or(
                                not(
                                    resideInAnyPackage(
                                        House.ROOT + "..",
                                        "org.springframework..",
                                        "com.twilio..")))))
            .because("each can catch the other's mistakes only if they do not share them"));
  }

  private static Stream<String> rooms(House house) {
    var otherModules =
        house.files().stream()
            .filter(file -> file.isJava() && file.isMain())
            .map(SourceFile::module)
            .filter(module -> !module.equals("gateway"))
            .map(module -> House.ROOT + "." + module);
    var expected =
        Stream.concat(Arrays.stream(Room.values()).map(Room::packageName), otherModules)
            .collect(toCollection(TreeSet::new));
    var seen =
        house.classes().stream()
            .map(JavaClass::getPackageName)
            .map(name -> name.replaceFirst("^(io\\.trunkline\\.[^.]+)\\..*", "$1"))
            .collect(toCollection(TreeSet::new));
    return Stream.concat(
        expected.stream().filter(name -> !seen.contains(name)).map(name -> name + " is not seen"),
        seen.stream()
            .filter(name -> !expected.contains(name))
            .map(name -> name + " is not in the table"));
  }

  private static Stream<String> depth(JavaClass type) {
    return Room.IN_THE_GATEWAY.test(type) && Room.of(type).isEmpty()
        ? Stream.of(type.getName() + " is not directly in a room")
        : Stream.empty();
  }

  private static Stream<String> layers(JavaClass type) {
    return Arrays.stream(type.getPackageName().split("\\."))
        .filter(LAYERS::contains)
        .map(layer -> type.getName() + " is in a package " + layer);
  }

  private static Stream<String> doors(JavaClass type) {
    return Room.of(type)
        .filter(room -> type.isTopLevelClass() && isPublicClass(type) && !room.hasDoor(type))
        .map(room -> type.getName() + " is public and not the door of its room")
        .stream();
  }

  /** Records and enums are values, exceptions are refusals, interfaces are fulfilled by others. */
  private static boolean isPublicClass(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && !type.isRecord()
        && !type.isEnum()
        && !type.isInterface()
        && !type.isAssignableTo(Throwable.class);
  }

  private static Stream<String> staircase(JavaClass type) {
    return Room.of(type).stream()
        .flatMap(
            room ->
                type.getDirectDependenciesFromSelf().stream()
                    .filter(
                        dependency ->
                            Room.of(dependency.getTargetClass().getBaseComponentType())
                                .filter(target -> target.compareTo(room) > 0)
                                .isPresent())
                    .map(dependency -> dependency.getDescription()));
  }
}
