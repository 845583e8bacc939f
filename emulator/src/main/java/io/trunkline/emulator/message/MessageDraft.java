// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.message;

import io.trunkline.emulator.account.Account;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for when a message was made; checked already.
 *
 * @param from empty if a Messaging Service is to choose
 * @param body may be empty when there is media
 * @param mediaUrls where each picture or file comes from
 * @param statusCallback where its progress is reported, null for nowhere
 */
public record MessageDraft(
    Account account,
    Direction direction,
    String from,
    String to,
    String body,
    List<String> mediaUrls,
    @Nullable String statusCallback,
    Terms terms) {
  public MessageDraft {
    mediaUrls = List.copyOf(mediaUrls);
  }

  /** A message on the usual terms. */
  public MessageDraft(
      Account account,
      Direction direction,
      String from,
      String to,
      String body,
      List<String> mediaUrls,
      @Nullable String statusCallback) {
    this(account, direction, from, to, body, mediaUrls, statusCallback, Terms.USUAL);
  }
}
