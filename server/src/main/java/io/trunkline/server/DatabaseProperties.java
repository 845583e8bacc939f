// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server;

import io.trunkline.server.database.Database;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which PostgreSQL the server stands on.
 *
 * @param url one that runs elsewhere, {@code postgres://…} or {@code jdbc:postgresql:…}; without it
 *     the server brings its own
 * @param folder where its own keeps its data
 * @param visit whether to share the database of a server that has the folder already; for commands
 *     that come and go
 */
@ConfigurationProperties("trunkline.database")
record DatabaseProperties(
    @Nullable String url, @DefaultValue("data") Path folder, @DefaultValue("false") boolean visit) {

  Database open() {
    if (url != null && !url.isBlank()) {
      return Database.elsewhere(url.strip());
    }
    return visit ? Database.visited(folder) : Database.embedded(folder);
  }

  @Override
  public String toString() {
    return "DatabaseProperties[folder=" + folder + "]";
  }
}
