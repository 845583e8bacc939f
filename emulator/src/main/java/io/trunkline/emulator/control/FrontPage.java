// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.control;

import io.trunkline.emulator.http.Answer;
import io.trunkline.emulator.http.Refusal;
import io.trunkline.emulator.http.Request;
import io.trunkline.emulator.http.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;

/** The page with the phones, for whoever opens the emulator's address in a browser. */
final class FrontPage {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  private static final String HTML = "phones.html";
  private static final Set<String> FILES =
      Set.of(
          "elements.js",
          "icon.svg",
          "main.js",
          "panel.css",
          "panel.js",
          "phone.js",
          "phones.css",
          "profile.js",
          "records.js",
          "world.js");

  void addTo(Router router) {
    router.on(Router.OWN, "GET", "/", request -> file(HTML));
    router.on(Router.OWN, "GET", FaultGate.OWN_PATH + "page/{File}", FrontPage::file);
  }

  private static Answer file(Request request) {
    var name = request.variable("File");
    if (!FILES.contains(name)) {
      throw Refusal.notFound(request.path());
    }
    return file(name);
  }

  private static Answer file(String name) {
    try (var file = FrontPage.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException(name + " was not packed");
      }
      return new Answer(200, typeOf(name), file.readAllBytes(), Map.of())
          .with("Content-Security-Policy", POLICY)
          .with("X-Content-Type-Options", "nosniff")
          .with("Cache-Control", "no-cache");
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static String typeOf(String name) {
    return switch (name.substring(name.indexOf('.'))) {
      case ".js" -> "text/javascript;charset=utf-8";
      case ".css" -> "text/css;charset=utf-8";
      case ".svg" -> "image/svg+xml";
      default -> "text/html;charset=utf-8";
    };
  }
}
