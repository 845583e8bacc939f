// SPDX-License-Identifier: Apache-2.0
package io.trunkline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trunkline.emulator.Phone;
import io.trunkline.emulator.message.EmulatedMessage;
import java.time.Duration;
import java.util.List;

/** Somebody with a phone, who reads what comes in the order in which it comes. */
final class Person {

  private final Phone phone;
  private final String ourNumber;
  private int read;

  Person(Phone phone, String ourNumber) {
    this.phone = phone;
    this.ourNumber = ourNumber;
  }

  String number() {
    return phone.number();
  }

  /** Waits for the next text, which has this in it. */
  Person expectsSms(String part) {
    await(number() + " expects \"" + part + "\"")
        .atMost(Duration.ofSeconds(10))
        .until(() -> received().size() > read);
    assertThat(received().get(read)).contains(part);
    read++;
    return this;
  }

  Person replies(String text) {
    phone.texts(text, ourNumber);
    return this;
  }

  /** Every text that came was expected. */
  void expectsNothingMore() {
    assertThat(received()).as("texts to %s", number()).hasSize(read);
  }

  private List<String> received() {
    return phone.messages().stream()
        .filter(message -> message.to().equals(number()))
        .map(EmulatedMessage::said)
        .toList();
  }
}
