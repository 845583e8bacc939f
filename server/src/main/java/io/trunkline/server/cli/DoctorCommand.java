// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.cli;

import io.trunkline.account.Accounts;
import io.trunkline.account.Scope;
import io.trunkline.law.RuleSets;
import io.trunkline.server.TrunklineServer;
import io.trunkline.server.client.JsonClient;
import io.trunkline.server.database.Durability;
import io.trunkline.server.failure.PlainFailure;
import io.trunkline.server.failure.StartFailure;
import io.trunkline.server.health.RuleSetAge;
import io.trunkline.server.health.TimeZoneData;
import java.sql.SQLException;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code trunkline doctor} */
@Command(
    name = "doctor",
    description = {
      "Looks at everything that Trunkline depends on and says what to do about it.",
      "Sends a signed request through the public address of the running server, and compares the",
      "addresses at Twilio's numbers and Messaging Services with ours. Sends no text.",
      "Ends with 1 if something keeps it from working."
    },
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private DataOption data;

  @Option(
      names = "--url",
      defaultValue = "${env:TRUNKLINE_URL:-http://localhost:8080}",
      description = "Where the server runs. Default: TRUNKLINE_URL, or http://localhost:8080")
  private String url;

  @Option(
      names = "--key",
      defaultValue = "${env:TRUNKLINE_API_KEY:-}",
      description = {
        "An API key with the scopes operate and configure. Default: TRUNKLINE_API_KEY;",
        "without it one is made in the database and revoked in the end."
      })
  private String key;

  @Option(names = "--offline", description = "Look at Java, settings and the database only.")
  private boolean offline;

  @Option(
      names = "--fix",
      description = "Set the addresses at Twilio that lead nowhere, without a question.")
  private boolean fix;

  @Option(names = "--dry-run", description = "Say what --fix would set, and set nothing.")
  private boolean dryRun;

  @Option(
      names = "--take-over",
      split = ",",
      paramLabel = "SID",
      description = "Set this number or service too, although it leads to somebody else.")
  private Set<String> takenOver = Set.of();

  private boolean bad;

  @Override
  public Integer call() {
    var arguments = data.properties().toArray(String[]::new);
    say(List.of(Finding.ok("Java " + Runtime.version())));
    say(Settings.of(TrunklineServer.settings(arguments)));
    database(arguments);
    return bad ? 1 : 0;
  }

  private void say(List<Finding> findings) {
    var out = spec.commandLine().getOut();
    for (var finding : findings) {
      out.printf("%-4s  %s%n", finding.grade(), finding.sentence());
      bad |= finding.bad();
    }
    out.flush();
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

  private void database(String... arguments) {
    var rooms = visit(arguments);
    if (rooms.isEmpty()) {
      return;
    }
    try (var opened = rooms.get()) {
      say(database(Durability.of(opened.getBean(DataSource.class))));
      var rules = opened.getBean(RuleSets.class).inForce();
      say(List.of(ruleSet(RuleSetAge.of(rules, opened.getBean(Clock.class).instant()))));
      say(List.of(timeZones(TimeZoneData.of(rules))));
      if (!offline) {
        wayIn(opened.getBean(Accounts.class));
      }
    } catch (SQLException e) {
      throw new PlainFailure("The database cannot be asked: " + e.getMessage(), e);
    }
  }

  private Optional<ConfigurableApplicationContext> visit(String... arguments) {
    try {
      return Optional.of(TrunklineServer.visit(arguments));
    } catch (RuntimeException e) {
      say(
          List.of(
              Finding.fail(
                  StartFailure.sentence(e).orElse("The database cannot be opened: " + e))));
      return Optional.empty();
    }
  }

  private void wayIn(Accounts accounts) {
    if (!key.isBlank()) {
      wayIn(JsonClient.ofServer(url, key));
      return;
    }
    var made =
        accounts.createKey(
            accounts.configured().id(), "doctor", EnumSet.of(Scope.OPERATE, Scope.CONFIGURE));
    try {
      wayIn(JsonClient.ofServer(url, made.secret()));
    } finally {
      accounts.revokeKey(made.key().id());
    }
  }

  private void wayIn(JsonClient server) {
    var addresses =
        new AddressesAtTwilio(
            server, spec.commandLine().getOut(), mode(), takenOver, DoctorCommand::isYes);
    new WayIn(server, new ProbeSender(ProbeSender.TIMEOUT), addresses).examine(this::say);
  }

  private AddressesAtTwilio.Mode mode() {
    if (dryRun) {
      return AddressesAtTwilio.Mode.DRY_RUN;
    }
    if (fix) {
      return AddressesAtTwilio.Mode.SET;
    }
    var console = System.console();
    return console != null && console.isTerminal()
        ? AddressesAtTwilio.Mode.ASK
        : AddressesAtTwilio.Mode.SHOW;
  }

  private static boolean isYes(String question) {
    var console = System.console();
    var answer = console == null ? null : console.readLine("%s", question);
    return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
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
}
