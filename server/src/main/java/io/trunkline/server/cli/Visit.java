// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.cli;

import io.trunkline.account.Accounts;
import io.trunkline.server.TrunklineServer;
import java.util.function.Consumer;
import picocli.CommandLine.Mixin;

/** A short look into the database, whether or not a server is running on it. */
final class Visit {

  @Mixin private DataOption data;

  void accounts(Consumer<Accounts> work) {
    try (var rooms = TrunklineServer.visit(data.properties().toArray(String[]::new))) {
      work.accept(rooms.getBean(Accounts.class));
    }
  }
}
