// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which Trunkline this is, as the build wrote it down. */
public final class Version {

  private Version() {}

  public static String ofThisBuild() {
    var build = new Properties();
    try (var resource = Version.class.getResourceAsStream("build.properties")) {
      build.load(requireNonNull(resource));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return build.getProperty("version");
  }
}
