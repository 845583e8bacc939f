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

  private static final String REPEAT = "#rc=3&rp=ct,5xx";

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
   * The same, where Twilio only reports: it is asked in the URL's fragment, which it keeps to
   * itself and does not sign, to report again if we could not be reached or could not store it.
   * Unasked it repeats nothing but a failed connection. It gives up after 15 s all the same.
   *
   * @see <a href="https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides">Twilio:
   *     connection overrides</a>
   */
  public Optional<URI> reportUrl(String path) {
    return url(path).map(url -> URI.create(url + REPEAT));
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
