// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.cli;

import static java.util.stream.Collectors.joining;

import io.trunkline.account.Account;
import io.trunkline.account.Accounts;
import io.trunkline.account.ApiKey;
import io.trunkline.account.ApiKeyId;
import io.trunkline.account.Scope;
import io.trunkline.server.failure.PlainFailure;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code trunkline keys} */
@Command(
    name = "keys",
    description = "Makes, lists and revokes API keys.",
    mixinStandardHelpOptions = true)
final class KeysCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Say what to do with keys: create, list or revoke");
  }

  @Command(
      name = "create",
      description = {
        "Makes an API key and prints its secret.",
        "The secret is shown this once and stored nowhere."
      },
      mixinStandardHelpOptions = true)
  void create(
      @Mixin Visit visit,
      @Option(
              names = "--name",
              defaultValue = "key",
              description = "What you call it. Default: ${DEFAULT-VALUE}")
          String name,
      @Option(
              names = "--scopes",
              split = ",",
              defaultValue = "send,read",
              description = {
                "What it may do: send, read, operate (metrics and the state of the house),"
                    + " configure.",
                "Default: ${DEFAULT-VALUE}"
              })
          Set<Scope> scopes,
      @Option(
              names = "--account",
              defaultValue = Accounts.DEFAULT,
              description = "Whose messages. Default: ${DEFAULT-VALUE}")
          String account) {
    if (name.isBlank() || name.length() > 100) {
      throw new ParameterException(spec.commandLine(), "A key's name has 1 to 100 characters");
    }
    visit.accounts(
        accounts -> {
          var made =
              accounts.createKey(named(accounts, account).id(), name, EnumSet.copyOf(scopes));
          var out = spec.commandLine().getOut();
          out.println(made.secret());
          spec.commandLine()
              .getErr()
              .println(
                  "Key %s of the account \"%s\" may %s. Keep the secret: it is not stored."
                      .formatted(made.key().id(), account, written(scopes)));
        });
  }

  @Command(
      name = "list",
      description = "Prints the API keys in use: id, name, scopes, time of creation.",
      mixinStandardHelpOptions = true)
  void list(
      @Mixin Visit visit,
      @Option(
              names = "--account",
              defaultValue = Accounts.DEFAULT,
              description = "Whose keys. Default: ${DEFAULT-VALUE}")
          String account) {
    visit.accounts(
        accounts -> {
          for (ApiKey key : accounts.keys(named(accounts, account).id())) {
            spec.commandLine()
                .getOut()
                .println(
                    "%s  %s  %s  %s"
                        .formatted(key.id(), key.createdAt(), written(key.scopes()), key.name()));
          }
        });
  }

  @Command(
      name = "revoke",
      description = {
        "Revokes an API key. Running servers forget it within ten seconds.",
      },
      mixinStandardHelpOptions = true)
  void revoke(
      @Mixin Visit visit,
      @Parameters(paramLabel = "ID", description = "The id that \"keys list\" prints, key_…")
          String id) {
    ApiKeyId key;
    try {
      key = ApiKeyId.parse(id);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    visit.accounts(accounts -> accounts.revokeKey(key));
    spec.commandLine().getErr().println("Revoked " + key);
  }

  private static Account named(Accounts accounts, String name) {
    return accounts
        .byName(name)
        .orElseThrow(() -> new PlainFailure("There is no account called \"" + name + "\""));
  }

  private static String written(Set<Scope> scopes) {
    return scopes.stream()
        .sorted()
        .map(scope -> scope.name().toLowerCase(Locale.ROOT))
        .collect(joining(","));
  }
}
