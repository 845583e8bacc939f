// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Takes a file with an American number on each line, however written, and passes on E.164. A line
 * that is no such number is left out.
 */
final class NumberLines extends OutputStream {

  private static final int BATCH = 1000;

  /** Longer than any number. */
  private static final int MOST_DIGITS = 16;

  private final Consumer<List<String>> some;
  private final List<String> batch = new ArrayList<>(BATCH);
  private final StringBuilder digits = new StringBuilder(MOST_DIGITS);
  private long numbers;

  NumberLines(Consumer<List<String>> some) {
    this.some = some;
  }

  /** How many there have been. */
  long numbers() {
    return numbers;
  }

  @Override
  public void write(int octet) {
    if (octet == '\n' || octet == '\r') {
      endLine();
    } else if (octet >= '0' && octet <= '9' && digits.length() < MOST_DIGITS) {
      digits.append((char) octet);
    }
  }

  /** Ends the last line and passes on what is left; else what is left may be half a number. */
  void end() {
    endLine();
    passOn();
  }

  private void endLine() {
    var number = digits.toString();
    digits.setLength(0);
    if (number.length() == 10) {
      add("+1" + number);
    } else if (number.length() == 11 && number.startsWith("1")) {
      add("+" + number);
    }
  }

  private void add(String number) {
    numbers++;
    batch.add(number);
    if (batch.size() == BATCH) {
      passOn();
    }
  }

  private void passOn() {
    if (!batch.isEmpty()) {
      some.accept(List.copyOf(batch));
      batch.clear();
    }
  }
}
