// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.web;

import io.trunkline.account.Accounts;
import io.trunkline.account.ApiKey;
import io.trunkline.account.Caller;
import io.trunkline.account.Scope;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RefusalException;
import io.trunkline.problem.RequestRefusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets nobody past to {@code /v1/**} and {@code /actuator/**} without an API key, and tells what is
 * behind on whose behalf the request acts. {@code /actuator/health} is open; the rest of {@code
 * /actuator} needs the scope {@code operate}. What else a key may do is the controllers' business.
 */
final class ApiKeyFilter extends OncePerRequestFilter {

  private static final Logger log = LoggerFactory.getLogger(ApiKeyFilter.class);

  private static final Pattern BEARER =
      Pattern.compile("Bearer +(tk_[A-Za-z0-9_-]{1,100})", Pattern.CASE_INSENSITIVE);

  private final Accounts accounts;

  ApiKeyFilter(Accounts accounts) {
    this.accounts = accounts;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    var path = request.getServletPath();
    // A path that had to be decoded or cleaned up may mean something else to whoever reads it next.
    return path.equals(request.getRequestURI())
        && (isOrIsBelow(path, "/actuator/health")
            || !isOrIsBelow(path, "/v1") && !isOrIsBelow(path, "/actuator"));
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<ApiKey> key;
    try {
      key = key(request);
    } catch (DataAccessException e) {
      log.warn("Answered 503, the key could not be looked up: {}", e.toString());
      response.setHeader("Retry-After", "2");
      Problems.write(
          Refusal.of(RequestRefusal.UNAVAILABLE, "The database does not answer; try again"),
          response);
      return;
    }
    if (key.isEmpty()) {
      response.setHeader("WWW-Authenticate", "Bearer");
      Problems.write(Problems.ofStatus(401), response);
      return;
    }
    var caller =
        new Caller(key.get().account(), key.get().scopes(), String.valueOf(key.get().id()));
    try {
      if (!isOrIsBelow(request.getServletPath(), "/v1")) {
        caller.mustHave(Scope.OPERATE);
      }
    } catch (RefusalException e) {
      response.setHeader("WWW-Authenticate", "Bearer error=\"insufficient_scope\"");
      Problems.write(e.refusal(), response);
      return;
    }
    request.setAttribute(Caller.ATTRIBUTE, caller);
    response.setHeader("Cache-Control", "no-store");
    chain.doFilter(request, response);
  }

  private Optional<ApiKey> key(HttpServletRequest request) {
    var header = request.getHeader("Authorization");
    if (header == null) {
      return Optional.empty();
    }
    var bearer = BEARER.matcher(header);
    return bearer.matches() ? accounts.authenticate(bearer.group(1)) : Optional.empty();
  }

  private static boolean isOrIsBelow(String path, String root) {
    return path.equals(root) || path.startsWith(root + "/");
  }
}
