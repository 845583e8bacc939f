// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.cli;

import io.trunkline.server.cli.DoctorCommand.Finding;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Whether Twilio can reach and will accept the address that callbacks are to come to. */
final class PublicUrl {

  private PublicUrl() {}

  static Finding judge(String url) {
    if (url.isEmpty()) {
      return Finding.warn(
          "No public URL, no status and no text from outside arrives: set TWILIO_WEBHOOK_BASE_URL"
              + " to the https address under which Twilio reaches this server");
    }
    try {
      return judge(new URI(url));
    } catch (URISyntaxException e) {
      return Finding.fail("TWILIO_WEBHOOK_BASE_URL is no URL: " + e.getReason());
    }
  }

  private static Finding judge(URI url) {
    var scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    if (url.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
      return Finding.fail("TWILIO_WEBHOOK_BASE_URL is https:// and a host");
    }
    if (url.getRawQuery() != null || url.getRawFragment() != null || url.getUserInfo() != null) {
      return Finding.fail(
          "TWILIO_WEBHOOK_BASE_URL has no user, query or fragment: only scheme, host, and perhaps"
              + " port and path");
    }
    if (url.getHost().contains("_")) {
      return Finding.fail("TWILIO_WEBHOOK_BASE_URL has an underscore, which Twilio refuses");
    }
    if (url.getPath().contains("/twilio")) {
      return Finding.fail(
          "TWILIO_WEBHOOK_BASE_URL ends before /twilio, which is added for each callback");
    }
    if (isLocal(url.getHost())) {
      return Finding.warn(
          "Twilio cannot reach " + url.getHost() + ", which is this machine: only for an emulator");
    }
    return scheme.equals("http")
        ? Finding.warn("Callbacks come over http, readable to all on the way: use https")
        : Finding.ok("Callbacks come to " + url);
  }

  private static boolean isLocal(String host) {
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.startsWith("127.")
        || host.equals("[::1]");
  }
}
