// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.account;

import io.trunkline.emulator.clock.EmulatorClock;
import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.http.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.core.JacksonException;

/**
 * The tokens that OAuth clients get for their credentials: JSON Web Tokens that expire by the
 * emulated clock. None is kept; the signature tells whether one is genuine.
 */
@Seen(
    what = "A token lives for an hour.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "iam/oauth-apps")
final class AccessTokens {
  /** How long a token is good. */
  static final Duration LIFETIME = Duration.ofHours(1);

  private static final String HMAC = "HmacSHA256";
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final String HEADER = encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");

  private final EmulatorClock clock;
  private final SecretKeySpec secret;

  AccessTokens(EmulatorClock clock, String secret) {
    this.clock = clock;
    this.secret = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC);
  }

  /** A token for the account; both arguments are Twilio's identifiers. */
  String issue(String clientId, String accountSid) {
    long now = clock.now().getEpochSecond();
    var claims =
        Json.mapper()
            .createObjectNode()
            .put("iss", clientId)
            .put("sub", accountSid)
            .put("iat", now)
            .put("exp", now + LIFETIME.toSeconds());
    var signed = HEADER + "." + encode(claims.toString());
    return signed + "." + ENCODER.encodeToString(sign(signed));
  }

  /** The account that a token of ours was issued for; empty if it is forged or has expired. */
  Optional<String> accountOf(String token) {
    int dot = token.lastIndexOf('.');
    if (dot < 0) {
      return Optional.empty();
    }
    var signed = token.substring(0, dot);
    try {
      var signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
      if (!MessageDigest.isEqual(signature, sign(signed))) {
        return Optional.empty();
      }
      var claims =
          Json.mapper()
              .readTree(Base64.getUrlDecoder().decode(signed.substring(signed.indexOf('.') + 1)));
      return clock.now().isBefore(Instant.ofEpochSecond(claims.path("exp").asLong()))
          ? Optional.of(claims.path("sub").asString())
          : Optional.empty();
    } catch (IllegalArgumentException | JacksonException malformed) {
      return Optional.empty();
    }
  }

  private byte[] sign(String text) {
    try {
      var mac = Mac.getInstance(HMAC);
      mac.init(secret);
      return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has " + HMAC, e);
    }
  }

  private static String encode(String json) {
    return ENCODER.encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
