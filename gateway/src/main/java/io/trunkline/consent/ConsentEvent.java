// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.account.AccountId;
import io.trunkline.id.Ids;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the ledger; never changed.
 *
 * @param recipient whose wish it is, E.164
 * @param scope towards whom: the address of a sender, or the SID of a Messaging Service
 * @param evidence what shows it: the keyword as normalised, or Twilio's error code
 * @param messageSid Twilio's SID of the text that said so, where there is one
 */
public record ConsentEvent(
    UUID id,
    AccountId account,
    String recipient,
    String scope,
    Kind kind,
    Source source,
    String evidence,
    @Nullable String messageSid,
    Instant at) {

  /** What the recipient wished. */
  public enum Kind {
    OPTED_OUT,
    OPTED_IN
  }

  /** How we know. */
  public enum Source {
    /** The recipient texted a keyword. */
    KEYWORD,
    /** Twilio said so: by {@code OptOutType}, or by refusing a message with 21610. */
    TWILIO
  }

  /** The id as callers see it: {@code cns_…} */
  public String publicId() {
    return Ids.write("cns", id);
  }
}
