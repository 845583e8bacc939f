// SPDX-License-Identifier: Apache-2.0
package io.trunkline.signatures;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trunkline.problem.Refusal;
import io.trunkline.problem.RequestRefusal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request to a callback path, read but not yet believed.
 *
 * @param parameters of the form, of the query of a GET, or the members of a JSON object
 * @param idempotencyToken by which Twilio marks the repetition of a request
 */
public record CallbackRequest(
    SignedRequest signed, Map<String, List<String>> parameters, @Nullable String idempotencyToken) {

  /** Twilio's own are a few KiB; TwiML, the largest thing that it speaks, ends at 64 KiB too. */
  public static final int MAX_BODY_BYTES = 64 * 1024;

  /** Twilio sends some dozens. */
  private static final int MAX_PARAMETERS = 500;

  private static final int MAX_TOKEN_LENGTH = 200;

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String JSON = "application/json";

  /**
   * @throws io.trunkline.problem.RefusalException if it is too large, or not what Twilio sends
   */
  public static CallbackRequest read(HttpServletRequest request) {
    var body = body(request);
    var type = type(request);
    var isJson = type.equals(JSON);
    if (!isJson && !type.equals(FORM) && body.length > 0) {
      throw Refusal.of(
              RequestRefusal.UNSUPPORTED_MEDIA_TYPE, "A callback is a form or a JSON object")
          .asException();
    }
    boolean isGet = request.getMethod().equals("GET");
    // The body of a GET, which Twilio never sends, is under no signature.
    var form = isJson || isGet ? Map.<String, List<String>>of() : form(new String(body, UTF_8));
    var query = request.getQueryString();
    var signed =
        new SignedRequest(
            Objects.requireNonNullElse(request.getHeader("X-Twilio-Signature"), ""),
            path(request),
            query,
            form,
            isJson ? sha256(body) : null,
            SignedRequest.Seen.of(request));
    Map<String, List<String>> parameters;
    if (isJson) {
      parameters = members(body);
    } else if (isGet) {
      parameters = form(query == null ? "" : query);
    } else {
      parameters = form;
    }
    return new CallbackRequest(signed, parameters, token(request));
  }

  /** The path as it came, still percent-encoded, below the context path of the servlet. */
  public static String path(HttpServletRequest request) {
    return request.getRequestURI().substring(request.getContextPath().length());
  }

  /** The first value of a parameter; empty if there is none. */
  public String first(String name) {
    var values = parameters.getOrDefault(name, List.of());
    return values.isEmpty() ? "" : values.getFirst();
  }

  private static byte[] body(HttpServletRequest request) {
    try {
      var body = request.getInputStream().readNBytes(MAX_BODY_BYTES + 1);
      if (body.length <= MAX_BODY_BYTES) {
        return body;
      }
    } catch (IOException e) {
      throw unreadable("The body ended early");
    }
    throw Refusal.of(RequestRefusal.REQUEST_TOO_LARGE, "A callback has at most 64 KiB")
        .asException();
  }

  private static String type(HttpServletRequest request) {
    var type = request.getContentType();
    return type == null ? FORM : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  private static Map<String, List<String>> form(String text) {
    // Before anything is made of them: who has sent it is not known yet, and sorting is dear.
    if (text.chars().filter(letter -> letter == '&').count() >= MAX_PARAMETERS) {
      throw Refusal.of(
              RequestRefusal.REQUEST_TOO_LARGE,
              "A callback has at most " + MAX_PARAMETERS + " parameters")
          .asException();
    }
    var form = new LinkedHashMap<String, List<String>>();
    for (var pair : text.split("&", -1)) {
      if (!pair.isEmpty()) {
        var parts = pair.split("=", 2);
        form.computeIfAbsent(decoded(parts[0]), _ -> new ArrayList<>())
            .add(parts.length == 1 ? "" : decoded(parts[1]));
      }
    }
    return Collections.unmodifiableMap(form);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException e) {
      throw unreadable("A form is percent-encoded");
    }
  }

  /** Each member as one text; what is not a text is left as JSON. */
  private static Map<String, List<String>> members(byte[] body) {
    try {
      var object = JsonMapper.shared().readTree(body);
      if (!object.isObject()) {
        throw unreadable("A JSON callback is an object");
      }
      var members = new LinkedHashMap<String, List<String>>();
      object
          .properties()
          .forEach(
              member -> {
                var value = member.getValue();
                members.put(
                    member.getKey(),
                    List.of(value.isString() ? value.stringValue() : value.toString()));
              });
      return Collections.unmodifiableMap(members);
    } catch (JacksonException e) {
      throw unreadable("The body is not valid JSON");
    }
  }

  private static @Nullable String token(HttpServletRequest request) {
    var token = request.getHeader("I-Twilio-Idempotency-Token");
    if (token == null || token.isEmpty()) {
      return null;
    }
    if (token.length() > MAX_TOKEN_LENGTH) {
      throw unreadable("The idempotency token is too long");
    }
    return token;
  }

  private static String sha256(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static RuntimeException unreadable(String detail) {
    return Refusal.of(CallbackRefusal.UNREADABLE_CALLBACK, detail).asException();
  }

  /** Without the parameters, which hold numbers and bodies. */
  @Override
  public String toString() {
    return "CallbackRequest[" + parameters.size() + " parameters]";
  }
}
