// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import io.trunkline.emulator.account.Accounts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests as any language would make them, for what the SDK cannot say or would hide. */
public final class RawClient {
  public static final String OURS = "+14155550100";
  public static final String TOLL_FREE = "+18885550100";
  private static final JsonMapper MAPPER = new JsonMapper();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String baseUrl;
  private final String user;
  private final String authorization;

  public record Raw(int status, JsonNode json, HttpResponse<byte[]> response) {
    public int code() {
      return json.path("code").asInt(0);
    }

    public String text(String member) {
      return json.path(member).asString("");
    }
  }

  public RawClient(TwilioEmulator emulator, String user, String password) {
    this(emulator.baseUrl(), user, basic(user, password));
  }

  private RawClient(String baseUrl, String user, String authorization) {
    this.baseUrl = baseUrl;
    this.user = user;
    this.authorization = authorization;
  }

  /** Speaks with an access token of an OAuth client. */
  public static RawClient bearer(TwilioEmulator emulator, String accessToken) {
    return new RawClient(emulator.baseUrl(), emulator.accountSid(), "Bearer " + accessToken);
  }

  public static RawClient live(TwilioEmulator emulator) {
    return new RawClient(emulator, emulator.accountSid(), emulator.authToken());
  }

  /** Speaks with an emulator in another process, one that was not seeded. */
  static RawClient live(String baseUrl) {
    return new RawClient(baseUrl, Accounts.LIVE_SID, basic(Accounts.LIVE_SID, Accounts.LIVE_TOKEN));
  }

  public static RawClient test(TwilioEmulator emulator) {
    return new RawClient(
        emulator, "AC22222222222222222222222222222222", "22222222222222222222222222222222");
  }

  /** A path below the account of the credentials. */
  public String account(String path) {
    var account = user.startsWith("AC") ? user : "AC11111111111111111111111111111111";
    return "/2010-04-01/Accounts/" + account + path;
  }

  /** Creates a message; names and values alternate. */
  public Raw send(String... form) {
    return post(account("/Messages.json"), form);
  }

  public Raw get(String path) {
    return send(request(path).GET());
  }

  public Raw delete(String path) {
    return send(request(path).DELETE());
  }

  public Raw post(String path, String... form) {
    var body = new StringJoiner("&");
    for (int i = 0; i < form.length; i += 2) {
      body.add(encode(form[i]) + "=" + encode(form[i + 1]));
    }
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body.toString())));
  }

  public Raw put(String path, String json) {
    return send(request(path).PUT(BodyPublishers.ofString(json)));
  }

  public Raw postJson(String path, String json) {
    return send(request(path).POST(BodyPublishers.ofString(json)));
  }

  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(baseUrl + path))
        .timeout(Duration.ofSeconds(5))
        .header("Authorization", authorization);
  }

  private static String basic(String user, String password) {
    var pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  private Raw send(HttpRequest.Builder request) {
    try {
      var response = http.send(request.build(), BodyHandlers.ofByteArray());
      var type = response.headers().firstValue("Content-Type").orElse("");
      var json =
          type.startsWith("application/json")
              ? MAPPER.readTree(response.body())
              : MAPPER.createObjectNode();
      return new Raw(response.statusCode(), json, response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
