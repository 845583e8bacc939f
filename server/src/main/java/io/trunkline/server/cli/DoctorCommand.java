// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.cli;

import io.trunkline.law.RuleSets;
import io.trunkline.server.TrunklineServer;
import io.trunkline.server.database.Durability;
import io.trunkline.server.failure.PlainFailure;
import io.trunkline.server.failure.StartFailure;
import io.trunkline.server.health.RuleSetAge;
import io.trunkline.server.health.TimeZoneData;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.springframework.core.env.PropertyResolver;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code trunkline doctor} */
@Command(
    name = "doctor",
    description = {
      "Looks at everything that Trunkline depends on and says what to do about it.",
      "Ends with 1 if something keeps it from working; sends nothing and asks Twilio nothing."
    },
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private DataOption data;

  @Override
  public Integer call() {
    var arguments = data.properties().toArray(String[]::new);
    var findings = new ArrayList<Finding>();
    findings.add(Finding.ok("Java " + Runtime.version()));
    findings.addAll(Settings.of(TrunklineServer.settings(arguments)));
    findings.addAll(database(arguments));
    for (var finding : findings) {
      spec.commandLine().getOut().printf("%-4s  %s%n", finding.grade(), finding.sentence());
    }
    return findings.stream().anyMatch(Finding::bad) ? 1 : 0;
  }

  static Finding timeZones(TimeZoneData zones) {
    return zones.upToDate()
        ? Finding.ok("Time-zone data " + zones.version())
        : Finding.warn(
            "Time-zone data %s is older than %s, so clocks are an hour wrong in %s, which are taken for an hour wider: use a newer JDK"
                .formatted(
                    zones.version(),
                    zones.minimum(),
                    String.join(", ", new TreeMap<>(zones.wrong()).keySet())));
  }

  private static List<Finding> database(String... arguments) {
    try (var rooms = TrunklineServer.visit(arguments)) {
      var findings = new ArrayList<>(database(Durability.of(rooms.getBean(DataSource.class))));
      var rules = rooms.getBean(RuleSets.class).inForce();
      findings.add(ruleSet(RuleSetAge.of(rules, rooms.getBean(Clock.class).instant())));
      findings.add(timeZones(TimeZoneData.of(rules)));
      return findings;
    } catch (RuntimeException e) {
      return List.of(
          Finding.fail(StartFailure.sentence(e).orElse("The database cannot be opened: " + e)));
    } catch (SQLException e) {
      throw new PlainFailure("The database cannot be asked: " + e.getMessage(), e);
    }
  }

  static Finding ruleSet(RuleSetAge age) {
    var sentence =
        "Rule set %s is in force, published %d days ago".formatted(age.version(), age.days());
    return age.isOld()
        ? Finding.warn(sentence + ": look whether its laws still stand, and load a newer one")
        : Finding.ok(sentence);
  }

  static List<Finding> database(Durability durability) {
    var settings = new TreeMap<>(durability.settings());
    return List.of(
        durability.recentEnough()
            ? Finding.ok("PostgreSQL " + durability.version() + " answers")
            : Finding.fail("PostgreSQL " + durability.version() + " is too old: use 15 or newer"),
        durability.keepsWhatItPromised()
            ? Finding.ok("Commits are durable: " + settings)
            : Finding.fail(
                "Commits are lost with the power: turn on fsync, synchronous_commit and"
                    + " full_page_writes, now "
                    + settings));
  }

  /**
   * One line of the report.
   *
   * @param grade {@code ok}, {@code warn} or {@code fail}
   */
  record Finding(String grade, String sentence) {

    static Finding ok(String sentence) {
      return new Finding("ok", sentence);
    }

    static Finding warn(String sentence) {
      return new Finding("warn", sentence);
    }

    static Finding fail(String sentence) {
      return new Finding("fail", sentence);
    }

    boolean bad() {
      return grade.equals("fail");
    }
  }

  /** What can be said of the configuration by itself. */
  static final class Settings {

    private static final String KEY_SHAPE =
        "TRUNKLINE_ENCRYPTION_KEY is 32 bytes in base64: openssl rand -base64 32";

    private Settings() {}

    static List<Finding> of(PropertyResolver settings) {
      return List.of(
          credentials(settings),
          sender(text(settings, "trunkline.numbers.default-sender")),
          PublicUrl.judge(text(settings, "trunkline.callbacks.public-url")),
          encryptionKey(text(settings, "trunkline.account.encryption-key")));
    }

    private static Finding credentials(PropertyResolver settings) {
      var sid = text(settings, "trunkline.account.twilio.account-sid");
      var token = text(settings, "trunkline.account.twilio.auth-token");
      var key = text(settings, "trunkline.account.twilio.api-key");
      var secret = text(settings, "trunkline.account.twilio.api-secret");
      if (sid.isEmpty()) {
        return Finding.warn(
            "No Twilio credentials, nothing is sent: set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN");
      }
      if (!sid.matches("AC[0-9a-fA-F]{32}")) {
        return Finding.fail("TWILIO_ACCOUNT_SID is AC and 32 hexadecimal digits");
      }
      if (key.isEmpty() != secret.isEmpty()) {
        return Finding.fail("TWILIO_API_KEY and TWILIO_API_SECRET go together");
      }
      if (token.isEmpty()) {
        return key.isEmpty()
            ? Finding.fail("TWILIO_AUTH_TOKEN, or an API key and its secret, is missing")
            : Finding.warn(
                "No auth token, every callback is refused (an API key signs none): set"
                    + " TWILIO_AUTH_TOKEN");
      }
      return Finding.ok("Twilio credentials of " + sid);
    }

    private static Finding sender(String sender) {
      return sender.isEmpty()
          ? Finding.warn(
              "No default sender, each request must name one: set TWILIO_PHONE_NUMBER or"
                  + " TWILIO_MESSAGING_SERVICE_SID")
          : Finding.ok("Default sender is set");
    }

    private static Finding encryptionKey(String key) {
      if (key.isEmpty()) {
        return Finding.ok("No encryption key; needed only for accounts beside the configured one");
      }
      try {
        return Base64.getDecoder().decode(key).length == 32
            ? Finding.ok("The encryption key has the right length")
            : Finding.fail(KEY_SHAPE);
      } catch (IllegalArgumentException e) {
        return Finding.fail(KEY_SHAPE);
      }
    }

    private static String text(PropertyResolver settings, String name) {
      return settings.getProperty(name, "").strip();
    }
  }
}
