// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs what the guide tells its readers to run, as it stands there. */
class GuideTest {
  private static final Path GUIDE = Path.of("../docs/guides/emulator.md");
  private static final Path NODE_FOLDER = Path.of("target/guide-node");
  private static final Map<String, String> DIRECT =
      Map.of("HTTP_PROXY", "", "HTTPS_PROXY", "", "http_proxy", "", "https_proxy", "");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path folder;
  private Path certificate;
  private TwilioEmulator twilio;

  @BeforeEach
  void start() {
    certificate = folder.resolve("twilio.pem");
    twilio =
        TwilioEmulator.start(
            EmulatorOptions.defaults().withProxy(0).withProxyCertificate(certificate));
  }

  @AfterEach
  void stop() {
    twilio.close();
  }

  @Test
  void sendsByCurl() throws Exception {
    needs("curl", "--version");

    run(folder, DIRECT, "sh", "-c", example("curl", "sh"));

    expectTheText();
  }

  @Test
  void sendsByTheJavaLibrary() throws Exception {
    var source = Files.writeString(folder.resolve("SendText.java"), example("Java", "java"));
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-d",
                folder.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                source.toString());
    assertThat(failed).isZero();

    try (var classes = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      var main = classes.loadClass("SendText").getDeclaredMethod("main", String[].class);
      main.setAccessible(true);
      main.invoke(null, (Object) new String[0]);
    }

    expectTheText();
  }

  @Test
  void sendsByTheNodeLibrary() throws Exception {
    installTwilioForNode();

    node(example("Node.js", "js"), DIRECT);

    expectTheText();
  }

  @Test
  void sendsByTheNodeLibraryThatKnowsOfNoEmulator() throws Exception {
    installTwilioForNode();
    var environment =
        Map.of(
            "HTTP_PROXY", twilio.proxyUrl().orElseThrow(),
            "NODE_EXTRA_CA_CERTS", certificate.toString());

    node(example("Without changing the program", "js"), environment);

    expectTheText();
  }

  private void expectTheText() {
    twilio.handset("+14155550123").expectsText("Your table is ready");
  }

  /**
   * The first block of the language below the heading, with the address of this test's emulator.
   */
  private String example(String heading, String language) throws IOException {
    var block =
        Pattern.compile(
            "^## "
                + Pattern.quote(heading)
                + "$(?:(?!^## ).)*?^```"
                + language
                + "\\n((?!\\./).*?)^```$",
            Pattern.MULTILINE | Pattern.DOTALL);
    var found = block.matcher(Files.readString(GUIDE));
    assertThat(found.find()).as("an example in %s below %s", language, heading).isTrue();
    var port = "" + URI.create(twilio.baseUrl()).getPort();
    return found.group(1).replace("8090", port);
  }

  private static void node(String script, Map<String, String> environment) throws Exception {
    var file = Files.writeString(NODE_FOLDER.resolve("send.js"), script);
    run(NODE_FOLDER, environment, "node", file.getFileName().toString());
  }

  private static void installTwilioForNode() throws Exception {
    needs("node", "--version");
    needs("npm", "--version");
    Files.createDirectories(NODE_FOLDER);
    if (!Files.exists(NODE_FOLDER.resolve("node_modules/twilio"))) {
      needs("npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", ".", "twilio@6");
    }
  }

  /** Skips the test if the command fails here, but never where nothing may be skipped. */
  private static void needs(String... command) throws Exception {
    String problem;
    try {
      run(Files.createDirectories(NODE_FOLDER), Map.of(), command);
      return;
    } catch (IOException | AssertionError failure) {
      problem = String.join(" ", command) + " fails here: " + failure.getMessage();
    }
    assertThat(System.getenv("CI")).as(problem).isNotEqualTo("true");
    assumeTrue(false, problem);
  }

  private static void run(Path folder, Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder(List.of(command)).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    var output = Files.createTempFile("guide", ".log");
    var process = builder.redirectOutput(output.toFile()).start();
    try {
      assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue())
          .as(() -> String.join(" ", command) + ": " + read(output))
          .isZero();
    } finally {
      process.destroy();
      Files.delete(output);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }
}
