// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.conformance;

import java.util.List;

/** Every resource, in the order of the API's documents. */
final class Rows {
  private Rows() {}

  static List<Row<?>> all() {
    return List.of(
        AccountsRow.row(), KeysRow.row(), NumbersRow.row(), MessagesRow.row(), MediaRow.row());
  }
}
