// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trunkline.server.failure.PlainFailure;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Where a database is and who we are to it. Printed without its password.
 *
 * @param jdbcUrl {@code jdbc:postgresql:…}, without user and password where they were given apart
 * @param user absent if the JDBC URL names it, or the driver is to use its default
 */
public record DatabaseAddress(String jdbcUrl, @Nullable String user, @Nullable String password) {

  private static final String JDBC = "jdbc:postgresql:";

  /**
   * Reads what people have in {@code DATABASE_URL}: {@code
   * postgres://user:password@host:port/database?option=value} (also {@code postgresql://}) or
   * {@code jdbc:postgresql:…}.
   *
   * @throws PlainFailure if it is neither; the message does not repeat it, for it may hold a
   *     password
   */
  public static DatabaseAddress parse(String url) {
    if (url.startsWith(JDBC)) {
      return new DatabaseAddress(url, null, null);
    }
    try {
      var uri = new URI(url);
      var scheme = String.valueOf(uri.getScheme());
      if ((scheme.equals("postgres") || scheme.equals("postgresql")) && uri.getHost() != null) {
        return of(uri);
      }
    } catch (URISyntaxException e) {
      // Answered below like any other address that is not one; the exception quotes the password.
    }
    throw new PlainFailure(
        "DATABASE_URL is postgres://user:password@host:port/database or jdbc:postgresql:…"
            + " (a password with special characters is percent-encoded)");
  }

  private static DatabaseAddress of(URI uri) {
    var port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    var path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    var userInfo = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
    var colon = userInfo.indexOf(':');
    return new DatabaseAddress(
        JDBC + "//" + uri.getHost() + port + path + query,
        colon < 0 ? decoded(userInfo) : decoded(userInfo.substring(0, colon)),
        colon < 0 ? null : decoded(userInfo.substring(colon + 1)));
  }

  /** Host, port and database, for people: no user, no password, no options. */
  public String place() {
    var rest = jdbcUrl.substring(JDBC.length());
    var end = rest.indexOf('?');
    return (end < 0 ? rest : rest.substring(0, end)).replaceFirst("^//", "");
  }

  Properties credentials() {
    var properties = new Properties();
    if (user != null) {
      properties.setProperty("user", user);
    }
    if (password != null) {
      properties.setProperty("password", password);
    }
    return properties;
  }

  private static @Nullable String decoded(String text) {
    // In this part of a URI a plus sign is a plus sign, which the decoder of forms would not know.
    return text.isEmpty() ? null : URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
  }

  @Override
  public String toString() {
    return "DatabaseAddress[" + place() + "]";
  }
}
