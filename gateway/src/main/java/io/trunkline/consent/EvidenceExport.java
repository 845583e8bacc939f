// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import io.trunkline.account.AccountId;
import io.trunkline.phone.PhoneNumber;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * All that is known of one recipient up to a place in the chain, with its proof: each event as the
 * very text that was hashed; the exact texts that were shown; the digests of the chain from each of
 * these events to the end of its {@linkplain ChainStore#BLOCK block}, of other people's events the
 * digests only; and the hashes that end the blocks, of which the summary is the hash.
 */
final class EvidenceExport {

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private final ConsentStore store;
  private final ChainStore chain;

  EvidenceExport(ConsentStore store, ChainStore chain) {
    this.store = store;
    this.chain = chain;
  }

  /**
   * @param length the place in the chain up to which it is told
   */
  void write(
      AccountId account,
      PhoneNumber recipient,
      Standing standing,
      long length,
      Instant now,
      OutputStream out)
      throws IOException {
    var links = chain.linksOf(account, recipient.e164(), length);
    var hashes = chain.landmarks(account, length);
    try (var json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringProperty("account", account.toString());
      json.writeStringProperty("recipient", recipient.e164());
      json.writeStringProperty("exported_at", now.toString());
      json.writeObjectPropertyStart("chain");
      json.writeNumberProperty("length", length);
      json.writeStringProperty("hash", hashes.isEmpty() ? ChainCheck.BEGINNING : hashes.getLast());
      json.writeStringProperty("summary", Sha256.hex(String.join("", hashes)));
      json.writeEndObject();
      events(json, links);
      texts(json, account, standing, links);
      blocks(json, account, links, length);
      json.writeArrayPropertyStart("hashes");
      hashes.forEach(json::writeString);
      json.writeEndArray();
      json.writeEndObject();
    }
    out.flush();
  }

  private static void events(JsonGenerator json, List<ChainStore.Link> links) {
    json.writeArrayPropertyStart("events");
    for (var link : links) {
      json.writeStartObject();
      json.writeNumberProperty("seq", link.seq());
      json.writeStringProperty("digest", link.digest());
      json.writeStringProperty("document", link.document());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void texts(
      JsonGenerator json, AccountId account, Standing standing, List<ChainStore.Link> links) {
    var told = links.stream().map(ChainStore.Link::event).collect(toSet());
    var hashes =
        standing.events().stream()
            .filter(event -> told.contains(event.id()))
            .map(event -> event.evidence().textSha256())
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    json.writeArrayPropertyStart("texts");
    for (var text : store.texts(account, hashes)) {
      json.writeStartObject();
      json.writeStringProperty("sha256", Sha256.hex(text));
      json.writeStringProperty("text", text);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** From the first of the events in each block to its end, one block after the other. */
  private void blocks(
      JsonGenerator json, AccountId account, List<ChainStore.Link> links, long length) {
    json.writeArrayPropertyStart("blocks");
    var byBlock =
        links.stream()
            .collect(
                groupingBy(link -> (link.seq() - 1) / ChainStore.BLOCK, TreeMap::new, toList()));
    byBlock.forEach(
        (index, some) -> {
          long first = some.getFirst().seq();
          long last = Math.min(length, (index + 1) * ChainStore.BLOCK);
          json.writeStartObject();
          json.writeNumberProperty("index", index);
          json.writeNumberProperty("first", first);
          json.writeStringProperty(
              "previous", chain.hash(account, first - 1).orElse(ChainCheck.BEGINNING));
          json.writeArrayPropertyStart("digests");
          chain.digests(account, first - 1, (int) (last - first + 1)).forEach(json::writeString);
          json.writeEndArray();
          json.writeEndObject();
        });
    json.writeEndArray();
  }
}
