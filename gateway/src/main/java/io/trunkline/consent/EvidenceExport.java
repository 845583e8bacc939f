// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.account.AccountId;
import io.trunkline.phone.PhoneNumber;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * All that is known of one recipient, with its proof: each event as the very text that was hashed,
 * the exact texts that were shown, and the digests of the chain from the first of these events to
 * the end, of other people's events the digests only.
 */
final class EvidenceExport {

  private static final int PAGE = 5000;
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private final ConsentStore store;
  private final ChainStore chain;

  EvidenceExport(ConsentStore store, ChainStore chain) {
    this.store = store;
    this.chain = chain;
  }

  void write(
      AccountId account, PhoneNumber recipient, Standing standing, Instant now, OutputStream out)
      throws IOException {
    var head = chain.head(account).orElse(new ChainStore.Head(0, ChainCheck.BEGINNING));
    var links = chain.linksOf(account, recipient.e164(), head.length());
    long first = links.isEmpty() ? head.length() + 1 : links.getFirst().seq();
    try (var json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringProperty("account", account.toString());
      json.writeStringProperty("recipient", recipient.e164());
      json.writeStringProperty("exported_at", now.toString());
      json.writeObjectPropertyStart("chain");
      json.writeNumberProperty("first", first);
      json.writeStringProperty("previous", before(account, first));
      json.writeNumberProperty("length", head.length());
      json.writeStringProperty("hash", head.hash());
      json.writeEndObject();
      events(json, links);
      texts(json, account, standing);
      digests(json, account, first, head.length());
      json.writeEndObject();
    }
    out.flush();
  }

  private String before(AccountId account, long first) {
    return chain.hash(account, first - 1).orElse(ChainCheck.BEGINNING);
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

  private void texts(JsonGenerator json, AccountId account, Standing standing) {
    var hashes =
        standing.events().stream()
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

  private void digests(JsonGenerator json, AccountId account, long first, long last) {
    json.writeArrayPropertyStart("digests");
    for (long after = first - 1; after < last; ) {
      var page = chain.digests(account, after, (int) Math.min(PAGE, last - after));
      if (page.isEmpty()) {
        break;
      }
      page.forEach(json::writeString);
      after += page.size();
    }
    json.writeEndArray();
  }
}
