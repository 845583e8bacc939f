// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trunkline.signatures.TwilioSignature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A callback as Twilio would make it, before a test spoils it. */
public record SignedCall(
    String path,
    Map<String, List<String>> form,
    @Nullable String signature,
    Map<String, String> headers) {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  public static SignedCall to(String path, String... namesAndValues) {
    var form = new LinkedHashMap<String, List<String>>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      form.merge(
          namesAndValues[i],
          List.of(namesAndValues[i + 1]),
          (one, other) -> Stream.concat(one.stream(), other.stream()).toList());
    }
    return new SignedCall(path, form, null, Map.of()).signedBy(CallbacksRoom.TOKEN);
  }

  public SignedCall signedBy(String token) {
    return signed(TwilioSignature.sign(token, CallbacksRoom.PUBLIC_URL + path, form));
  }

  public SignedCall signedFor(String base) {
    return signed(TwilioSignature.sign(CallbacksRoom.TOKEN, base + path, form));
  }

  public SignedCall signed(@Nullable String signature) {
    return new SignedCall(path, form, signature, headers);
  }

  public SignedCall header(String name, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new SignedCall(path, form, signature, more);
  }

  /** The form as it goes over the wire. */
  public String body() {
    return form.entrySet().stream()
        .flatMap(
            entry ->
                entry.getValue().stream()
                    .map(value -> encoded(entry.getKey()) + "=" + encoded(value)))
        .collect(Collectors.joining("&"));
  }

  public HttpResponse<String> send(CallbacksRoom room) {
    return send(room, "POST", "application/x-www-form-urlencoded", body());
  }

  public HttpResponse<String> send(CallbacksRoom room, String method, String type, String body) {
    var request =
        HttpRequest.newBuilder(room.address(path))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    if (signature != null) {
      request.header("X-Twilio-Signature", signature);
    }
    headers.forEach(request::header);
    return exchange(request.build());
  }

  public static HttpResponse<String> get(URI address) {
    return exchange(HttpRequest.newBuilder(address).build());
  }

  private static HttpResponse<String> exchange(HttpRequest request) {
    try {
      return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
