// SPDX-License-Identifier: Apache-2.0
package io.trunkline.house;

import java.util.List;
import java.util.stream.Stream;

/** The planted violations, at least one for each rule. */
final class Plants {

  private Plants() {}

  static List<Plant> all() {
    return Stream.of(rooms(), wiring(), code(), files()).flatMap(List::stream).toList();
  }

  private static List<Plant> rooms() {
    return List.of(
        Plant.of(
                "the rooms are those of the table, and all are examined",
                "io.trunkline.attic is not in the table")
            .java("package io.trunkline.attic; class Trunk {}"),
        Plant.of(
                "the rooms are those of the table, and all are examined",
                "io.trunkline.messaging is not seen")
            .java("package io.trunkline.attic; class Trunk {}"),
        Plant.of("a room is one flat package", "messaging.outbound.Sender is not directly in")
            .java("package io.trunkline.messaging.outbound; class Sender {}"),
        Plant.of("no package is named after a layer", "Sender is in a package service")
            .java("package io.trunkline.emulator.service; class Sender {}"),
        Plant.of("one class is the door of a room", "MessageStore is public")
            .java("package io.trunkline.messaging; public class MessageStore {}"),
        Plant.of(
            "a room calls only those it names in its package-info",
            "Module 'upper' depends on module 'lower'"),
        Plant.of("calls go up the staircase", "io.trunkline.phone.Dialer")
            .java("package io.trunkline.messaging; public class Messages {}")
            .java(
                """
                package io.trunkline.phone;
                class Dialer { io.trunkline.messaging.Messages[] messages; }
                """),
        Plant.of("no packages depend on each other in a circle", "Cycle detected")
            .java(
                """
                package io.trunkline.emulator.rest;
                public class Chicken { io.trunkline.emulator.world.Egg egg; }
                """)
            .java(
                """
                package io.trunkline.emulator.world;
                public class Egg { io.trunkline.emulator.rest.Chicken chicken; }
                """),
        Plant.of("Twilio's SDK is used in the room twilio only", "io.trunkline.messaging.Shortcut")
            .java(
                """
                package io.trunkline.messaging;
                class Shortcut { com.twilio.type.PhoneNumber number; }
                """),
        Plant.of(
                "only the rooms twilio, egress, media and webhooks speak HTTP to others",
                "io.trunkline.consent.Lookup")
            .java(
                """
                package io.trunkline.consent;
                class Lookup { java.net.http.HttpClient http; }
                """),
        Plant.of(
                "only the rooms twilio, egress, media and webhooks speak HTTP to others",
                "io.trunkline.consent.Lookup")
            .java(
                """
                package io.trunkline.consent;
                class Lookup {
                  Object open(java.net.URL url) throws java.io.IOException {
                    return url.openConnection().getInputStream();
                  }
                }
                """),
        Plant.of("the gateway knows neither server nor emulator", "io.trunkline.account.Peek")
            .java("package io.trunkline.server; public class Program {}")
            .java(
                """
                package io.trunkline.account;
                class Peek { io.trunkline.server.Program program; }
                """),
        Plant.of(
                "the emulator shares no code with the gateway, and needs no Spring and no SDK",
                "io.trunkline.emulator.callbacks.Signer")
            .java("package io.trunkline.twilio; public class Signature {}")
            .java(
                """
                package io.trunkline.emulator.callbacks;
                class Signer { io.trunkline.twilio.Signature borrowed; }
                """));
  }

  private static List<Plant> wiring() {
    return List.of(
        Plant.of("beans are made in a …Configuration only", "Messages makes beans")
            .java(
                """
                package io.trunkline.messaging;
                class Messages {
                  @org.springframework.context.annotation.Bean String bean() { return ""; }
                }
                """),
        Plant.of("beans are made in a …Configuration only", "Wiring is a configuration and not")
            .java(
                """
                package io.trunkline.messaging;
                @org.springframework.context.annotation.Configuration class Wiring {}
                """),
        Plant.of("the configuration of a room is its own business", "Configuration is public")
            .java(
                """
                package io.trunkline.messaging;
                @org.springframework.boot.autoconfigure.AutoConfiguration
                public class MessagingConfiguration {}
                """),
        Plant.of("every configuration of a room is listed for Spring Boot", "is not listed")
            .java(
                """
                package io.trunkline.messaging;
                @org.springframework.boot.autoconfigure.AutoConfiguration
                class MessagingConfiguration {}
                """),
        Plant.of("every configuration of a room is listed for Spring Boot", "does not exist")
            .java("package io.trunkline.messaging; class Messages {}")
            .file(
                "gateway/src/main/resources/META-INF/spring/"
                    + "org.springframework.boot.autoconfigure.AutoConfiguration.imports",
                "io.trunkline.messaging.MessagingConfiguration\n"),
        Plant.of("nothing is found by component scanning", "MessageStore has")
            .java(
                """
                package io.trunkline.messaging;
                @org.springframework.stereotype.Repository class MessageStore {}
                """),
        Plant.of("nothing is injected into a field or a setter", "Messages.store is injected")
            .java(
                """
                package io.trunkline.messaging;
                class Messages {
                  @org.springframework.beans.factory.annotation.Autowired Object store;
                }
                """),
        Plant.of("properties are records named …Properties under trunkline", "binds messages")
            .java(
                """
                package io.trunkline.messaging;
                @org.springframework.boot.context.properties.ConfigurationProperties("messages")
                record MessagingProperties() {}
                """),
        Plant.of("properties are records named …Properties under trunkline", "MessagingSettings")
            .java(
                """
                package io.trunkline.messaging;
                @org.springframework.boot.context.properties.ConfigurationProperties(
                    "trunkline.messaging")
                record MessagingSettings() {}
                """),
        Plant.of("@Transactional stands on doors only", "MessageStore.insert")
            .java(
                """
                package io.trunkline.messaging;
                class MessageStore {
                  @org.springframework.transaction.annotation.Transactional void insert() {}
                }
                """));
  }

