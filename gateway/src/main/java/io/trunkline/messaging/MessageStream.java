// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.account.AccountId;
import io.trunkline.messaging.NdjsonLines.Line;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RequestRefusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.TransactionException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Accepts messages line by line and answers line by line, while it reads: in groups that are as
 * large as what has come already, up to a limit. So memory stays the same however long the stream
 * is, and whoever sends slowly is answered at once.
 */
final class MessageStream {

  private static final Logger log = LoggerFactory.getLogger(MessageStream.class);

  /** What one transaction takes. */
  private static final int LARGEST_GROUP = 500;

  private static final int LARGEST_GROUP_BYTES = 1024 * 1024;

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Messages messages;
  private final SendRequests requests;

  MessageStream(Messages messages, SendRequests requests) {
    this.messages = messages;
    this.requests = requests;
  }

  /**
   * Reads to the end, or until one of the two sides is gone.
   *
   * @param key stands for all lines: each without a key of its own has this one and its number
   * @throws TransactionException or another failure of the database, if nothing was answered yet
   */
  void run(AccountId account, @Nullable String key, InputStream in, OutputStream out) {
    var lines = new NdjsonLines(in);
    long answered = 0;
    try {
      for (var group = group(account, key, lines); group.size() > 0; ) {
        if (!answer(group, answered, out)) {
          return;
        }
        answered += group.size();
        group = group(account, key, lines);
      }
    } catch (IOException e) {
      log.info("A stream of messages broke off after {} answers: {}", answered, e.toString());
    }
  }

  private BulkRequest group(AccountId account, @Nullable String key, NdjsonLines lines)
      throws IOException {
    var group = new BulkRequest();
    int bytes = 0;
    while (group.size() == 0
        || (group.size() < LARGEST_GROUP && bytes < LARGEST_GROUP_BYTES && lines.isReady())) {
      var line = lines.next();
      if (line == null) {
        break;
      }
      bytes += line.size();
      group.add(line.number(), () -> read(account, key, line));
    }
    return group;
  }

  private SendMessage read(AccountId account, @Nullable String key, Line line) {
    var ownKey = key == null ? null : key + ":" + line.number();
    return requests.readOneOfMany(account, json(line), ownKey);
  }

  private static JsonNode json(Line line) {
    if (line.json() == null) {
      throw Refusal.of(RequestRefusal.REQUEST_TOO_LARGE, "A line has at most 64 KiB").asException();
    }
    try {
      return JSON.readTree(line.json());
    } catch (JacksonException e) {
      throw Refusal.of(RequestRefusal.MALFORMED_JSON, "The line could not be read as JSON")
          .asException();
    }
  }

  /** Accepts a group; false if the database was gone, which is answered too. */
  private boolean answer(BulkRequest group, long answered, OutputStream out) throws IOException {
    try {
      for (var answer : group.send(messages)) {
        write(answer, out);
      }
    } catch (DataAccessResourceFailureException | TransactionException e) {
      if (answered == 0) {
        throw e;
      }
      log.warn("Answered {} lines, the caller may go on from there: {}", answered, e.toString());
      write(
          BulkAnswer.brokenOff(
              group.firstLine(),
              Refusal.of(
                  RequestRefusal.UNAVAILABLE,
                  "The database does not answer; begin again at line %d, with the same keys"
                      .formatted(group.firstLine()))),
          out);
      out.flush();
      return false;
    }
    out.flush();
    return true;
  }

  private static void write(BulkAnswer answer, OutputStream out) throws IOException {
    out.write(JSON.writeValueAsBytes(answer));
    out.write('\n');
  }
}
