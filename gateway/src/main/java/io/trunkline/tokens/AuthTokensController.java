// SPDX-License-Identifier: Apache-2.0
package io.trunkline.tokens;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.trunkline.account.AccountId;
import io.trunkline.account.Accounts;
import io.trunkline.account.Caller;
import io.trunkline.account.Scope;
import io.trunkline.problem.JsonBody;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** The rotation of an account's auth token. Shows no token. */
@RestController
@RequestMapping(path = "/v1/auth-tokens", produces = MediaType.APPLICATION_JSON_VALUE)
final class AuthTokensController {

  /**
   * @param notes how far the rotation is, in sentences
   */
  record View(List<Token> data, List<String> notes) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonNaming(SnakeCaseStrategy.class)
  record Token(String role, String fingerprint, @Nullable Instant lastSignedAt) {

    static Token of(TokenUse use) {
      return new Token(
          use.role().name().toLowerCase(Locale.ROOT), use.fingerprint(), use.lastSignedAt());
    }
  }

  private final Accounts accounts;
  private final AuthTokens tokens;

  AuthTokensController(Accounts accounts, AuthTokens tokens) {
    this.accounts = accounts;
    this.tokens = tokens;
  }

  @GetMapping
  View show(Caller caller) {
    caller.mustHave(Scope.OPERATE);
    return view(caller.account());
  }

  @PutMapping("/secondary")
  View add(Caller caller, @RequestBody JsonNode json) {
    caller.mustHave(Scope.CONFIGURE);
    var body = new JsonBody(json);
    var token = body.requiredText("auth_token");
    body.check();
    accounts.addSecondaryToken(caller.account(), token.orElseThrow());
    return view(caller.account());
  }

  @PostMapping("/promote")
  View promote(Caller caller) {
    caller.mustHave(Scope.CONFIGURE);
    accounts.promoteSecondaryToken(caller.account());
    return view(caller.account());
  }

  @DeleteMapping("/secondary")
  View forget(Caller caller) {
    caller.mustHave(Scope.CONFIGURE);
    accounts.forgetSecondaryToken(caller.account());
    return view(caller.account());
  }

  private View view(AccountId account) {
    return new View(tokens.of(account).stream().map(Token::of).toList(), tokens.rotation(account));
  }
}
