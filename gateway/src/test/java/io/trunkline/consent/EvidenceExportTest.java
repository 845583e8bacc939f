// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import static io.trunkline.consent.LedgerStage.ALICE;
import static io.trunkline.consent.LedgerStage.BOB;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.trunkline.phone.PhoneNumber;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class EvidenceExportTest {

  private static final String SHOWN = "I agree to get offers.\nReply \"STOP\" to end. 👟";

  private final LedgerStage stage = new LedgerStage();

  @BeforeEach
  void speak() {
    stage.ledger.append(stage.stop(BOB), stage.stop(BOB));
    stage.ledger.append(stage.grant(ALICE, SHOWN), stage.stop(BOB));
    stage.ledger.append(stage.stop(ALICE));
    IntStream.range(0, 5).forEach(_ -> stage.ledger.append(stage.stop(BOB)));
  }

  @Test
  void tellsAllOfOnePersonAndNothingOfAnother() {
    var evidence = evidence();

    assertThat(evidence.path("recipient").stringValue()).isEqualTo(ALICE.e164());
    assertThat(evidence.path("events"))
        .extracting(event -> event.path("seq").longValue())
        .containsExactly(3L, 5L);
    var grant = JsonMapper.shared().readTree(evidence.at("/events/0/document").stringValue());
    assertThat(grant.path("kind").stringValue()).isEqualTo("granted");
    assertThat(grant.path("at").stringValue()).isEqualTo("2026-11-21T11:59:00.000000Z");
    assertThat(grant.at("/evidence/ip").stringValue()).isEqualTo("192.0.2.7");
    assertThat(evidence.at("/texts/0/text").stringValue()).isEqualTo(SHOWN);
    assertThat(evidence.toString()).doesNotContain(BOB.e164());
  }

  @Test
  void provesItselfByWhatVerificationHasSaidOfTheChain() {
    assertThat(holds(evidence())).isTrue();
    assertThat(chainOf(evidence())).isEqualTo(stage.ledger.verify(stage.ours));
  }

  @Test
  void provesThatNothingIsKnown() {
    var evidence = evidence("+14155550199");

    assertThat(evidence.path("events")).isEmpty();
    assertThat(evidence.path("blocks")).isEmpty();
    assertThat(holds(evidence)).isTrue();
  }

  @Test
  void leadsToWhatWasKeptWhateverHasBeenSaidSince() {
    var kept = stage.ledger.verify(stage.ours);
    stage.ledger.append(stage.stop(ALICE));

    var then = evidence(ALICE.e164(), ((ChainState.Intact) kept).length());

    assertThat(chainOf(then)).isEqualTo(kept);
    assertThat(then.path("events")).hasSize(2);
    assertThat(holds(then)).isTrue();
    assertThat(evidence().path("events")).hasSize(3);
    assertThat(holds(evidence())).isTrue();
  }

  @Test
  void goesOnFromBlockToBlockAndNotFromEventToEvent() {
    crowd(2_500);
    stage.ledger.append(stage.stop(ALICE));
    crowd(1_500);

    var evidence = evidence();

    assertThat(evidence.path("hashes")).hasSize(5);
    assertThat(evidence.path("blocks"))
        .extracting(block -> block.path("index").intValue(), block -> block.path("digests").size())
        .containsExactly(tuple(0, 998), tuple(2, 490));
    assertThat(holds(evidence)).isTrue();
    assertThat(chainOf(evidence)).isEqualTo(stage.ledger.verify(stage.ours));
  }

  /** Others who say something. */
  private void crowd(int events) {
    stage.ledger.append(
        IntStream.range(0, events).mapToObj(_ -> stage.stop(BOB)).toArray(Statement[]::new));
  }

  private static ChainState.Intact chainOf(JsonNode evidence) {
    var chain = evidence.path("chain");
    return new ChainState.Intact(
        chain.path("length").longValue(),
        chain.path("hash").stringValue(),
        chain.path("summary").stringValue());
  }

  @Test
  void doesNotHoldIfAnythingInItIsChanged() {
    var document = (ObjectNode) evidence().at("/events/0");
    var revoked = document.path("document").stringValue().replace("granted", "revoked");

    assertThat(holdsWith("/events/0", "document", revoked)).isFalse();
    assertThat(holdsWith("/events/1", "digest", "0".repeat(64))).isFalse();
    assertThat(holdsWith("/texts/0", "text", "I agree to everything.")).isFalse();
    assertThat(holdsWith("/blocks/0", "previous", "0".repeat(64))).isFalse();
    assertThat(holdsWith("/chain", "summary", "0".repeat(64))).isFalse();
    for (var list : List.of("/blocks/0/digests", "/hashes", "/blocks")) {
      var shorter = evidence();
      ((ArrayNode) shorter.at(list)).remove(0);
      assertThat(holds(shorter)).as(list).isFalse();
    }
  }

  /** The script of the guide, where there are a shell and jq. */
  @Test
  void isVerifiedByTheScriptOfTheGuide(@TempDir Path folder) throws Exception {
    assumeThat(Path.of("/usr/bin/jq")).exists();
    var guide = Files.readString(Path.of("../docs/guides/consent.md"));
    int from = guide.indexOf("sha() {");
    Files.writeString(
        folder.resolve("verify.sh"), guide.substring(from, guide.indexOf("```", from)));
    var changed = evidence();
    var event = (ObjectNode) changed.at("/events/0");
    event.put("document", event.path("document").stringValue().replace("granted", "revoked"));

    var unchained = evidence();
    ((ArrayNode) unchained.path("blocks")).remove(0);
    var elsewhere = evidence();
    ((ArrayNode) elsewhere.at("/blocks/0/digests")).add("0".repeat(64));
    var summed = evidence();
    ((ArrayNode) summed.path("hashes")).insert(0, "0".repeat(64));

    assertThat(run(folder, evidence())).startsWith("It holds, and sums up to ");
    assertThat(run(folder, changed)).isEqualTo("An event is not as it was written\n");
    assertThat(run(folder, unchained)).isEqualTo("An event is not in the chain\n");
    assertThat(run(folder, elsewhere)).isEqualTo("A block does not lead to its end\n");
    assertThat(run(folder, summed)).isEqualTo("The hashes are not those that were summed up\n");
    assertThat(run(folder, evidence("+14155550199"))).startsWith("It holds, and sums up to ");
  }

  private static String run(Path folder, JsonNode evidence) throws Exception {
    Files.writeString(folder.resolve("evidence.json"), evidence.toString());
    var process =
        new ProcessBuilder("sh", "verify.sh")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    return new String(process.getInputStream().readAllBytes(), UTF_8);
  }

  private boolean holdsWith(String place, String field, String value) {
    var evidence = evidence();
    ((ObjectNode) evidence.at(place)).put(field, value);
    return holds(evidence);
  }

  /** As docs/guides/consent.md does it with sha256sum and jq: without a line of the ledger's. */
  private static boolean holds(JsonNode evidence) {
    var hashes = evidence.path("hashes");
    var all = new StringBuilder();
    hashes.forEach(hash -> all.append(hash.stringValue()));
    boolean holds = sha256(all.toString()).equals(evidence.at("/chain/summary").stringValue());
    var chained = new HashMap<Long, String>();
    for (var block : evidence.path("blocks")) {
      long seq = block.path("first").longValue();
      var hash = block.path("previous").stringValue();
      for (var digest : block.path("digests")) {
        hash = sha256(hash + digest.stringValue());
        chained.put(seq++, digest.stringValue());
      }
      holds &= hash.equals(hashes.path(block.path("index").intValue()).asString(""));
    }
    for (var event : evidence.path("events")) {
      var digest = event.path("digest").stringValue();
      holds &=
          digest.equals(chained.get(event.path("seq").longValue()))
              && sha256(event.path("document").stringValue()).equals(digest);
    }
    for (var text : evidence.path("texts")) {
      holds &= sha256(text.path("text").stringValue()).equals(text.path("sha256").stringValue());
    }
    return holds;
  }

  private static String sha256(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return "%064x".formatted(new BigInteger(1, digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private JsonNode evidence() {
    return evidence(ALICE.e164());
  }

  private JsonNode evidence(String recipient) {
    return evidence(recipient, stage.ledger.length(stage.ours));
  }

  private JsonNode evidence(String recipient, long length) {
    var out = new ByteArrayOutputStream();
    try {
      stage.ledger.exportEvidence(stage.ours, new PhoneNumber(recipient), length, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return JsonMapper.shared().readTree(out.toByteArray());
  }
}
