// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.account.AccountId;
import io.trunkline.id.Ids;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the chain of an account and computes each hash anew. A chain that goes on while it
 * is read is read to the end that it had at the beginning.
 */
final class ChainCheck {

  /** What the first link follows. */
  static final String BEGINNING = ChainState.SoFar.NOTHING.hash();

  private static final int PAGE = 1000;

  private final ChainStore store;

  ChainCheck(ChainStore store) {
    this.store = store;
  }

  ChainState check(AccountId account) {
    return check(account, ChainState.SoFar.NOTHING, Long.MAX_VALUE);
  }

  /**
   * @param from where an earlier check has ended; its hash is what the next link must follow
   * @param most how many links are looked at
   */
  ChainState check(AccountId account, ChainState.SoFar from, long most) {
    var head = store.head(account).orElse(new ChainStore.Head(0, BEGINNING));
    long seq = from.length();
    if (seq > head.length()) {
      return broken(head.length() + 1, null, "The link is missing");
    }
    var hash = from.hash();
    long end = seq + Math.min(most, head.length() - seq);
    while (seq < end) {
      var links = store.links(account, seq, (int) Math.min(PAGE, end - seq));
      if (links.isEmpty()) {
        return broken(seq + 1, null, "The link is missing");
      }
      for (var link : links) {
        var fault = fault(link, seq + 1, hash);
        if (fault != null) {
          return fault;
        }
        seq++;
        hash = link.hash();
      }
    }
    return end < head.length() ? new ChainState.SoFar(end, hash) : atTheEnd(account, hash, head);
  }

  private ChainState atTheEnd(AccountId account, String hash, ChainStore.Head head) {
    if (!hash.equals(head.hash())) {
      return broken(
          head.length(),
          null,
          "The chain does not end in the hash that was written down as its end");
    }
    return store
        .unlinked(account)
        .<ChainState>map(event -> broken(head.length() + 1, event, "The event is not chained"))
        .orElseGet(
            () ->
                new ChainState.Intact(
                    head.length(),
                    head.hash(),
                    Sha256.hex(String.join("", store.landmarks(account, head.length())))));
  }

  private static @Nullable ChainState fault(ChainStore.Link link, long expected, String previous) {
    if (link.seq() != expected) {
      return broken(expected, null, "The link is missing");
    }
    if (link.document() == null) {
      return broken(expected, null, "The event is missing");
    }
    if (!Sha256.hex(link.document()).equals(link.digest())) {
      return broken(expected, link.event(), "The event is not as it was written");
    }
    if (!Sha256.hex(previous + link.digest()).equals(link.hash())) {
      return broken(expected, link.event(), "The link does not follow from the one before it");
    }
    return null;
  }

  private static ChainState.Broken broken(long seq, @Nullable UUID event, String because) {
    return new ChainState.Broken(seq, event == null ? null : Ids.write("cns", event), because);
  }
}
