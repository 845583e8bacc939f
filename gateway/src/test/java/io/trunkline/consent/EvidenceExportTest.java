// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import static io.trunkline.consent.LedgerStage.ALICE;
import static io.trunkline.consent.LedgerStage.BOB;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
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
  void provesItselfByTheHashThatEndsTheChain() {
    assertThat(holds(evidence())).isTrue();
    assertThat(evidence().at("/chain/hash").stringValue())
        .isEqualTo(((ChainState.Intact) stage.ledger.verify(stage.ours)).hash());
  }

  @Test
  void provesThatNothingIsKnown() {
    var evidence = evidence("+14155550199");

    assertThat(evidence.path("events")).isEmpty();
    assertThat(evidence.path("digests")).isEmpty();
    assertThat(holds(evidence)).isTrue();
  }

  @Test
  void doesNotHoldIfAnythingInItIsChanged() {
    var document = (ObjectNode) evidence().at("/events/0");
    var revoked = document.path("document").stringValue().replace("granted", "revoked");

    assertThat(holdsWith("/events/0", "document", revoked)).isFalse();
    assertThat(holdsWith("/events/1", "digest", "0".repeat(64))).isFalse();
    assertThat(holdsWith("/texts/0", "text", "I agree to everything.")).isFalse();
    assertThat(holdsWith("/chain", "previous", "0".repeat(64))).isFalse();
    var shorter = evidence();
    ((ArrayNode) shorter.path("digests")).remove(1);
    assertThat(holds(shorter)).isFalse();
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

    assertThat(run(folder, evidence())).startsWith("It holds up to ");
    assertThat(run(folder, changed)).isEqualTo("An event is not as it was written\n");
    assertThat(run(folder, evidence("+14155550199"))).startsWith("It holds up to ");
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
    var first = evidence.at("/chain/first").longValue();
    var hash = evidence.at("/chain/previous").stringValue();
    for (var digest : evidence.path("digests")) {
      hash = sha256(hash + digest.stringValue());
    }
    boolean holds =
        hash.equals(evidence.at("/chain/hash").stringValue())
            && first + evidence.path("digests").size() - 1
                == evidence.at("/chain/length").longValue();
    for (var event : evidence.path("events")) {
      var digest = evidence.path("digests").path((int) (event.path("seq").longValue() - first));
      holds &=
          event.path("digest").equals(digest)
              && sha256(event.path("document").stringValue()).equals(digest.stringValue());
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
    var out = new ByteArrayOutputStream();
    try {
      stage.ledger.exportEvidence(stage.ours, new PhoneNumber(recipient), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return JsonMapper.shared().readTree(out.toByteArray());
  }
}
