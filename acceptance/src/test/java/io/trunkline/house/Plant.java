// SPDX-License-Identifier: Apache-2.0
package io.trunkline.house;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.springframework.modulith.core.ApplicationModules;

/**
 * A small house in which one rule is broken. Its Java files are compiled for the occasion, so that
 * they can lie in the packages that the rules speak of without being in anybody's way.
 *
 * @param claim the rule that is broken
 * @param complaint what the rule is to say, in part
 * @param files what stands in the house
 */
record Plant(String claim, String complaint, List<SourceFile> files) {

  private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");
  private static final Pattern TYPE = Pattern.compile("(?:class|record|interface|enum) (\\w+)");

  static Plant of(String claim, String complaint) {
    return new Plant(claim, complaint, List.of());
  }

  /** With a file of main code in the module of its package. */
  Plant java(String code) {
    var folder = group(PACKAGE, code).replace('.', '/');
    var module = folder.split("/").length < 3 ? "gateway" : moduleOf(folder.split("/")[2]);
    return file("%s/src/main/java/%s/%s.java".formatted(module, folder, group(TYPE, code)), code);
  }

  Plant file(String path, String text) {
    var more = new ArrayList<>(files);
    more.add(new SourceFile(path, text));
    return new Plant(claim, complaint, List.copyOf(more));
  }

  /** Builds the house in an empty folder. */
  House house(Path folder) {
    var classes = folder.resolve("classes");
    var sources = files.stream().filter(SourceFile::isJava).filter(SourceFile::isMain).toList();
    if (!sources.isEmpty()) {
      compile(sources.stream().map(source -> write(folder, source).toString()).toList(), classes);
    }
    return new House(
        new ClassFileImporter().importPath(classes),
        files,
        () -> ApplicationModules.of("io.trunkline.house.planted", _ -> true));
  }

  @Override
  public String toString() {
    return claim + ": " + complaint;
  }

  private static String moduleOf(String packageBelowRoot) {
    return switch (packageBelowRoot) {
      case "bench", "emulator", "server" -> packageBelowRoot;
      default -> "gateway";
    };
  }

  private static String group(Pattern pattern, String code) {
    return pattern.matcher(code).results().findFirst().orElseThrow().group(1);
  }

  private static Path write(Path folder, SourceFile file) {
    try {
      var path = folder.resolve(file.path());
      Files.createDirectories(path.getParent());
      return Files.writeString(path, file.text());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void compile(List<String> sources, Path classes) {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var sayings = new StringWriter();
    var options = List.of("-d", classes.toString(), "-proc:none", "-nowarn");
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      if (!compiler
          .getTask(
              sayings,
              files,
              null,
              options,
              null,
              files.getJavaFileObjects(sources.toArray(String[]::new)))
          .call()) {
        throw new IllegalStateException(sayings.toString());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
