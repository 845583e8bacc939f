// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import org.jspecify.annotations.Nullable;

/** Whether the ledger of an account is as it was written. */
public sealed interface ChainState {

  /**
   * Every event is as it was written, and none is missing up to the end of the chain.
   *
   * @param hash of the last link, in hexadecimal; whoever keeps it elsewhere can show later that
   *     nothing before it was changed since
   */
  record Intact(long length, String hash) implements ChainState {}

  /**
   * Somebody has changed something past the program.
   *
   * @param seq the first place in the chain where it shows
   * @param event the id of the event there, if there is one
   * @param because a sentence
   */
  record Broken(long seq, @Nullable String event, String because) implements ChainState {}
}
