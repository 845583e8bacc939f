// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server;

import io.trunkline.account.Accounts;
import io.trunkline.callbacks.Callbacks;
import io.trunkline.law.RuleSets;
import io.trunkline.server.database.Database;
import io.trunkline.server.health.TimeZoneData;
import io.trunkline.twilio.Twilio;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/** Says in a few lines what has started, where it is, and what is off. */
final class StartupReport implements ApplicationListener<ApplicationReadyEvent> {

  private static final Logger log = LoggerFactory.getLogger(StartupReport.class);

  private final Database database;
  private final Twilio twilio;
  private final Callbacks callbacks;
  private final Accounts accounts;
  private final RuleSets ruleSets;

  StartupReport(
      Database database, Twilio twilio, Callbacks callbacks, Accounts accounts, RuleSets ruleSets) {
    this.database = database;
    this.twilio = twilio;
    this.callbacks = callbacks;
    this.accounts = accounts;
    this.ruleSets = ruleSets;
  }

  @Override
  public void onApplicationEvent(ApplicationReadyEvent event) {
    log.info("Trunkline {} on Java {}", Version.ofThisBuild(), Runtime.version());
    database
        .folder()
        .ifPresentOrElse(
            folder -> log.info("Database: its own, in {}", folder),
            () -> log.info("Database: {}", database.address().place()));
    var account = accounts.configured().id();
    Stream.concat(twilio.state(account).missing().stream(), callbacks.missing(account).stream())
        .forEach(missing -> log.warn("Off: {}", missing));
    var zones = TimeZoneData.of(ruleSets.inForce());
    if (!zones.upToDate()) {
      log.warn(
          "Time-zone data {} is older than {} and an hour wrong in {}, which are taken for an hour"
              + " wider: use a newer Java",
          zones.version(),
          zones.minimum(),
          zones.wrong().keySet());
    }
    log.info(
        "Ready: http://localhost:{} after {} ms",
        event.getApplicationContext().getEnvironment().getProperty("local.server.port"),
        event.getTimeTaken() == null ? "?" : event.getTimeTaken().toMillis());
  }
}
