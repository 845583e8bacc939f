// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.client;

import io.trunkline.server.failure.PlainFailure;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * One server that speaks JSON, and who we are to it.
 *
 * @param base without a slash at its end
 * @param authorization the value of that header; empty for none
 */
public record JsonClient(URI base, String authorization) {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /**
   * What came back.
   *
   * @param json missing if it was no JSON
   */
  public record Answer(int status, JsonNode json) {

    /** A field's text; empty if it is not there. */
    public String text(String field) {
      return json.path(field).asString("");
    }
  }

  /**
   * A client of our own API.
   *
   * @throws PlainFailure if the address is none
   */
  public static JsonClient ofServer(String url, String key) {
    try {
      var uri = new URI(url.replaceFirst("/+$", ""));
      if (uri.getHost() != null && String.valueOf(uri.getScheme()).startsWith("http")) {
        return new JsonClient(uri, "Bearer " + key);
      }
    } catch (URISyntaxException e) {
      throw new PlainFailure("This is no address of a server: " + url, e);
    }
    throw new PlainFailure("The address of a server begins with http:// or https://, not " + url);
  }

  /**
   * @throws PlainFailure if nobody answers
   */
  public Answer get(String path) {
    return send(request(path).GET().build());
  }

  /** Posts a JSON object. */
  public Answer post(String path, JsonNode body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString()))
            .build());
  }

  /** Posts a form that is encoded already. */
  public Answer postForm(String path, String form) {
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build());
  }

  private HttpRequest.Builder request(String path) {
    var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(TIMEOUT);
    return authorization.isEmpty() ? request : request.header("Authorization", authorization);
  }

  private Answer send(HttpRequest request) {
    try {
      var response = HTTP.send(request, BodyHandlers.ofString());
      return new Answer(response.statusCode(), json(response.body()));
    } catch (IOException e) {
      throw new PlainFailure(
          "Nobody answers at %s: is the server running there? (%s)"
              .formatted(base, e.getMessage() == null ? e.getClass().getSimpleName() : e),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PlainFailure("Interrupted while waiting for " + base, e);
    }
  }

  private static JsonNode json(String body) {
    try {
      return body.isBlank() ? MissingNode.getInstance() : JsonMapper.shared().readTree(body);
    } catch (JacksonException e) {
      return MissingNode.getInstance();
    }
  }
}
