// SPDX-License-Identifier: Apache-2.0
package io.trunkline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trunkline.emulator.message.Ledger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaceIsNeverExceededTest extends Story {

  private static final String OTHER = "+14155550101";

  @Test
  void byAllSendersTogether() {
    stage.rent(OTHER);
    setPace("account", 8);

    var times =
        takenWhenSent(
            IntStream.range(0, 24)
                .mapToObj(n -> message(n, "+1415555%04d".formatted(1000 + n)))
                .toList());

    assertPace(times, 8);
  }

  @Test
  void toACountry() {
    stage.sendAlsoTo("GB");
    setPace("countries/GB", 4);

    var times =
        takenWhenSent(
            IntStream.range(0, 12).mapToObj(n -> message(0, "+4477009%05d".formatted(n))).toList());

    assertPace(times, 4);
  }

  private void setPace(String of, int perSecond) {
    var set = stage.api.put("/v1/paces/" + of, Map.of("pace_per_second", perSecond));
    assertThat(set.status()).as("%s", set.json()).isEqualTo(200);
  }

  private List<Ledger.Entry> takenWhenSent(List<Map<String, String>> messages) {
    messages.forEach(
        message -> {
          var sent = stage.api.send(message);
          assertThat(sent.status()).as("%s", sent.json()).isEqualTo(202);
        });
    await().atMost(Duration.ofSeconds(20)).until(() -> taken(messages).size() == messages.size());
    return taken(messages);
  }

  private List<Ledger.Entry> taken(List<Map<String, String>> messages) {
    return stage.emulator.ledger().entries().stream()
        .filter(entry -> messages.stream().anyMatch(one -> entry.to().equals(one.get("to"))))
        .toList();
  }

  /** Between any two texts as many fit as the pace lets, a moment's worth ahead apart. */
  private static void assertPace(List<Ledger.Entry> entries, int perSecond) {
    var ahead = Duration.ofMillis(400);
    for (int i = 0; i < entries.size(); i++) {
      for (int j = i + 1; j < entries.size(); j++) {
        var passed = Duration.between(entries.get(i).at(), entries.get(j).at()).plus(ahead);
        assertThat(passed).isGreaterThanOrEqualTo(Duration.ofMillis((j - i) * 1000L / perSecond));
      }
    }
  }

  private static Map<String, String> message(int n, String to) {
    return Map.of("to", to, "body", "Text", "sender", n % 2 == 0 ? Stage.OUR_NUMBER : OTHER);
  }
}
