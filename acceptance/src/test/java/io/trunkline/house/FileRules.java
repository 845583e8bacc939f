// SPDX-License-Identifier: Apache-2.0
package io.trunkline.house;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** What stands in the files, of tests too. */
final class FileRules {

  private static final String LICENCE = "// SPDX-License-Identifier: Apache-2.0\n";

  private static final int MOST_LINES = 400;

  private static final Pattern POOR_NAME =
      Pattern.compile(
          "\\b(class|interface|enum|record)\\s+"
              + "(\\w+(Impl|Dto|Mapper|Util|Utils|Helper|Manager)|(Abstract|Base|Common)[A-Z]\\w*)\\b");

  private static final Pattern SLEEP = Pattern.compile("\\b\\w+\\.sleep\\s*\\([^;]*");

  private static final Pattern MOCK = Pattern.compile("\\borg\\.mockito\\b[\\w.]*");

  private static final Pattern TIME_OF_THE_DATABASE =
      Pattern.compile(
          "(?i)\\b((now|clock_timestamp|statement_timestamp|transaction_timestamp)\\s*\\(\\s*\\)"
              + "|current_timestamp|current_date|current_time|localtimestamp|localtime)");

  private static final Pattern NAMELESS_CHECK =
      Pattern.compile("(?i)(?<!CONSTRAINT \\w{1,63}\\s{1,20})\\bCHECK\\s*\\(.*");

  private static final Pattern SQL_COMMENT = Pattern.compile("--[^\n]*");

  private static final Pattern MIGRATION =
      Pattern.compile("gateway/src/main/resources/db/trunkline/(\\w+)/V(\\d{3})__\\w+\\.sql");

  private FileRules() {}

  static List<HouseRule> all() {
    return List.of(
        HouseRule.eachFile("every Java file begins with the licence line", FileRules::licence)
            .because("a file that travels alone still says what may be done with it"),
        HouseRule.eachFile("no file is longer than 400 lines", FileRules::length)
            .because("what does not fit into one head does not fit into one file"),
        HouseRule.eachFile("no name is a drawer", FileRules::names)
            .because("Helper, Util, Manager and the like say where code was put, not what it is"),
        HouseRule.files("every package is @NullMarked", FileRules::nullMarked)
            .because("outside of it NullAway believes everything"),
        HouseRule.eachFile("no test sleeps", FileRules::sleep)
            .because("a test that waits for time is slow when it passes and wrong when it fails"),
        HouseRule.eachFile("no test mocks", FileRules::mocks)
            .because(
                "a mock repeats what its author believes; the emulator and small fakes answer"),
        HouseRule.eachFile("SQL is told the time", FileRules::databaseTime)
            .because("one clock moves everything, and the database has another"),
        HouseRule.eachFile("every CHECK has a name", FileRules::checks)
            .because("a violation then says which rule was broken"),
        HouseRule.files("migrations lie in db/trunkline, numbered once", FileRules::migrations)
            .because("db/migration belongs to the host application, and one history to all rooms"),
        HouseRule.eachFile("versions stand in the parent pom only", FileRules::versions)
            .because("two versions of one thing begin with two places for it"));
  }

  private static Stream<String> licence(SourceFile file) {
    return file.isJava() && !file.text().startsWith(LICENCE)
        ? Stream.of(file.complaint("does not begin with the licence line"))
        : Stream.empty();
  }

  private static Stream<String> length(SourceFile file) {
    var lines = file.isJava() ? file.text().lines().count() : 0;
    return lines > MOST_LINES
        ? Stream.of(file.complaint("has " + lines + " lines"))
        : Stream.empty();
  }

  private static Stream<String> names(SourceFile file) {
    return file.isJava() ? file.complaints(POOR_NAME, file.code()) : Stream.empty();
  }

  /** A test package may share the package-info of the main code that it tests. */
  private static Stream<String> nullMarked(List<SourceFile> files) {
    var marked =
        files.stream()
            .filter(file -> file.name().equals("package-info.java"))
            .filter(file -> file.code().contains("@NullMarked"))
            .map(SourceFile::folder)
            .collect(toSet());
    return files.stream()
        .filter(SourceFile::isJava)
        .map(SourceFile::folder)
        .distinct()
        .filter(folder -> !marked.contains(folder))
        .filter(folder -> !marked.contains(folder.replace("/src/test/", "/src/main/")))
        .map(folder -> folder + " is not @NullMarked");
  }

  private static Stream<String> sleep(SourceFile file) {
    return file.isJava() && file.isTest() ? file.complaints(SLEEP, file.code()) : Stream.empty();
  }

  private static Stream<String> mocks(SourceFile file) {
    return file.isJava() && file.isTest() ? file.complaints(MOCK, file.code()) : Stream.empty();
  }

  private static Stream<String> databaseTime(SourceFile file) {
    if (!file.isMain()) {
      return Stream.empty();
    }
    if (isSql(file)) {
      return file.complaints(TIME_OF_THE_DATABASE, statements(file));
    }
    return file.isJava()
        ? file.literals().flatMap(literal -> file.complaints(TIME_OF_THE_DATABASE, literal))
        : Stream.empty();
  }

  private static Stream<String> checks(SourceFile file) {
    return file.isMain() && isSql(file)
        ? file.complaints(NAMELESS_CHECK, statements(file))
        : Stream.empty();
  }

  private static boolean isSql(SourceFile file) {
    return file.name().endsWith(".sql");
  }

  private static String statements(SourceFile file) {
    return SQL_COMMENT.matcher(file.text()).replaceAll("");
  }

  private static Stream<String> migrations(List<SourceFile> files) {
    var scripts = files.stream().filter(file -> file.isMain() && isSql(file)).toList();
    var rooms =
        Arrays.stream(Room.values()).map(room -> room.name().toLowerCase(Locale.ROOT)).toList();
    var misplaced =
        scripts.stream()
            .filter(
                file -> {
                  var place = MIGRATION.matcher(file.path());
                  return !place.matches() || !rooms.contains(place.group(1));
                })
            .map(file -> file.complaint("is not db/trunkline/<room>/V<number>__<words>.sql"));
    var twice =
        scripts.stream().collect(groupingBy(file -> file.name().split("__")[0])).values().stream()
            .filter(same -> same.size() > 1)
            .map(same -> same.stream().map(SourceFile::path).toList() + " have one number");
    return Stream.concat(misplaced, twice);
  }

  private static Stream<String> versions(SourceFile file) {
    if (!file.name().equals("pom.xml")) {
      return Stream.empty();
    }
    var versions = pom(file).getElementsByTagName("version");
    return IntStream.range(0, versions.getLength())
        .mapToObj(index -> (Element) versions.item(index))
        .filter(version -> !isOfParent((Element) version.getParentNode()))
        .map(version -> file.complaint("has a version " + version.getTextContent()));
  }

  private static boolean isOfParent(Element holder) {
    return holder.getTagName().equals("parent");
  }

  private static Element pom(SourceFile file) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(file.text())))
          .getDocumentElement();
    } catch (Exception e) {
      throw new IllegalStateException(file.path(), e);
    }
  }
}
