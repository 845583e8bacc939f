// SPDX-License-Identifier: Apache-2.0
package io.trunkline.house;

import static java.util.stream.Collectors.toCollection;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** How the parts find each other, and where transactions begin. */
final class WiringRules {

  private static final String AUTO_CONFIGURATION =
      "org.springframework.boot.autoconfigure.AutoConfiguration";
  private static final String CONFIGURATION =
      "org.springframework.context.annotation.Configuration";
  private static final String BEAN = "org.springframework.context.annotation.Bean";
  private static final String CONFIGURATION_PROPERTIES =
      "org.springframework.boot.context.properties.ConfigurationProperties";
  private static final String TRANSACTIONAL =
      "org.springframework.transaction.annotation.Transactional";

  private static final List<String> INJECTIONS =
      List.of(
          "org.springframework.beans.factory.annotation.Autowired",
          "org.springframework.beans.factory.annotation.Value",
          "jakarta.annotation.Resource",
          "jakarta.inject.Inject");

  private static final List<String> SCANNED =
      List.of(
          "org.springframework.context.annotation.ComponentScan",
          "org.springframework.boot.autoconfigure.SpringBootApplication",
          "org.springframework.stereotype.Component",
          "org.springframework.stereotype.Service",
          "org.springframework.stereotype.Repository");

  private WiringRules() {}

  static List<HouseRule> all() {
    return List.of(
        HouseRule.eachClass("beans are made in a …Configuration only", WiringRules::beans)
            .because("how a room is put together is then read in one file"),
        HouseRule.eachClass(
                "the configuration of a room is its own business", WiringRules::configurations)
            .because("a host that builds on it would keep us from changing it"),
        HouseRule.house(
                "every configuration of a room is listed for Spring Boot", WiringRules::listed)
            .because("one that is not listed is never run, and nothing says so"),
        HouseRule.eachClass("nothing is found by component scanning", WiringRules::scanning)
            .because("a host application scans its own packages, not ours"),
        HouseRule.eachClass("nothing is injected into a field or a setter", WiringRules::injection)
            .because("what an object needs stands in its constructor, where a test can give it"),
        HouseRule.eachClass(
                "properties are records named …Properties under trunkline", WiringRules::properties)
            .because("a setting has a type, a default and a check in one documented place"),
        HouseRule.eachClass("@Transactional stands on doors only", WiringRules::transactions)
            .because(
                "a door promises one short transaction; a worker opens its own by hand, since it"
                    + " must have none open while it talks to Twilio"));
  }

  private static Stream<String> beans(JavaClass type) {
    var makesBeans = type.getMethods().stream().anyMatch(method -> method.isAnnotatedWith(BEAN));
    var isConfiguration =
        type.isAnnotatedWith(CONFIGURATION) || type.isMetaAnnotatedWith(CONFIGURATION);
    if (isConfiguration
        && !outermost(type).getSimpleName().endsWith("Configuration")
        && !type.getSimpleName().endsWith("Configuration")) {
      return Stream.of(type.getName() + " is a configuration and not named so");
    }
    return makesBeans && !isConfiguration
        ? Stream.of(type.getName() + " makes beans and is no configuration")
        : Stream.empty();
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(WiringRules::outermost).orElse(type);
  }

  private static Stream<String> configurations(JavaClass type) {
    return Room.of(type).isPresent()
            && (type.isAnnotatedWith(CONFIGURATION) || type.isMetaAnnotatedWith(CONFIGURATION))
            && type.getModifiers().contains(JavaModifier.PUBLIC)
        ? Stream.of(type.getName() + " is public")
        : Stream.empty();
  }

  private static Stream<String> listed(House house) {
    var configurations =
        house.classes().stream()
            .filter(type -> type.isAnnotatedWith(AUTO_CONFIGURATION))
            .map(JavaClass::getName)
            .collect(toCollection(TreeSet::new));
    var listed =
        house.files().stream()
            .filter(file -> file.isMain() && file.name().endsWith(".AutoConfiguration.imports"))
            .flatMap(file -> file.text().lines())
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .collect(toCollection(TreeSet::new));
    return Stream.concat(
        configurations.stream()
            .filter(name -> !listed.contains(name))
            .map(name -> name + " is not listed in AutoConfiguration.imports"),
        listed.stream()
            .filter(name -> !configurations.contains(name))
            .map(name -> name + " is listed in AutoConfiguration.imports and does not exist"));
  }

  private static Stream<String> scanning(JavaClass type) {
    return SCANNED.stream()
        .filter(type::isAnnotatedWith)
        .map(annotation -> type.getName() + " has " + annotation);
  }

  private static Stream<String> injection(JavaClass type) {
    return type.getMembers().stream()
        .filter(member -> INJECTIONS.stream().anyMatch(member::isAnnotatedWith))
        .map(member -> member.getFullName() + " is injected");
  }

  private static Stream<String> properties(JavaClass type) {
    if (!type.isAnnotatedWith(CONFIGURATION_PROPERTIES)) {
      return Stream.empty();
    }
    var prefix =
        type.getAnnotationOfType(CONFIGURATION_PROPERTIES)
            .get("value")
            .map(String::valueOf)
            .orElse("");
    var room = Room.of(type).map(found -> "trunkline." + found.name().toLowerCase());
    return type.isRecord()
            && type.getSimpleName().endsWith("Properties")
            && prefix.startsWith("trunkline.")
            && room.map(prefix::equals).orElse(true)
        ? Stream.empty()
        : Stream.of(type.getName() + " binds " + prefix);
  }

  private static Stream<String> transactions(JavaClass type) {
    if (Room.of(type).filter(room -> room.hasDoor(type)).isPresent()) {
      return Stream.empty();
    }
    return Stream.concat(
        Stream.of(type).filter(it -> it.isAnnotatedWith(TRANSACTIONAL)).map(JavaClass::getName),
        type.getMethods().stream()
            .filter(method -> method.isAnnotatedWith(TRANSACTIONAL))
            .map(JavaMember::getFullName));
  }
}
