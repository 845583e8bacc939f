// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.http.Parameters;
import io.trunkline.emulator.http.Refusal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads what a request wants of a Messaging Service, and refuses what cannot be. */
@Seen(
    what = "A service refuses names, URLs, methods, periods and use cases that cannot be.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "OpenAPI twilio_messaging_v1")
final class ServiceSettings {
  private static final int MAX_NAME = 64;
  private static final int MAX_VALIDITY_SECONDS = 36_000;
  private static final Set<String> URLS =
      Set.of("InboundRequestUrl", "FallbackUrl", "StatusCallback");
  private static final Map<String, List<String>> CHOICES =
      Map.of(
          "InboundMethod", List.of("GET", "POST"),
          "FallbackMethod", List.of("GET", "POST"),
          "ScanMessageContent", List.of("inherit", "enable", "disable"));
  private static final Set<String> FLAGS =
      Set.of(
          "StickySender",
          "MmsConverter",
          "SmartEncoding",
          "FallbackToLongCode",
          "AreaCodeGeomatch",
          "SynchronousValidation",
          "UseInboundWebhookOnNumber");

  /** What a service may be for. */
  static final List<String> USECASES =
      List.of("notifications", "marketing", "verification", "discussion", "poll", "undeclared");

  private ServiceSettings() {}

  /**
   * The settings in the form; other parameters are ignored.
   *
   * @throws Refusal for the first that cannot be
   */
  static Map<String, String> read(Parameters form) {
    var settings = new HashMap<String, String>();
    for (var name : form.names()) {
      var value = form.getOrEmpty(name);
      if (FLAGS.contains(name)) {
        settings.put(name, flag(name, value));
      } else if (check(name, value)) {
        settings.put(name, value);
      }
    }
    return settings;
  }

  /** Whether it is a setting, which can be so. */
  private static boolean check(String name, String value) {
    if (URLS.contains(name)) {
      require(value.isEmpty() || WebAddress.isHttp(value), name + " is not a valid URL: " + value);
      return true;
    }
    var choices = CHOICES.get(name);
    if (choices != null) {
      require(choices.contains(value), name + " must be one of " + choices);
      return true;
    }
    return switch (name) {
      case "FriendlyName" -> {
        if (value.isBlank() || value.length() > MAX_NAME) {
          throw Refusal.badRequest(20002, "FriendlyName must have from 1 to 64 characters");
        }
        yield true;
      }
      case "ValidityPeriod" -> {
        require(isValidity(value), "ValidityPeriod must be from 1 to 36000 seconds");
        yield true;
      }
      case "Usecase" -> {
        if (!USECASES.contains(value)) {
          throw Refusal.badRequest(21713, "Usecase must be one of " + USECASES);
        }
        yield true;
      }
      default -> false;
    };
  }

  private static String flag(String name, String value) {
    var flag = value.toLowerCase(Locale.ROOT);
    require(flag.equals("true") || flag.equals("false"), name + " must be true or false");
    return flag;
  }

  private static boolean isValidity(String seconds) {
    return seconds.matches("[0-9]{1,5}")
        && Integer.parseInt(seconds) >= 1
        && Integer.parseInt(seconds) <= MAX_VALIDITY_SECONDS;
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw Refusal.badRequest(20001, message);
    }
  }
}
