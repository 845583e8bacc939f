// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.trunkline.account.AccountId;
import io.trunkline.problem.Problem;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RefusalException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import tools.jackson.databind.json.JsonMapper;

/** Answers an import line by line: each row that is refused, and at the end what came of all. */
final class ImportAnswer {

  private static final Logger log = LoggerFactory.getLogger(ImportAnswer.class);
  private static final JsonMapper JSON = JsonMapper.shared();

  /**
   * @param line absent if the file could not be read to its end
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Line(@Nullable Long line, Problem error) {}

  private final Ledger ledger;
  private final OutputStream out;
  private boolean begun;

  ImportAnswer(Ledger ledger, OutputStream out) {
    this.ledger = ledger;
    this.out = out;
  }

  /**
   * @throws RefusalException or a failure of the database, if nothing was answered yet
   */
  void run(AccountId account, InputStream in) throws IOException {
    try {
      write(
          ledger.importCsv(
              account, in, row -> write(new Line(row.line(), Problem.of(row.refusal())))));
    } catch (RefusalException e) {
      end(e, e.refusal());
    } catch (DataAccessException | TransactionException e) {
      end(e, Refusal.ofFailure(e));
    } catch (UncheckedIOException e) {
      log.info("Whoever has sent a file of consents is gone: {}", e.toString());
    }
    out.flush();
  }

  private void end(RuntimeException failure, Refusal refusal) {
    if (!begun) {
      throw failure;
    }
    write(new Line(null, Problem.of(refusal)));
  }

  private void write(Object line) {
    begun = true;
    try {
      out.write(JSON.writeValueAsBytes(line));
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
