// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.coverage;

import io.trunkline.emulator.evidence.Seen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.StringEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The compiled classes of the emulator itself, without those of its tests. */
final class MainClasses {
  private static final Path FOLDER = Path.of("target/classes");

  private MainClasses() {}

  static List<Class<?>> all() {
    return files().stream().<Class<?>>map(MainClasses::load).toList();
  }

  /** Every text that stands in the code. */
  static Set<String> texts() {
    var texts = new HashSet<String>();
    for (var file : files()) {
      try {
        for (var entry : ClassFile.of().parse(file).constantPool()) {
          if (entry instanceof StringEntry text) {
            texts.add(text.stringValue());
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return texts;
  }

  private static List<Path> files() {
    try (var files = Files.walk(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".class"))
          .filter(file -> !file.endsWith("package-info.class"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Class<?> load(Path file) {
    var path = FOLDER.relativize(file).toString();
    var name = path.substring(0, path.length() - ".class".length()).replace('/', '.');
    try {
      return Class.forName(name, false, Seen.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
