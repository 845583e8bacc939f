// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trunkline.account.AccountId;
import io.trunkline.consent.ConsentEvent.Source;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RefusalException;
import io.trunkline.problem.RequestRefusal;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads a file row by row and records it in groups, so that memory stays the same. */
final class CsvImport {

  /** What one transaction takes. */
  static final int GROUP = 500;

  /** So that a quote that is never closed does not take the rest of the file for a row. */
  private static final int LONGEST_ROW = 64 * 1024;

  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private static final Set<String> LISTS = Set.of("purposes", "message_sids");
  private static final Set<String> NOT_READ = Set.of("id", "recorded_at");

  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
          .setIgnoreEmptyLines(false)
          .get();

  private static final StatementReader READER = new StatementReader(Source.IMPORT, null, null);

  private final Ledger ledger;
  private final Clock clock;

  CsvImport(Ledger ledger, Clock clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  /** Counts what becomes of rows. */
  private static final class Tally {
    private long recorded;
    private long repeated;
    private long refused;

    ImportSummary summary() {
      return new ImportSummary(recorded, repeated, refused);
    }
  }

  ImportSummary run(AccountId account, InputStream in, Consumer<RefusedRow> refused)
      throws IOException {
    var tally = new Tally();
    var rows = new RowReader(new InputStreamReader(withoutMark(in), UTF_8));
    var group = new ArrayList<Statement>(GROUP);
    try (var parser = parser(rows)) {
      check(parser.getHeaderNames());
      long line = parser.getCurrentLineNumber() + 1;
      for (var row = next(parser, rows); row != null; row = next(parser, rows)) {
        if (!isEmpty(row)) {
          try {
            group.add(statement(account, row));
          } catch (RefusalException e) {
            tally.refused++;
            refused.accept(new RefusedRow(line, e.refusal()));
          }
        }
        if (group.size() == GROUP) {
          record(group, tally);
        }
        line = parser.getCurrentLineNumber() + 1;
      }
    } finally {
      // Also of a file that ends in the middle.
      record(group, tally);
    }
    return tally.summary();
  }

  private void record(List<Statement> group, Tally tally) {
    if (!group.isEmpty()) {
      int fresh = ledger.recordNew(group);
      tally.recorded += fresh;
      tally.repeated += group.size() - fresh;
      group.clear();
    }
  }

  private Statement statement(AccountId account, CSVRecord row) {
    if (!row.isConsistent()) {
      throw Refusal.of(
              RequestRefusal.INVALID_VALUE,
              "The row has %d fields, the header has %d"
                  .formatted(row.size(), row.getParser().getHeaderNames().size()))
          .asException();
    }
    var statement = READER.read(account, json(row));
    var refusals = statement.refusals(clock.instant());
    if (!refusals.isEmpty()) {
      throw Refusal.ofAll(refusals).asException();
    }
    return statement;
  }

  /** The row as a request would say it. */
  private static JsonNode json(CSVRecord row) {
    var json = JsonNodeFactory.instance.objectNode();
    for (var name : row.getParser().getHeaderNames()) {
      var value = row.get(name);
      if (LISTS.contains(name)) {
        var list = json.putArray(name);
        Arrays.stream(value.split("\\|"))
            .filter(text -> !text.isBlank())
            .forEach(text -> list.add(text.strip()));
      } else if (!value.isBlank() && !NOT_READ.contains(name)) {
        json.put(name, value);
      }
    }
    return json;
  }

  private static boolean isEmpty(CSVRecord row) {
    return row.size() == 1 && row.get(0).isBlank();
  }

  /** Without the byte order mark that some programs begin a file with. */
  private static InputStream withoutMark(InputStream in) throws IOException {
    var rest = new PushbackInputStream(in, MARK.length);
    var beginning = rest.readNBytes(MARK.length);
    if (!Arrays.equals(beginning, MARK)) {
      rest.unread(beginning);
    }
    return rest;
  }

  private static CSVParser parser(Reader rows) throws IOException {
    try {
      return FORMAT.parse(rows);
    } catch (IllegalArgumentException e) {
      throw broken("The header names a column twice, or has one without a name");
    }
  }

  private static void check(List<String> header) {
    for (var needed : List.of("recipient", "kind", "at")) {
      if (!header.contains(needed)) {
        throw broken("The header has no column " + needed);
      }
    }
    for (var name : header) {
      if (!ImportSummary.COLUMNS.contains(name)) {
        throw broken("The header has a column that is not known: " + name);
      }
    }
  }

  /** Null at the end. */
  private static @Nullable CSVRecord next(CSVParser parser, RowReader rows) throws IOException {
    rows.begin();
    long line = parser.getCurrentLineNumber() + 1;
    try {
      var iterator = parser.iterator();
      return iterator.hasNext() ? iterator.next() : null;
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CSVException || e.getCause() instanceof EndlessRowException) {
        throw broken(
            ("From line %d on the file is no CSV, or a row has more than 64 KiB; what stands before"
                    + " it is recorded")
                .formatted(line));
      }
      throw e.getCause();
    }
  }

  private static RefusalException broken(String detail) {
    return Refusal.of(RequestRefusal.INVALID_VALUE, detail).asException();
  }

  private static final class EndlessRowException extends IOException {
    private static final long serialVersionUID = 1;
  }

  /** Ends the reading of a row that does not end. */
  private static final class RowReader extends FilterReader {

    private int read;

    RowReader(Reader in) {
      super(in);
    }

    void begin() {
      read = 0;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
      int count = super.read(buffer, offset, length);
      read += Math.max(0, count);
      if (read > LONGEST_ROW) {
        throw new EndlessRowException();
      }
      return count;
    }
  }
}
