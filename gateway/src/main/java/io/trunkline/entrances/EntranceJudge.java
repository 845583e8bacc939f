// SPDX-License-Identifier: Apache-2.0
package io.trunkline.entrances;

import io.trunkline.entrances.Entrance.Verdict;
import io.trunkline.twilio.TwilioEntrance;
import io.trunkline.twilio.TwilioEntrance.Kind;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Holds what is configured at Twilio against where we want to be called. Asks nobody. */
final class EntranceJudge {

  /** What a new number leads to: an answer of Twilio's own. */
  private static final String PLACEHOLDER = "https://demo.twilio.com/";

  /** As it stands in every Trunkline; other programs have paths below /twilio/ too. */
  private static final Pattern OUR_PATHS = Pattern.compile("/twilio/messages/(inbound|status)/?$");

  /** Twilio's overrides, in which it is told to repeat what was answered with 5xx. */
  private static final Pattern REPEATED = Pattern.compile("#(.*&)?rp=([^&]*,)?(5xx|all)(,|&|$)");

  private final String host;
  private final int port;
  private final String place;
  private final String inbound;
  private final String statuses;

  /**
   * @param inbound the whole address for texts that come in
   * @param statuses that for what becomes of the messages of a Messaging Service
   */
  EntranceJudge(URI inbound, URI statuses) {
    this.host = inbound.getHost();
    this.port = port(inbound);
    this.place = place(inbound);
    this.inbound = inbound.toString();
    this.statuses = statuses.toString();
  }

  List<Entrance> judge(List<TwilioEntrance> all) {
    var servicesOfNumbers =
        all.stream()
            .filter(one -> one.kind() == Kind.SERVICE)
            .flatMap(service -> service.members().stream().map(sid -> Map.entry(sid, service)))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, _) -> one));
    return all.stream()
        .flatMap(
            one ->
                one.kind() == Kind.SERVICE
                    ? ofService(one)
                    : ofNumber(one, servicesOfNumbers.get(one.sid())))
        .toList();
  }

  private Stream<Entrance> ofNumber(TwilioEntrance number, @Nullable TwilioEntrance service) {
    return Stream.concat(
        Stream.of(texts(number, service)),
        Stream.of("sms_fallback_url", "status_callback", "voice_url", "voice_fallback_url")
            .map(setting -> other(number, setting)));
  }

  private Entrance texts(TwilioEntrance number, @Nullable TwilioEntrance service) {
    var setting = "sms_url";
    var application = number.setting("sms_application_sid");
    if (service != null && !defersToNumbers(service)) {
      return entrance(
          number,
          setting,
          null,
          Verdict.OVERRIDDEN,
          "The Messaging Service \"%s\" (%s) decides".formatted(service.name(), service.sid()));
    }
    return application.isEmpty()
        ? inbound(number, setting)
        : entrance(
            number,
            setting,
            null,
            Verdict.OVERRIDDEN,
            "The application %s decides; take it out, and then look again".formatted(application));
  }

  private Stream<Entrance> ofService(TwilioEntrance service) {
    var texts =
        defersToNumbers(service)
            ? entrance(
                service,
                "inbound_request_url",
                null,
                Verdict.OVERRIDDEN,
                "Each number decides for itself (use_inbound_webhook_on_number)")
            : inbound(service, "inbound_request_url");
    return Stream.of(texts, other(service, "fallback_url"), statuses(service));
  }

  private Entrance inbound(TwilioEntrance at, String setting) {
    var current = at.setting(setting);
    if (isSame(current, inbound)) {
      return repeated(at, setting, inbound, "Texts come here");
    }
    if (current.isEmpty() || current.startsWith(PLACEHOLDER)) {
      return entrance(at, setting, inbound, Verdict.ABSENT, "Texts to it reach nobody");
    }
    return isOurs(current)
        ? entrance(at, setting, inbound, Verdict.STALE, "It is ours, but written in another way")
        : entrance(at, setting, inbound, Verdict.ELSEWHERE, elsewhere(current));
  }

  /** Unasked Twilio brings nothing again that we had to refuse while the database was away. */
  private static Entrance repeated(TwilioEntrance at, String setting, String wanted, String says) {
    return REPEATED.matcher(at.setting(setting)).find()
        ? entrance(at, setting, wanted, Verdict.RIGHT, says)
        : entrance(
            at,
            setting,
            wanted,
            Verdict.STALE,
            says + ", but what cannot be stored at once is not brought again");
  }

  private static String elsewhere(String current) {
    return address(current).filter(EntranceJudge::hasOurPath).isPresent()
        ? "Texts to it go to another Trunkline, or to where this one was before"
        : "Texts to it go to somebody else";
  }

  /** Each message brings an address of its own, which goes before that of its service. */
  private Entrance statuses(TwilioEntrance service) {
    var setting = "status_callback";
    var current = service.setting(setting);
    if (isSame(current, statuses)) {
      return repeated(service, setting, statuses, "Statuses come here");
    }
    return current.isEmpty() || !isOurs(current)
        ? other(service, setting)
        : entrance(
            service, setting, statuses, Verdict.STALE, "It is ours, but written in another way");
  }

  /** Nothing has to stand there; what was ours once is better taken away. */
  private Entrance other(TwilioEntrance at, String setting) {
    var current = at.setting(setting);
    if (current.isEmpty()) {
      return entrance(at, setting, null, Verdict.RIGHT, "Nothing is needed");
    }
    if (isSame(current, inbound) && setting.contains("fallback")) {
      return entrance(at, setting, null, Verdict.RIGHT, "Texts come here too");
    }
    return isOurs(current)
        ? entrance(
            at,
            setting,
            "",
            Verdict.STALE,
            "Nothing of ours answers there: each message and call brings its own address")
        : entrance(at, setting, null, Verdict.ELSEWHERE, "It is not one of ours to set");
  }

  private static boolean defersToNumbers(TwilioEntrance service) {
    return Boolean.parseBoolean(service.setting("use_inbound_webhook_on_number"));
  }

  /** Twilio's overrides stand in the fragment and change nothing of where it leads. */
  private static boolean isSame(String one, String other) {
    return withoutOverrides(one).equals(withoutOverrides(other));
  }

  private static String withoutOverrides(String url) {
    return url.replaceFirst("#.*$", "");
  }

  /**
   * At another host, port or prefix the same path may well be another Trunkline's, which shares the
   * proxy with us.
   */
  private boolean isOurs(String url) {
    return address(url)
        .filter(
            address ->
                host.equalsIgnoreCase(address.getHost())
                    && port(address) == port
                    && place(address).equals(place))
        .isPresent();
  }

  /** The usual ports of both schemes are one: who has moved from one to the other is still here. */
  private static int port(URI address) {
    return address.getPort() == 80 || address.getPort() == 443 ? -1 : address.getPort();
  }

  /** What stands before our path; all of it if that is not there. */
  private static String place(URI address) {
    return OUR_PATHS.matcher(path(address)).replaceFirst("");
  }

  private static String path(URI address) {
    return Objects.requireNonNullElse(address.getRawPath(), "");
  }

  private static boolean hasOurPath(URI address) {
    return OUR_PATHS.matcher(path(address)).find();
  }

  private static Optional<URI> address(String url) {
    try {
      return Optional.of(URI.create(url));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Entrance entrance(
      TwilioEntrance at, String setting, @Nullable String wanted, Verdict verdict, String says) {
    return new Entrance(
        at.kind(), at.sid(), at.name(), setting, at.setting(setting), wanted, verdict, says);
  }
}
