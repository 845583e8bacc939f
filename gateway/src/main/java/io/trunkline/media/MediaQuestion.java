// SPDX-License-Identifier: Apache-2.0
package io.trunkline.media;

import io.trunkline.account.AccountId;
import io.trunkline.twilio.Channel;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * Whether the media of a message can go.
 *
 * @param media URLs and ids of files that we keep
 * @param channel media make an MMS of an SMS
 * @param besideText whether the message has a text, too
 * @param found what is known of URLs, from {@link Media#look}; may know others too
 */
public record MediaQuestion(
    AccountId account,
    List<URI> media,
    Channel channel,
    boolean besideText,
    Map<URI, Found> found) {

  public MediaQuestion {
    media = List.copyOf(media);
  }
}
