// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import io.trunkline.account.AccountId;
import io.trunkline.account.Accounts;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where Twilio finds us, and whether it can. */
public final class Callbacks {

  private final Accounts accounts;
  private final @Nullable URI publicUrl;

  Callbacks(Accounts accounts, CallbacksProperties properties) {
    this.accounts = accounts;
    this.publicUrl = properties.publicUrl();
  }

  /**
   * The public address of one of our callback paths; empty while no public URL is configured.
   *
   * @param path {@code /twilio/…}
   */
  public Optional<URI> url(String path) {
    return Optional.ofNullable(publicUrl)
        .map(base -> URI.create(base.toString().replaceFirst("/+$", "") + path));
  }

  /**
   * What keeps callbacks off and the property that turns them on, a sentence each; empty if all is
   * configured. Silent about credentials that are absent altogether: then nothing works at all.
   */
  public List<String> missing(AccountId account) {
    var missing = new ArrayList<String>();
    if (accounts.credentials(account).filter(all -> all.signingTokens().isEmpty()).isPresent()) {
      missing.add(
          "No auth token, so every callback is refused: an API key signs none"
              + " (trunkline.account.twilio.auth-token)");
    }
    if (publicUrl == null) {
      missing.add(
          "No public URL, so no status callback is asked for and every callback is refused"
              + " (trunkline.callbacks.public-url)");
    }
    return List.copyOf(missing);
  }
}
