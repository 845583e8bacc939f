// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import static io.trunkline.consent.LedgerStage.ALICE;
import static io.trunkline.consent.LedgerStage.BOB;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trunkline.law.ConsentLevel;
import io.trunkline.law.Purpose;
import io.trunkline.problem.RefusalException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvImportTest {

  private static final String HEADER = "recipient,kind,at,scope,purposes,level,text\n";
  private static final Set<ConsentScope> SHOES = Set.of(ConsentScope.programme("shoes"));

  private final LedgerStage stage = new LedgerStage();
  private final List<RefusedRow> refused = new ArrayList<>();

  @Test
  void recordsWhatStandsInTheRows() {
    var summary =
        run(
            "\uFEFF"
                + HEADER
                + "+1 415 555 0123,granted,2026-01-02T03:04:05Z,programme:shoes,marketing |"
                + " otp,written,\"I agree,\n"
                + "really\"\n"
                + "+14155550124,revoked,2026-01-02T03:04:05Z,,,,\n");

    assertThat(summary).isEqualTo(new ImportSummary(2, 0, 0));
    var alice = stage.ledger.standing(stage.ours, ALICE);
    assertThat(alice.towards(SHOES, Purpose.OTP).level()).isEqualTo(ConsentLevel.WRITTEN);
    assertThat(alice.events().getFirst().evidence().textSha256())
        .isEqualTo(Sha256.hex("I agree,\nreally"));
    assertThat(alice.events().getFirst().source()).isEqualTo(ConsentEvent.Source.IMPORT);
    var bob = stage.ledger.standing(stage.ours, BOB);
    assertThat(bob.towards(SHOES, Purpose.EMERGENCY).isBlocked()).isTrue();
    assertThat(stage.ledger.verify(stage.ours)).isInstanceOf(ChainState.Intact.class);
  }

  @Test
  void namesTheLinesThatItRefusesAndRecordsTheOthers() {
    var summary =
        run(
            HEADER
                + "12,granted,2026-01-02T03:04:05Z,,marketing,express,\n"
                + "\n"
                + "+14155550123,granted,2026-01-02T03:04:05Z,,marketing,express,\"two\nlines\"\n"
                + "+14155550123,agreed,yesterday,,fun,express,\n"
                + "+14155550123,granted\n"
                + "+14155550123,granted,2026-01-02T03:04:05Z,,marketing,written,\n"
                + "+14155550123,revoked,2027-01-02T03:04:05Z,,,,\n"
                + "+14155550124,revoked,2026-01-02T03:04:05Z,,,,\n");

    assertThat(summary).isEqualTo(new ImportSummary(2, 0, 5));
    assertThat(refused).extracting(RefusedRow::line).containsExactly(2L, 6L, 7L, 8L, 9L);
    assertThat(pointers(0)).containsExactly("/recipient");
    assertThat(pointers(1)).containsExactlyInAnyOrder("/kind", "/at", "/purposes");
    assertThat(refused.get(2).refusal().detail()).contains("2 fields, the header has 7");
    assertThat(pointers(3)).containsExactly("/text");
    assertThat(pointers(4)).containsExactly("/at");
  }

  @Test
  void recordsARepeatedFileOnceAndWhatIsNewInIt() {
    var rows = HEADER + row(1) + row(2) + row(1);

    assertThat(run(rows)).isEqualTo(new ImportSummary(2, 1, 0));
    assertThat(run(rows)).isEqualTo(new ImportSummary(0, 3, 0));
    assertThat(run(rows + row(3))).isEqualTo(new ImportSummary(1, 3, 0));
    assertThat(((ChainState.Intact) stage.ledger.verify(stage.ours)).length()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "recipient,kind\n",
        "recipient,kind,at,at\n",
        "recipient,kind,at,colour\n",
        "recipient;kind;at\n"
      })
  void refusesAFileWithoutAHeader(String file) {
    assertThatThrownBy(() -> run(file))
        .isInstanceOf(RefusalException.class)
        .hasMessageContaining("header");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"+14155550123,\"revoked\"?,2026-01-02T03:04:05Z,,,,\n", "+14155550123,\"revoked"})
  void saysFromWhichLineOnAFileIsNone(String rest) {
    assertThatThrownBy(() -> run(HEADER + row(1) + row(2) + rest))
        .isInstanceOf(RefusalException.class)
        .hasMessageContaining("From line 4 on");
    assertThat(((ChainState.Intact) stage.ledger.verify(stage.ours)).length()).isEqualTo(2);
  }

  @Test
  void takesNoRestOfAFileForARow() {
    var file = HEADER + row(1) + "\"" + row(2).repeat(10_000);

    assertThatThrownBy(() -> run(file))
        .isInstanceOf(RefusalException.class)
        .hasMessageContaining("From line 3 on");
  }

  @Test
  void leavesAFileThatBreaksOffToItsSender() {
    var broken =
        new SequenceInputStream(
            stream(HEADER + row(1)),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("Connection reset");
              }
            });

    assertThatThrownBy(() -> stage.ledger.importCsv(stage.ours, broken, refused::add))
        .isInstanceOf(IOException.class)
        .hasMessage("Connection reset");
  }

  /** What is read and not yet recorded is no more than a group and what the readers hold. */
  @Test
  void keepsNoMoreThanAGroupInMemoryHoweverLongTheFileIs() throws IOException {
    var rows = new EndlessRows(30_000);

    var summary = stage.ledger.importCsv(stage.ours, rows, refused::add);

    assertThat(refused).isEmpty();
    assertThat(summary).isEqualTo(new ImportSummary(30_000, 0, 0));
    assertThat(rows.furthestAhead).isBetween(CsvImport.GROUP / 2L, CsvImport.GROUP + 500L);
    assertThat(stage.ledger.verify(stage.ours))
        .isInstanceOfSatisfying(
            ChainState.Intact.class, intact -> assertThat(intact.length()).isEqualTo(30_000));
    assertThat(transactions()).isEqualTo(60);
  }

  /**
   * Each waits for rows of the other; in a circle, if they were written in the order of the files.
   */
  @Test
  void takesFilesWithTheSameRowsInOppositeOrdersAtTheSameTime() throws Exception {
    var rows = LongStream.range(0, 3_000).mapToObj(CsvImportTest::row).toList();
    var forwards = HEADER + String.join("", rows);
    var backwards = HEADER + String.join("", rows.reversed());

    try (var threads = Executors.newFixedThreadPool(2)) {
      var both =
          threads.invokeAll(
              List.<Callable<ImportSummary>>of(() -> run(forwards), () -> run(backwards)));

      assertThat(both.get(0).get().recorded() + both.get(1).get().recorded()).isEqualTo(3_000);
    }
    assertThat(stage.ledger.verify(stage.ours))
        .isInstanceOfSatisfying(
            ChainState.Intact.class, intact -> assertThat(intact.length()).isEqualTo(3_000));
  }

  @Test
  void countsWhatIsSaidAtOneInstantInTheOrderOfTheFile() {
    var grant = "+14155550123,granted,2026-01-02T03:04:05Z,,marketing,express,\n";
    var stop = "+14155550123,revoked,2026-01-02T03:04:05Z,,,,\n";
    var other = "+14155550124";

    run(HEADER + grant + stop);
    run(HEADER + stop.replace(ALICE.e164(), other) + grant.replace(ALICE.e164(), other));

    assertThat(
            stage.ledger.standing(stage.ours, ALICE).towards(SHOES, Purpose.MARKETING).isBlocked())
        .isTrue();
    assertThat(stage.ledger.standing(stage.ours, BOB).towards(SHOES, Purpose.MARKETING).isBlocked())
        .isFalse();
  }

  @Test
  void takesWhatWasExportedAndChangesNothingOfIt() throws IOException {
    stage.ledger.append(stage.grant(ALICE, "I \"agree\", I do"), stage.stop(ALICE));
    var exported = new ByteArrayOutputStream();
    stage.ledger.exportCsv(stage.ours, exported);

    var summary =
        stage.ledger.importCsv(
            stage.others, new ByteArrayInputStream(exported.toByteArray()), refused::add);

    assertThat(refused).isEmpty();
    assertThat(summary).isEqualTo(new ImportSummary(2, 0, 0));
    assertThat(stage.ledger.standing(stage.others, ALICE).events())
        .usingRecursiveComparison()
        .ignoringFields("id", "account", "recordedAt")
        .isEqualTo(stage.ledger.standing(stage.ours, ALICE).events());
  }

  /** Rows as they are wanted, and how many of them were given before they were in the database. */
  private final class EndlessRows extends InputStream {

    private final long rows;
    private long given;
    private long furthestAhead;
    private byte[] line = HEADER.getBytes(UTF_8);
    private int position;

    EndlessRows(long rows) {
      this.rows = rows;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException("Files are read in pieces");
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      if (position == line.length) {
        if (given == rows) {
          return -1;
        }
        line = row(given++).getBytes(UTF_8);
        position = 0;
        if (given % 97 == 0) {
          furthestAhead = Math.max(furthestAhead, given - recorded());
        }
      }
      int count = Math.min(length, line.length - position);
      System.arraycopy(line, position, buffer, offset, count);
      position += count;
      return count;
    }
  }

  private long recorded() {
    return stage
        .database
        .jdbc()
        .sql("SELECT coalesce(max(length), 0) FROM trunkline.consent_chains")
        .query((row, _) -> row.getLong(1))
        .single();
  }

  private long transactions() {
    return stage
        .database
        .jdbc()
        .sql("SELECT count(DISTINCT xmin::text) FROM trunkline.consent_events")
        .query((row, _) -> row.getLong(1))
        .single();
  }

  private List<String> pointers(int row) {
    return refused.get(row).refusal().errors().stream().map(error -> error.pointer()).toList();
  }

  private static String row(long number) {
    return "+1415%07d,granted,2026-01-02T03:04:05Z,all,marketing,express,\n"
        .formatted(5_000_000 + number);
  }

  private ImportSummary run(String file) {
    try {
      return stage.ledger.importCsv(stage.ours, stream(file), refused::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream stream(String file) {
    return new ByteArrayInputStream(file.getBytes(UTF_8));
  }
}
