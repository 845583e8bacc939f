// SPDX-License-Identifier: Apache-2.0
package io.trunkline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptedOutRecipientIsNeverTextedTest {

  @TempDir Path folder;

  private Stage stage;

  @BeforeEach
  void start() {
    stage = new Stage(folder);
  }

  @AfterEach
  void stop() {
    stage.close();
  }

  @Test
  void tellsTheCallerWhyAndStartsAgainWhenAsked() {
    var alice = stage.person("+14155550123");
    var bob = stage.person("+14155550142");

    stage.api.send(alice.number(), "Your table is ready");
    alice.expectsSms("Your table is ready").replies("STOP").expectsSms("unsubscribed");
    await().until(() -> stage.api.send(alice.number(), "Dessert?").status() == 422);

    var refused = stage.api.send(alice.number(), "Dessert?");
    assertThat(refused.text("code")).isEqualTo("recipient_opted_out");
    assertThat(refused.text("detail")).contains("opted out of sender:");
    stage.api.send(bob.number(), "Your table is ready");
    bob.expectsSms("Your table is ready");

    alice.replies("START").expectsSms("subscribed");
    await().until(() -> stage.api.send(alice.number(), "Welcome back").status() == 202);
    alice.expectsSms("Welcome back");
    stage.nobodyGotAnythingElse();
  }
}
