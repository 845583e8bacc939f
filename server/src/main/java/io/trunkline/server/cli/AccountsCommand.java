// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.cli;

import io.trunkline.account.AccountId;
import io.trunkline.account.Accounts;
import io.trunkline.account.TwilioCredentials;
import io.trunkline.server.failure.PlainFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code trunkline accounts} */
@Command(
    name = "accounts",
    description = "Opens and lists accounts beside the configured one: Twilio subaccounts.",
    mixinStandardHelpOptions = true)
final class AccountsCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "Say what to do with accounts: add, list, add-token, promote-token or forget-token");
  }

  @Command(
      name = "add",
      description = {
        "Opens an account and stores its credentials sealed (TRUNKLINE_ENCRYPTION_KEY).",
        "The auth token is read from the input, then, with --api-key, that key's secret."
      },
      mixinStandardHelpOptions = true)
  void add(
      @Mixin Visit visit,
      @Parameters(paramLabel = "NAME", description = "Lower-case letters, digits and hyphens.")
          String name,
      @Option(
              names = "--sid",
              required = true,
              paramLabel = "AC…",
              description = "The Twilio account's SID.")
          String sid,
      @Option(
              names = "--api-key",
              paramLabel = "SK…",
              description = "An API key to send with, instead of the auth token.")
          @Nullable String apiKey)
      throws IOException {
    var input = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    var token = secret(input, "Auth token of the account");
    var secret = apiKey == null ? null : secret(input, "Secret of the API key");
    TwilioCredentials credentials;
    try {
      credentials = new TwilioCredentials(sid, token, null, apiKey, secret);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    visit.accounts(
        accounts -> {
          var account = accounts.open(name, credentials);
          spec.commandLine()
              .getErr()
              .println(
                  ("Opened the account \"%s\" (%s). Its callbacks come to this server's public URL;"
                          + " trunkline keys create --account %s makes a key for it.")
                      .formatted(account.name(), account.twilioSid(), account.name()));
        });
  }

  @Command(
      name = "list",
      description = "Prints the accounts: name, Twilio SID, time of opening.",
      mixinStandardHelpOptions = true)
  void list(@Mixin Visit visit) {
    visit.accounts(
        accounts -> {
          for (var account : accounts.all()) {
            var sid = account.twilioSid();
            spec.commandLine()
                .getOut()
                .println(
                    "%-20s  %-34s  %s"
                        .formatted(
                            account.name(),
                            sid == null ? "(no credentials)" : sid,
                            account.createdAt()));
          }
        });
  }

  @Command(
      name = "add-token",
      description = {
        "Believes callbacks that are signed with a second auth token, too.",
        "The token is read from the input. Running servers know it within ten seconds."
      },
      mixinStandardHelpOptions = true)
  void addToken(@Mixin Visit visit, @Parameters(paramLabel = "NAME") String name)
      throws IOException {
    var input = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    var token = secret(input, "Secondary auth token of the account");
    visit.accounts(accounts -> accounts.addSecondaryToken(named(accounts, name), token));
    say("Added. Promote it here and then at Twilio: see the guide to operations.");
  }

  @Command(
      name = "promote-token",
      description = {
        "Exchanges the two auth tokens of an account: requests are made with the secondary one.",
        "Callbacks are believed with either, as before."
      },
      mixinStandardHelpOptions = true)
  void promoteToken(@Mixin Visit visit, @Parameters(paramLabel = "NAME") String name) {
    visit.accounts(accounts -> accounts.promoteSecondaryToken(named(accounts, name)));
    say("Promoted. Now promote it at Twilio.");
  }

  @Command(
      name = "forget-token",
      description = "Believes the secondary auth token of an account no more.",
      mixinStandardHelpOptions = true)
  void forgetToken(@Mixin Visit visit, @Parameters(paramLabel = "NAME") String name) {
    visit.accounts(accounts -> accounts.forgetSecondaryToken(named(accounts, name)));
    say("Forgotten.");
  }

  private void say(String sentence) {
    spec.commandLine().getErr().println(sentence);
  }

  private static AccountId named(Accounts accounts, String name) {
    return accounts
        .byName(name)
        .orElseThrow(() -> new PlainFailure("There is no account called \"" + name + "\""))
        .id();
  }

  private static String secret(BufferedReader input, String what) throws IOException {
    var console = System.console();
    String line;
    if (console != null && console.isTerminal()) {
      var typed = console.readPassword("%s: ", what);
      line = typed == null ? null : new String(typed);
    } else {
      line = input.readLine();
    }
    if (line == null || line.isBlank()) {
      throw new PlainFailure(what + " is missing: give it on a line of the input");
    }
    return line.strip();
  }
}
