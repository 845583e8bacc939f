// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.cli;

import io.trunkline.server.Version;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code trunkline version} */
@Command(name = "version", description = "Prints the versions of Trunkline and of Java.")
final class VersionCommand implements Callable<Integer>, IVersionProvider {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    for (var line : getVersion()) {
      spec.commandLine().getOut().println(line);
    }
    return 0;
  }

  @Override
  public String[] getVersion() {
    return new String[] {"Trunkline " + Version.ofThisBuild(), "Java " + Runtime.version()};
  }
}
