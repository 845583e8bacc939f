// SPDX-License-Identifier: Apache-2.0
package io.trunkline.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file of the project.
 *
 * @param path from the folder of the project, with slashes: {@code gateway/src/main/java/…}
 */
record SourceFile(String path, String text) {

  /** Text blocks, strings, characters and comments, whichever begins first. */
  private static final Pattern NO_CODE =
      Pattern.compile(
          """
          (?xs) (?<literal> \"{3} .*? \"{3} | " (?: \\\\. | [^"\\\\\\n] )* " )
          | ' (?: \\\\. | [^'\\\\\\n] )* ' | //[^\\n]* | /\\* .*? \\*/
          """);

  static SourceFile read(Path folder, Path file) {
    try {
      // Latin-1 reads whatever there is; what the rules look for is ASCII.
      return new SourceFile(
          folder.relativize(file).toString().replace('\\', '/'),
          Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isJava() {
    return path.endsWith(".java");
  }

  boolean isMain() {
    return path.contains("/src/main/");
  }

  boolean isTest() {
    return path.contains("/src/test/");
  }

  /** The first folder of the path. */
  String module() {
    return path.substring(0, path.indexOf('/'));
  }

  /** The path without the name of the file. */
  String folder() {
    return path.substring(0, path.lastIndexOf('/'));
  }

  /** The name of the file. */
  String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The Java code without its comments and the content of its literals. */
  String code() {
    return NO_CODE.matcher(text).replaceAll("\"\"");
  }

  /** The strings and text blocks of the Java code. */
  Stream<String> literals() {
    return NO_CODE
        .matcher(text)
        .results()
        .map(found -> found.group("literal"))
        .filter(literal -> literal != null);
  }

  /** A complaint for each place where a pattern stands in some part of this file. */
  Stream<String> complaints(Pattern pattern, String part) {
    return pattern.matcher(part).results().map(MatchResult::group).map(this::complaint);
  }

  String complaint(String about) {
    return path + ": " + about.strip();
  }
}
