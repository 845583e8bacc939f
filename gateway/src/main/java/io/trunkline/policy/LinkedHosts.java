// SPDX-License-Identifier: Apache-2.0
package io.trunkline.policy;

import java.net.IDN;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The hosts that the links of a text lead to, as a telephone would make links of it. */
final class LinkedHosts {

  /** Shared by everybody, and so by those who get carriers to block them. */
  private static final Set<String> PUBLIC_SHORTENERS =
      Rows.of("public-url-shorteners.csv").stream()
          .map(row -> row.get("host"))
          .collect(Collectors.toUnmodifiableSet());

  /** A URL, or a name with a dot in it that is neither part of one nor of an e-mail address. */
  private static final Pattern LINK =
      Pattern.compile(
          "(?i)(?:https?://(?<authority>[^\\s/?#\\\\<>\"(),;!]+)"
              + "|(?<![\\p{L}\\p{N}@._-])(?<name>(?:[\\p{L}\\p{N}][\\p{L}\\p{N}-]{0,62}\\.)++"
              + "\\p{L}[\\p{L}\\p{N}-]{1,62}+)(?!@))"
              + "(?:[/?#\\\\][^\\s,;]*)?");

  private static final Pattern IDEOGRAPHIC_DOT = Pattern.compile("[\u3002\uFF0E\uFF61]");
  private static final Pattern PORT = Pattern.compile(":[0-9]*$");
  private static final Pattern DOTS_AT_THE_END = Pattern.compile("\\.+$");

  private LinkedHosts() {}

  /** Those of public shorteners, or below such, as the text has them. */
  static Set<String> ofShorteners(String text) {
    if (text.chars().allMatch(LinkedHosts::isOfNoName)) {
      return Set.of();
    }
    var plain = Normalizer.normalize(text, Normalizer.Form.NFKC);
    return LINK.matcher(IDEOGRAPHIC_DOT.matcher(plain).replaceAll("."))
        .results()
        .map(LinkedHosts::host)
        .flatMap(Optional::stream)
        .filter(LinkedHosts::isOfShortener)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Few texts have a link, and the pattern looks for one at each of their characters. */
  private static boolean isOfNoName(int character) {
    return character < 128 && character != '.' && character != '%';
  }

  private static Optional<String> host(MatchResult link) {
    var authority = link.group("authority");
    var named = Objects.requireNonNullElseGet(authority, () -> link.group("name"));
    // Whoever stands before the @ is a user and no host.
    var host = PORT.matcher(named.substring(named.lastIndexOf('@') + 1)).replaceAll("");
    try {
      var decoded = URLDecoder.decode(host, StandardCharsets.UTF_8);
      var ascii = IDN.toASCII(DOTS_AT_THE_END.matcher(decoded).replaceAll(""));
      return Optional.of(ascii.toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      // No name that could be looked up, so it leads nowhere.
      return Optional.empty();
    }
  }

  private static boolean isOfShortener(String host) {
    var domain = host;
    while (!PUBLIC_SHORTENERS.contains(domain)) {
      int dot = domain.indexOf('.');
      if (dot < 0) {
        return false;
      }
      domain = domain.substring(dot + 1);
    }
    return true;
  }
}
