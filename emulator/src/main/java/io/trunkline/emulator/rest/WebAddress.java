// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** What Twilio takes for a URL that it can call. */
final class WebAddress {
  private static final int MAX_PORT = 65535;

  private WebAddress() {}

  /** Whether it is an absolute http or https URL with a host. */
  static boolean isHttp(String url) {
    return hostOf(url).isPresent();
  }

  /** Whether it may be a status callback: besides, its host has no underscore. */
  static boolean isCallback(String url) {
    return hostOf(url).filter(host -> host.indexOf('_') < 0).isPresent();
  }

  private static Optional<String> hostOf(String url) {
    try {
      var uri = new URI(url);
      boolean http = "http".equalsIgnoreCase(uri.getScheme());
      boolean https = "https".equalsIgnoreCase(uri.getScheme());
      return (http || https) && uri.getPort() <= MAX_PORT
          ? Optional.ofNullable(uri.getHost())
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
