// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.account.AccountId;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RefusalException;
import io.trunkline.problem.RequestRefusal;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads {@code {"messages": […]}} one message after the other, so that never more than one of them
 * is in memory as JSON.
 */
final class BatchReader {

  /** {@value Messages#LARGEST_BATCH} texts of usual length need a quarter of it. */
  static final int LARGEST_BODY = 8 * 1024 * 1024;

  private static final JsonMapper JSON = JsonMapper.shared();

  private final SendRequests requests;

  BatchReader(SendRequests requests) {
    this.requests = requests;
  }

  /**
   * @param key stands for all of them: each without a key of its own has this one and its number
   * @throws RefusalException if it is no such JSON or too much of it
   */
  BulkRequest read(AccountId account, @Nullable String key, InputStream body) {
    try (var parser = JSON.createParser(new Limited(body))) {
      return read(account, key, parser);
    } catch (JacksonException e) {
      // The parser's own message quotes the body, which may hold a text or a number.
      throw malformed();
    }
  }

  private static RefusalException malformed() {
    return Refusal.of(RequestRefusal.MALFORMED_JSON, "The body could not be read as JSON")
        .asException();
  }

  private BulkRequest read(AccountId account, @Nullable String key, JsonParser parser) {
    var batch = new BulkRequest();
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw Refusal.at(RequestRefusal.INVALID_VALUE, "", "The body is a JSON object").asException();
    }
    boolean found = false;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      if (found || !parser.currentName().equals("messages")) {
        throw Refusal.at(
                RequestRefusal.UNKNOWN_FIELD, "", "A batch has messages, once, and nothing else")
            .asException();
      }
      found = true;
      readMessages(account, key, parser, batch);
    }
    if (parser.nextToken() != null) {
      throw malformed();
    }
    if (!found) {
      throw Refusal.at(RequestRefusal.REQUIRED, "/messages", "is required").asException();
    }
    return batch;
  }

  private void readMessages(
      AccountId account, @Nullable String key, JsonParser parser, BulkRequest batch) {
    if (parser.nextToken() != JsonToken.START_ARRAY) {
      throw Refusal.at(RequestRefusal.INVALID_VALUE, "/messages", "is a list").asException();
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (batch.size() == Messages.LARGEST_BATCH) {
        throw Refusal.of(
                MessageRefusal.BATCH_TOO_LARGE,
                "More than %d messages; a stream takes any number"
                    .formatted(Messages.LARGEST_BATCH))
            .asException();
      }
      JsonNode message = parser.readValueAsTree();
      var ownKey = key == null ? null : key + ":" + (batch.size() + 1);
      batch.add(null, () -> requests.readOneOfMany(account, message, ownKey));
    }
  }

  /** Refuses to read more than {@link #LARGEST_BODY}. */
  private static final class Limited extends FilterInputStream {

    private long left = LARGEST_BODY;

    Limited(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      return counted(super.read(), 1);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = super.read(buffer, offset, length);
      return counted(count, count);
    }

    private int counted(int result, int count) {
      left -= result < 0 ? 0 : count;
      if (left < 0) {
        throw Refusal.of(RequestRefusal.REQUEST_TOO_LARGE, "A batch has at most 8 MiB")
            .asException();
      }
      return result;
    }
  }
}
