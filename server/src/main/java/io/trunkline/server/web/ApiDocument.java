// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.web;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.json.JsonMapper;

/**
 * The contract of our REST API, {@code openapi.yaml}, as JSON, and a page to read it on. Open to
 * all: it says what anybody can read in the sources.
 */
@RestController
final class ApiDocument {

  /** The page may load its own files and ask its own server, and nothing else. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self'"
          + " data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors"
          + " 'none'";

  private static final String SWAGGER_UI =
      "/META-INF/resources/webjars/swagger-ui/" + webjars().getProperty("swagger-ui") + "/";

  /** What the page is made of: where it lies and what it is. */
  private static final Map<String, File> FILES =
      Map.of(
          "docs.js", new File("docs.js", "text/javascript"),
          "swagger-ui-bundle.js", new File(SWAGGER_UI + "swagger-ui-bundle.js", "text/javascript"),
          "swagger-ui.css", new File(SWAGGER_UI + "swagger-ui.css", "text/css"));

  private record File(String resource, String type) {}

  /** Made when first asked for: a start need not wait for it. */
  private final SingletonSupplier<byte[]> document = SingletonSupplier.of(ApiDocument::json);

  @GetMapping(path = "/v3/api-docs", produces = MediaType.APPLICATION_JSON_VALUE)
  byte[] document() {
    return document.obtain();
  }

  @GetMapping({"/docs", "/docs/"})
  ResponseEntity<byte[]> page() {
    return answer(new File("docs.html", "text/html;charset=utf-8"));
  }

  @GetMapping("/docs/{file}")
  ResponseEntity<byte[]> file(@PathVariable String file) {
    var known = FILES.get(file);
    if (known == null) {
      throw Problems.ofStatus(404).asException();
    }
    return answer(known);
  }

  private static ResponseEntity<byte[]> answer(File file) {
    return ResponseEntity.ok()
        .header("Content-Type", file.type())
        .header("Content-Security-Policy", POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        .cacheControl(CacheControl.noCache())
        .body(bytes(file.resource()));
  }

  private static byte[] json() {
    var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
    try (var source = resource("openapi.yaml")) {
      return JsonMapper.shared().writeValueAsBytes(yaml.load(source));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(String name) {
    try (var source = resource(name)) {
      return source.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Properties webjars() {
    var properties = new Properties();
    try (var source = resource("webjars.properties")) {
      properties.load(source);
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream resource(String name) {
    return requireNonNull(ApiDocument.class.getResourceAsStream(name), name);
  }
}
