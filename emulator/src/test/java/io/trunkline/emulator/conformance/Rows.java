// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.conformance;

import java.util.ArrayList;
import java.util.List;

/** Every resource, in the order of the API's documents. */
final class Rows {
  private Rows() {}

  static List<Row<?>> all() {
    var rows = new ArrayList<Row<?>>();
    rows.add(AccountsRow.row());
    rows.add(UsageRows.balance());
    rows.add(UsageRows.records());
    rows.addAll(UsageSpanRows.rows());
    rows.add(UsageRows.triggers());
    rows.add(KeysRow.row());
    rows.add(SigningKeysRow.row());
    rows.add(IamKeysRow.row());
    rows.add(IamKeysRow.list());
    rows.addAll(TokensRows.rows());
    rows.add(AvailableCountriesRow.row());
    rows.addAll(AvailableNumbersRows.rows());
    rows.add(NumbersRow.row());
    rows.addAll(NumbersByKindRows.rows());
    rows.add(MessagesRow.row());
    rows.add(MediaRow.row());
    rows.add(FeedbackRow.row());
    rows.add(CallsRow.row());
    rows.add(ShortCodesRow.row());
    rows.add(LookupsRow.row());
    rows.add(LookupsRow.first());
    rows.addAll(PricesRows.rows());
    rows.addAll(CallPricesRows.rows());
    rows.add(ServicesRow.row());
    rows.add(UsecasesRow.row());
    rows.addAll(PoolRows.rows());
    rows.add(ContentRow.row());
    rows.addAll(ContentListsRows.rows());
    rows.add(ContentApprovalsRow.row());
    rows.add(DeactivationsRow.row());
    return rows;
  }
}
