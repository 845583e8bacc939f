// SPDX-License-Identifier: Apache-2.0
import com.google.googlejavaformat.java.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks ({@code check}) or rewrites ({@code apply}) the format of every Java source below the
 * working directory. A program of its own because the formatter parses with the compiler of the JVM
 * it runs in, and Maven's own JVM may be older than our sources.
 */
class FormatSources {
  public static void main(String[] args) throws Exception {
    var arguments = new ArrayList<String>();
    if (args[0].equals("apply")) {
      arguments.add("--replace");
    } else {
      arguments.addAll(List.of("--dry-run", "--set-exit-if-changed"));
    }
    arguments.addAll(sources());
    var out = new PrintWriter(System.out);
    var err = new PrintWriter(System.err);
    var status = new Main(out, err, System.in).format(arguments.toArray(String[]::new));
    out.flush();
    err.flush();
    if (status != 0) {
      System.err.println("Not formatted as above. Run: ./mvnw -Pformat process-sources");
    }
    System.exit(status);
  }

  private static List<String> sources() throws IOException {
    try (var paths = Files.walk(Path.of(""))) {
      return paths
          .map(Path::toString)
          .filter(path -> path.endsWith(".java") && !path.contains("target/"))
          .sorted()
          .toList();
    }
  }
}
