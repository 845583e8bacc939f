// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The machine's own Chromium. None is ever downloaded. */
final class Chromium implements AutoCloseable {
  /** Where its reader lives. */
  static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");

  private final Playwright playwright;
  private final Browser browser;
  private final List<String> problems = new ArrayList<>();

  private Chromium(Path executable) {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new LaunchOptions()
                    .setExecutablePath(executable)
                    // Letters without coloured fringes: the same on each machine, and small.
                    .setArgs(List.of("--disable-lcd-text", "--font-render-hinting=none"))
                    .setChromiumSandbox(!System.getProperty("user.name").equals("root")));
  }

  /** Starts it. Without one the test is skipped, except in CI, where it fails. */
  static Chromium start() {
    var found = find();
    if (found.isEmpty()) {
      var words = "The page was not tested: there is no " + String.join(", ", NAMES) + " in PATH";
      if ("true".equals(System.getenv("CI"))) {
        throw new IllegalStateException(words);
      }
      abort(words);
    }
    return new Chromium(found.orElseThrow());
  }

  /** Opens the emulator's page in a window of its own, as wide as a desk allows. */
  Page open(TwilioEmulator emulator) {
    return open(emulator, 1440, 900, ColorScheme.LIGHT);
  }

  Page open(TwilioEmulator emulator, int width, int height, ColorScheme scheme) {
    var context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(scheme)
                .setLocale("en-GB")
                .setTimezoneId(ZONE.getId()));
    context.setDefaultTimeout(5000);
    var page = context.newPage();
    page.onPageError(problems::add);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")
              && !message.text().startsWith("Failed to load resource")) {
            problems.add(message.text());
          }
        });
    page.navigate(emulator.baseUrl());
    page.locator(".link[data-state=live]").waitFor();
    return page;
  }

  /** Closes all windows; nothing may have gone wrong in them, and no policy been violated. */
  void closeWindows() {
    browser.contexts().forEach(context -> context.close());
    var found = List.copyOf(problems);
    problems.clear();
    assertThat(found).isEmpty();
  }

  @Override
  public void close() {
    playwright.close();
  }

  private static Optional<Path> find() {
    var folders = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator);
    return NAMES.stream()
        .flatMap(name -> Stream.of(folders).map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
