// SPDX-License-Identifier: Apache-2.0
package io.trunkline.house;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.modulith.core.ApplicationModules;

/**
 * What the rules examine.
 *
 * @param classes the compiled main code of all modules
 * @param files what lies below {@code src} of each module, and its {@code pom.xml}
 * @param rooms the rooms of the gateway as Spring Modulith sees them
 */
record House(JavaClasses classes, List<SourceFile> files, Supplier<ApplicationModules> rooms) {

  /** The package that holds all of ours. */
  static final String ROOT = "io.trunkline";

  /** This project: its classes from the classpath, its files from the folder it was built in. */
  static House here() {
    return new House(
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT),
        files(folder()),
        () -> ApplicationModules.of(ROOT, House::isMainCodeOfGateway));
  }

  /** The files of the modules below a folder. */
  static List<SourceFile> files(Path folder) {
    try (var modules = Files.list(folder)) {
      return modules
          .filter(module -> Files.exists(module.resolve("pom.xml")))
          .sorted()
          .flatMap(
              module ->
                  Stream.concat(
                      Stream.of(module.resolve("pom.xml")), filesBelow(module.resolve("src"))))
          .map(file -> SourceFile.read(folder, file))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> filesBelow(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Stream.empty();
    }
    try (var found = Files.walk(folder)) {
      return found.filter(Files::isRegularFile).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder of the whole project: three above the one that this test was compiled into. */
  static Path folder() {
    try {
      var classes =
          Path.of(House.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return classes.resolve("../../..").normalize();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isMainCodeOfGateway(Location location) {
    return !location.contains("/test-classes/")
        && !location.contains("/io/trunkline/emulator/")
        && !location.contains("/io/trunkline/server/");
  }
}
