// SPDX-License-Identifier: Apache-2.0
package io.trunkline.probes;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.trunkline.account.Caller;
import io.trunkline.account.Scope;
import io.trunkline.rejections.Rejection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** For whoever wants to know whether a callback of Twilio's would arrive. */
@RestController
@RequestMapping(path = "/v1/callbacks/probes", produces = MediaType.APPLICATION_JSON_VALUE)
final class ProbesController {

  /** What to send. */
  @JsonNaming(SnakeCaseStrategy.class)
  record Opened(
      String id,
      String url,
      String method,
      Map<String, String> headers,
      String form,
      Instant expiresAt) {}

  /**
   * @param arrival absent while nothing has arrived
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record View(String id, @Nullable Arrival arrival) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonNaming(SnakeCaseStrategy.class)
  record Arrival(
      Instant time,
      String method,
      String scheme,
      String host,
      int port,
      String path,
      @Nullable String query,
      Map<String, String> headers,
      boolean genuine,
      String reason,
      @Nullable String expectedUrl,
      List<Match> matches,
      String setting,
      String advice) {

    static Arrival of(ProbeArrival one) {
      return new Arrival(
          one.time(),
          one.method(),
          one.scheme(),
          one.host(),
          one.port(),
          one.path(),
          one.query(),
          one.headers(),
          one.genuine(),
          one.reason(),
          one.expectedUrl(),
          one.matches().stream().map(Match::of).toList(),
          one.setting(),
          one.advice());
    }
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Match(String url, List<String> differs, @Nullable String account) {

    static Match of(Rejection.Match match) {
      return new Match(match.url(), match.codes(), match.account());
    }
  }

  private final Probes probes;

  ProbesController(Probes probes) {
    this.probes = probes;
  }

  @PostMapping
  Opened open(Caller caller) {
    caller.mustHave(Scope.OPERATE);
    var probe = probes.open(caller.account());
    return new Opened(
        probe.id(),
        probe.url().toString(),
        "POST",
        probe.headers(),
        probe.form(),
        probe.expiresAt());
  }

  @GetMapping("/{id}")
  View find(Caller caller, @PathVariable String id) {
    caller.mustHave(Scope.OPERATE);
    return new View(id, probes.arrival(caller.account(), id).map(Arrival::of).orElse(null));
  }
}
