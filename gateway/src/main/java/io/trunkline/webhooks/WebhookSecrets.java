// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What signs the webhooks of an endpoint.
 *
 * @param current signs every webhook
 * @param old what it has taken the place of, while that signs too; else null
 * @param oldUntil when that ends; null without an old one
 */
public record WebhookSecrets(
    WebhookSecret current, @Nullable WebhookSecret old, @Nullable Instant oldUntil) {

  /** Which sign, the current one first. */
  List<WebhookSecret> all() {
    return Stream.concat(Stream.of(current), Optional.ofNullable(old).stream()).toList();
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "WebhookSecrets[]";
  }
}
