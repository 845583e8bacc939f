// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --data}, and what it says to the configuration. */
final class DataOption {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = {
        "The folder of the embedded database.",
        "Default: TRUNKLINE_DATA, or ./data; not used if DATABASE_URL is set."
      })
  private @Nullable Path folder;

  /** As arguments of the server; empty if nothing was said. */
  List<String> properties() {
    var properties = new ArrayList<String>();
    if (folder != null) {
      properties.add("--trunkline.database.folder=" + folder);
    }
    return properties;
  }
}
