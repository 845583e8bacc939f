// SPDX-License-Identifier: Apache-2.0
package io.trunkline.rejections;

import static io.trunkline.rejections.Difference.HOST;
import static io.trunkline.rejections.Difference.HOST_CASE;
import static io.trunkline.rejections.Difference.PORT;
import static io.trunkline.rejections.Difference.PREFIX;
import static io.trunkline.rejections.Difference.SCHEME;

import io.trunkline.signatures.SignedRequest.Seen;
import io.trunkline.signatures.TwilioSignature;
import java.net.URI;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Under which schemes, hosts, ports and prefixes Twilio may have called, told from the public URL
 * and from the headers of proxies. A bounded number, whatever the headers say.
 */
final class CalledAddresses {

  private static final Pattern AUTHORITY =
      Pattern.compile("(?<host>\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(?::(?<port>[0-9]{1,5}))?");

  private static final Pattern FORWARDED_HOST =
      Pattern.compile("(?i)(?:^|[;,\\s])host=\"?([^;,\"\\s]+)");

  private static final Pattern PREFIX_SHAPE = Pattern.compile("(/[A-Za-z0-9._~%-]+){0,8}");

  /** Where servers listen that stand behind a proxy. */
  private static final List<String> USUAL_PORTS = List.of("443", "80", "8443", "8080");

  private static final int MOST_PROXIES = 3;
  private static final int MOST_AUTHORITIES = 6;

  private final URI expected;
  private final Set<String> schemes = new LinkedHashSet<>();
  private final Set<String> hosts = new LinkedHashSet<>();
  private final Set<String> ports = new LinkedHashSet<>();
  private final Set<String> prefixes = new LinkedHashSet<>();

  CalledAddresses(URI publicUrl, Seen seen) {
    this.expected = URI.create(TwilioSignature.base(publicUrl));
    schemes.addAll(List.of(expected.getScheme(), other(expected.getScheme())));
    if (seen.header("upgrade") != null) {
      schemes.addAll(List.of("wss", "ws"));
    }
    hosts.add(expected.getHost());
    ports.add(port(expected));
    ports.add("");
    prefixes.add(prefix());
    prefixes.add("");
    authorities(seen).forEach(this::addAuthority);
    hosts.addAll(hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList());
    hosts.add(expected.getHost().toUpperCase(Locale.ROOT));
    addPort(first(seen.header("x-forwarded-port")));
    ports.addAll(USUAL_PORTS);
    Stream.of(first(seen.header("x-forwarded-prefix")), seen.contextPath())
        .filter(Objects::nonNull)
        .map(CalledAddresses::withoutSlash)
        .filter(prefix -> PREFIX_SHAPE.matcher(prefix).matches())
        .forEach(prefixes::add);
  }

  /** Each with that in which it differs; the expected one first. */
  Map<String, Set<Difference>> all() {
    var all = new LinkedHashMap<String, Set<Difference>>();
    for (var scheme : schemes) {
      for (var host : hosts) {
        for (var port : ports) {
          for (var prefix : prefixes) {
            all.putIfAbsent(
                scheme + "://" + host + (port.isEmpty() ? "" : ":" + port) + prefix,
                differences(scheme, host, port, prefix));
          }
        }
      }
    }
    return all;
  }

  private Set<Difference> differences(String scheme, String host, String port, String prefix) {
    var differs = EnumSet.noneOf(Difference.class);
    if (!scheme.equals(expected.getScheme())) {
      differs.add(SCHEME);
    }
    if (!host.equals(expected.getHost())) {
      differs.add(host.equalsIgnoreCase(expected.getHost()) ? HOST_CASE : HOST);
    }
    var given = unlessUsual(scheme, port);
    // One that is left out is right beside any: some of Twilio's products leave it out.
    if (!given.equals(unlessUsual(expected.getScheme(), port(expected)))
        && !(given.isEmpty() && differs.isEmpty())) {
      differs.add(PORT);
    }
    if (!prefix.equals(prefix())) {
      differs.add(PREFIX);
    }
    return differs;
  }

  private static Stream<String> authorities(Seen seen) {
    var forwarded = seen.header("forwarded");
    var host = forwarded == null ? null : FORWARDED_HOST.matcher(forwarded);
    return Stream.concat(
            Stream.of("host", "x-forwarded-host", "x-original-host")
                .map(seen::header)
                .filter(Objects::nonNull)
                .flatMap(header -> Arrays.stream(header.split(",")).limit(MOST_PROXIES)),
            host == null ? Stream.of() : host.results().map(found -> found.group(1)))
        .map(String::strip)
        .limit(MOST_AUTHORITIES);
  }

  private void addAuthority(String text) {
    var authority = AUTHORITY.matcher(text);
    if (authority.matches()) {
      hosts.add(authority.group("host"));
      addPort(authority.group("port"));
    }
  }

  private void addPort(@Nullable String port) {
    if (port != null && port.matches("[0-9]{1,5}")) {
      ports.add(port);
    }
  }

  private String prefix() {
    return withoutSlash(Objects.requireNonNullElse(expected.getRawPath(), ""));
  }

  private static String port(URI url) {
    return url.getPort() < 0 ? "" : String.valueOf(url.getPort());
  }

  private static String unlessUsual(String scheme, String port) {
    var usual = scheme.equals("https") || scheme.equals("wss") ? "443" : "80";
    return port.equals(usual) ? "" : port;
  }

  private static String other(String scheme) {
    return scheme.equals("https") ? "http" : "https";
  }

  /** A header that every proxy on the way has added to begins with what the first was asked. */
  private static @Nullable String first(@Nullable String header) {
    return header == null ? null : header.split(",", 2)[0].strip();
  }

  private static String withoutSlash(String path) {
    return path.replaceFirst("/+$", "");
  }
}
