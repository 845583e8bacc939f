// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trunkline.account.AccountId;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** Writes a ledger as a file that can be imported, page by page. */
final class CsvExport {

  private static final int PAGE = 1000;

  /** All but the text, which the hash stands for. */
  private static final List<String> COLUMNS =
      ImportSummary.COLUMNS.stream().filter(name -> !name.equals("text")).toList();

  private final ConsentStore store;

  CsvExport(ConsentStore store) {
    this.store = store;
  }

  void write(AccountId account, OutputStream out) throws IOException {
    var format = CSVFormat.RFC4180.builder().setHeader(COLUMNS.toArray(String[]::new)).get();
    var printer = new CSVPrinter(new BufferedWriter(new OutputStreamWriter(out, UTF_8)), format);
    long after = 0;
    for (var page = store.chained(account, 0, PAGE);
        !page.isEmpty();
        page = store.chained(account, after, PAGE)) {
      for (var event : page) {
        printer.printRecord(row(event));
      }
      after += page.size();
    }
    printer.flush();
  }

  private static Stream<@Nullable String> row(ConsentEvent event) {
    var view = ConsentView.of(event);
    var evidence = event.evidence();
    return Stream.of(
        view.id(),
        view.recipient(),
        view.scope(),
        view.kind(),
        view.purposes().stream().collect(Collectors.joining("|")),
        view.level(),
        view.source(),
        view.at().toString(),
        view.recordedAt().toString(),
        evidence.said(),
        String.join("|", evidence.messageSids()),
        evidence.textSha256(),
        evidence.url(),
        evidence.ip(),
        evidence.userAgent(),
        evidence.language(),
        evidence.method(),
        evidence.agent(),
        evidence.note());
  }
}
