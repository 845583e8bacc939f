// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.cli;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.Properties;
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
  public Integer call() throws IOException {
    for (var line : getVersion()) {
      spec.commandLine().getOut().println(line);
    }
    return 0;
  }

  @Override
  public String[] getVersion() throws IOException {
    return new String[] {"Trunkline " + trunkline(), "Java " + Runtime.version()};
  }

  private static String trunkline() throws IOException {
    var build = new Properties();
    try (var resource = VersionCommand.class.getResourceAsStream("build.properties")) {
      build.load(requireNonNull(resource));
    }
    return build.getProperty("version");
  }
}
