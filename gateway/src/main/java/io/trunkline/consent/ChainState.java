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
   * @param summary of the hashes that evidence leads to, {@link EvidenceExport}; to be kept with
   *     the other
   */
  record Intact(long length, String hash, String summary) implements ChainState {}

  /**
   * The same up to a place in the chain, from which the next check may go on.
   *
   * @param length how many links were looked at
   * @param hash of the last of them, in hexadecimal, as it was computed
   */
  record SoFar(long length, String hash) implements ChainState {

    /** Before the first link. */
    public static final SoFar NOTHING = new SoFar(0, "0".repeat(64));
  }

  /**
   * Somebody has changed something past the program.
   *
   * @param seq the first place in the chain where it shows
   * @param event the id of the event there, if there is one
   * @param because a sentence
   */
  record Broken(long seq, @Nullable String event, String because) implements ChainState {}
}
