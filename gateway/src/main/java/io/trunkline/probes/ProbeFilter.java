// SPDX-License-Identifier: Apache-2.0
package io.trunkline.probes;

import io.trunkline.account.AccountId;
import io.trunkline.account.Accounts;
import io.trunkline.account.TwilioCredentials;
import io.trunkline.callbacks.Callbacks;
import io.trunkline.problem.Problem;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RefusalException;
import io.trunkline.rejections.Rejections;
import io.trunkline.rejections.SignatureDiagnosis;
import io.trunkline.signatures.CallbackRefusal;
import io.trunkline.signatures.CallbackRequest;
import io.trunkline.signatures.SignedRequest;
import io.trunkline.signatures.TwilioSignature;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Receives probes, before the road of callbacks and judged as it judges. Who does not know the
 * secret of one that is open goes on to that road, where the path is none: this filter is not there
 * for strangers.
 */
final class ProbeFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  private static final Logger log = LoggerFactory.getLogger(ProbeFilter.class);

  /** Each asks the database for one row by its key. */
  private static final int MOST_LOOKUPS_A_SECOND = 100;

  /** The second that runs, and how many were asked in it. */
  private record Lookups(long second, int asked) {

    Lookups oneMore(long now) {
      return new Lookups(now, now == second ? asked + 1 : 1);
    }
  }

  private final transient ProbeStore store;
  private final transient Accounts accounts;
  private final transient Callbacks callbacks;
  private final transient Rejections rejections;
  private final transient Clock clock;

  private final transient AtomicReference<Lookups> lookups =
      new AtomicReference<>(new Lookups(0, 0));

  ProbeFilter(
      ProbeStore store,
      Accounts accounts,
      Callbacks callbacks,
      Rejections rejections,
      Clock clock) {
    this.store = store;
    this.accounts = accounts;
    this.callbacks = callbacks;
    this.rejections = rejections;
    this.clock = clock;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    var path = CallbackRequest.path(request);
    var secret = path.startsWith(Probes.PATH) ? secret(path) : "";
    var account = secret.isEmpty() ? Optional.<AccountId>empty() : open(secret);
    if (account.isEmpty()) {
      chain.doFilter(request, response);
      return;
    }
    var arrival = arrival(request, account.get());
    store.arrived(secret, arrival);
    if (arrival.genuine()) {
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    } else {
      refuse(response);
    }
  }

  /** As a callback would be. */
  private static void refuse(HttpServletResponse response) throws IOException {
    var refusal = Refusal.of(CallbackRefusal.INVALID_SIGNATURE, "The probe says why");
    response.setStatus(refusal.code().status());
    response.setContentType(Problem.MEDIA_TYPE);
    response.getOutputStream().write(JsonMapper.shared().writeValueAsBytes(Problem.of(refusal)));
  }

  private static String secret(String path) {
    var rest = path.substring(Probes.PATH.length()).replaceFirst("/$", "");
    return rest.matches("[0-9a-f]{32}") ? rest : "";
  }

  private Optional<AccountId> open(String secret) {
    var now = clock.instant();
    var asked = lookups.updateAndGet(before -> before.oneMore(now.getEpochSecond())).asked();
    if (asked > MOST_LOOKUPS_A_SECOND) {
      return Optional.empty();
    }
    try {
      return store.open(secret, now);
    } catch (DataAccessException e) {
      log.warn("A probe could not be looked up ({})", e.getClass().getSimpleName());
      return Optional.empty();
    }
  }

  private ProbeArrival arrival(HttpServletRequest request, AccountId account) {
    SignatureDiagnosis diagnosis;
    try {
      diagnosis = judge(CallbackRequest.read(request).signed(), account);
    } catch (RefusalException e) {
      diagnosis = SignatureDiagnosis.unreadable(e.refusal().detail());
    }
    return new ProbeArrival(
        clock.instant(),
        request.getMethod(),
        request.getScheme(),
        Objects.requireNonNullElse(request.getHeader("Host"), ""),
        request.getServerPort(),
        CallbackRequest.path(request),
        request.getQueryString(),
        SignedRequest.Seen.of(request).headers(),
        diagnosis.isGenuine(),
        diagnosis.reason(),
        diagnosis.expectedUrl(),
        diagnosis.matches(),
        diagnosis.setting(),
        diagnosis.advice());
  }

  private SignatureDiagnosis judge(SignedRequest request, AccountId account) {
    var publicUrl = callbacks.publicUrl();
    if (publicUrl.isEmpty()) {
      return SignatureDiagnosis.NO_PUBLIC_URL;
    }
    var tokens =
        accounts.credentials(account).map(TwilioCredentials::signingTokens).orElse(List.of());
    return TwilioSignature.signer(request, publicUrl.get(), tokens).isPresent()
        ? SignatureDiagnosis.GENUINE
        : rejections.diagnose(account, request, request.path(), publicUrl.get());
  }
}
