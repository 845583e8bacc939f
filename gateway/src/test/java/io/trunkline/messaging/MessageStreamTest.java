// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trunkline.account.Accounts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.CannotCreateTransactionException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MessageStreamTest extends MessagingStage {

  private final MessageStream stream =
      new MessageStream(messages, new SendRequests(gateway.get(Clock.class)));

  @Test
  void keepsNoMoreThanAGroupInMemoryHoweverLongTheStreamIs() {
    readsNoFurtherAheadThanAGroup("[]", 200_000);
  }

  @Test
  void keepsNoMoreThanAGroupOfWhatItAccepts() {
    var later = gateway.get(Clock.class).instant().plus(Duration.ofDays(1));
    var held = "{\"to\": \"%s\", \"body\": \"x\", \"send_at\": \"%s\"}".formatted(alice, later);

    readsNoFurtherAheadThanAGroup(held, 5_000);

    assertThat(
            gateway
                .database
                .storage()
                .jdbc()
                .sql("SELECT count(*) FROM trunkline.messages WHERE recipient = :to")
                .param("to", alice)
                .query(Long.class)
                .single())
        .isEqualTo(5_000);
  }

  private void readsNoFurtherAheadThanAGroup(String text, int lines) {
    var read = new AtomicLong();
    var answered = new AtomicLong();
    var furthestAhead = new AtomicLong();
    var in =
        new InputStream() {

          private final byte[] line = (text + "\n").getBytes(StandardCharsets.UTF_8);

          @Override
          public int read() {
            throw new UnsupportedOperationException();
          }

          @Override
          public int read(byte[] buffer, int offset, int length) {
            if (read.get() == lines) {
              return -1;
            }
            System.arraycopy(line, 0, buffer, offset, line.length);
            furthestAhead.accumulateAndGet(read.incrementAndGet() - answered.get(), Math::max);
            return line.length;
          }

          @Override
          public int available() {
            return 1;
          }
        };
    var out =
        new OutputStream() {
          @Override
          public void write(int b) {
            answered.incrementAndGet();
          }

          @Override
          public void write(byte[] bytes) {}
        };

    stream.run(account, null, in, out);

    assertThat(answered).hasValue(lines);
    assertThat(furthestAhead.get()).isBetween(400L, 510L);
  }

  @Test
  void leavesOutEmptyLinesAndRefusesEndlessOnes() {
    var answers =
        run(null, "\n \r\n" + "x".repeat(NdjsonLines.LONGEST + 1) + "\n" + message("last"));

    assertThat(answers).extracting(answer -> answer.path("line").asInt()).containsExactly(3, 4);
    assertThat(answers.getFirst().path("error").path("code").asString())
        .isEqualTo("request_too_large");
    assertThat(answers.getLast().path("status").asString()).isEqualTo("accepted");
  }

  @Test
  void sendsNothingTwiceWhenAStreamIsRepeatedWithItsKey() {
    var lines =
        IntStream.range(0, 1200).mapToObj(i -> message("x")).collect(Collectors.joining("\n"));

    var first = run(alice, lines);
    var second = run(alice, lines);

    assertThat(first).hasSize(1200).doesNotHaveDuplicates();
    assertThat(second).isEqualTo(first);
  }

  @Test
  void acceptsNothingMoreWhenItsReaderIsGone() {
    var answers =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    var lines =
        IntStream.range(0, 1200).mapToObj(i -> message("x")).collect(Collectors.joining("\n"));

    stream.run(account, null, bytes(lines), answers);

    assertThat(messages.list(new MessageQuery(account, alice, null, null, null, 200))).hasSize(200);
    assertThat(
            gateway
                .database
                .storage()
                .jdbc()
                .sql("SELECT count(*) FROM trunkline.messages WHERE recipient = :to")
                .param("to", alice)
                .query(Long.class)
                .single())
        .isEqualTo(500);
  }

  @Test
  void saysWhereToGoOnWhenTheDatabaseGoesAway() {
    try (var other = new TestGateway()) {
      var configured = other.get(Accounts.class).configured().id();
      var interrupted =
          new MessageStream(other.get(Messages.class), new SendRequests(other.get(Clock.class)));
      var line = message("x") + "\n";
      var out = new ByteArrayOutputStream();

      interrupted.run(
          configured,
          null,
          new SequenceInputStream(bytes(line.repeat(700)), new LastWords(line, other)),
          out);

      var answers = answers(out);
      assertThat(answers).hasSizeGreaterThan(500);
      var last = answers.getLast();
      assertThat(last.path("resume_at").asInt()).isEqualTo(answers.size());
      assertThat(last.path("error").path("code").asString()).isEqualTo("unavailable");
      assertThatThrownBy(() -> interrupted.run(configured, null, bytes(line), out))
          .isInstanceOf(CannotCreateTransactionException.class);
    }
  }

  /** A line that comes when the database is away. */
  private static final class LastWords extends InputStream {

    private final InputStream line;
    private final TestGateway gateway;

    LastWords(String line, TestGateway gateway) {
      this.line = bytes(line);
      this.gateway = gateway;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException("Lines are read in pieces");
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      try {
        ((AutoCloseable) gateway.get(DataSource.class)).close();
      } catch (Exception e) {
        throw new IOException(e);
      }
      return line.read(buffer, offset, length);
    }
  }

  private String message(String body) {
    return "{\"to\": \"%s\", \"body\": \"%s\"}".formatted(alice, body);
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private List<JsonNode> run(@Nullable String key, String lines) {
    var out = new ByteArrayOutputStream();
    stream.run(account, key, bytes(lines), out);
    return answers(out);
  }

  private static List<JsonNode> answers(ByteArrayOutputStream out) {
    return out.toString(StandardCharsets.UTF_8)
        .lines()
        .<JsonNode>map(JsonMapper.shared()::readTree)
        .toList();
  }
}