  private static List<Plant> code() {
    return List.of(
        Plant.of("a constructor has at most six parameters", "io.trunkline.messaging.Crowd")
            .java(
                """
                package io.trunkline.messaging;
                class Crowd { Crowd(int a, int b, int c, int d, int e, int f, int g) {} }
                """),
        Plant.of("no signature has a CompletableFuture", "Messages.send()")
            .java(
                """
                package io.trunkline.messaging;
                class Messages {
                  java.util.concurrent.CompletableFuture<String> send() { return null; }
                }
                """),
        machineClock("java.time.Instant.now()"),
        machineClock("java.time.ZonedDateTime.now(java.time.ZoneId.of(\"UTC\"))"),
        machineClock("java.time.Clock.systemUTC()"),
        machineClock("System.currentTimeMillis()"),
        machineClock("new java.util.Date()"),
        machineClock("java.util.Calendar.getInstance()"),
        machineClock("(java.util.function.Supplier<Object>) java.time.Instant::now"),
        Plant.of("no time is without a zone", "java.time.LocalDateTime")
            .java(
                """
                package io.trunkline.messaging;
                record Appointment(java.time.LocalDateTime at) {}
                """),
        Plant.of("what is confidential does not print itself", "Note prints its body")
            .java("package io.trunkline.messaging; record Note(String to, String body) {}"));
  }

  private static Plant machineClock(String expression) {
    return Plant.of("the time comes from an injected Clock", "io.trunkline.messaging.Watch.time()")
        .java(
            "package io.trunkline.messaging; class Watch { Object time() { return %s; } }"
                .formatted(expression));
  }

  private static List<Plant> files() {
    var migrations = "gateway/src/main/resources/db/trunkline/messaging/";
    return List.of(
        Plant.of("every Java file begins with the licence line", "Bare.java")
            .java("package io.trunkline.messaging; class Bare {}"),
        Plant.of("no file is longer than 400 lines", "Long.java: has 401 lines")
            .java("package io.trunkline.messaging;\nclass Long {\n" + "\n".repeat(398) + "}"),
        Plant.of("no name is a drawer", "class SendHelper")
            .java("package io.trunkline.messaging; class SendHelper {}"),
        Plant.of("no name is a drawer", "class BaseStore")
            .java("package io.trunkline.messaging; class BaseStore {}"),
        Plant.of("every package is @NullMarked", "io/trunkline/messaging is not @NullMarked")
            .java("package io.trunkline.messaging; class Messages {}"),
        Plant.of("no test sleeps", "Thread.sleep(100)")
            .file(
                "gateway/src/test/java/SlowTest.java",
                "class SlowTest { void waits() throws Exception { Thread.sleep(100); } }"),
        Plant.of("no test mocks", "org.mockito.Mockito")
            .file(
                "gateway/src/test/java/MockingTest.java",
                "import org.mockito.Mockito; class MockingTest {}"),
        Plant.of("SQL is told the time", "now()")
            .file(migrations + "V001__a.sql", "UPDATE messages SET updated_at = now();"),
        Plant.of("SQL is told the time", "CURRENT_TIMESTAMP")
            .java(
                """
                package io.trunkline.messaging;
                class MessageStore { String sql = "SELECT CURRENT_TIMESTAMP"; }
                """),
        Plant.of("every CHECK has a name", "CHECK (units > 0)")
            .file(
                migrations + "V001__a.sql",
                """
                CREATE TABLE a (b int CONSTRAINT a_b CHECK (b > 0), units int CHECK (units > 0));
                """),
        Plant.of("migrations lie in db/trunkline, numbered once", "V001__a.sql: is not")
            .file("gateway/src/main/resources/db/migration/V001__a.sql", ""),
        Plant.of("migrations lie in db/trunkline, numbered once", "have one number")
            .file(migrations + "V001__a.sql", "")
            .file(migrations + "V001__b.sql", ""),
        Plant.of("versions stand in the parent pom only", "has a version 1.2.3")
            .file(
                "gateway/pom.xml",
                """
                <project>
                  <parent><version>0.1.0</version></parent>
                  <dependencies><dependency><version>1.2.3</version></dependency></dependencies>
                </project>
                """));
  }
}
