// SPDX-License-Identifier: Apache-2.0
package io.trunkline.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.support.TransactionTemplate;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GroupCommitTest {

  private final TestDatabase database = TestDatabase.create();
  private final TransactionTemplate transactions = new TransactionTemplate(database.transactions());
  private final ConcurrentLinkedQueue<Integer> sizes = new ConcurrentLinkedQueue<>();

  GroupCommitTest() {
    database.jdbc().sql("CREATE TABLE public.things (name text PRIMARY KEY)").update();
  }

  @BeforeEach
  void empty() {
    database.jdbc().sql("TRUNCATE public.things").update();
    sizes.clear();
  }

  @Test
  void sharesTransactionsAmongThoseWhoComeTogether() throws InterruptedException {
    var busy = new CountDownLatch(2);
    var go = new CountDownLatch(1);
    var commits =
        commits(
            names -> {
              // The first two hold both writers until everybody else waits.
              if (busy.getCount() > 0) {
                busy.countDown();
                join(go);
              }
              return write(names);
            });

    var threads = start(100, number -> commits.submit("thing " + number));
    busy.await();
    await().until(() -> threads.stream().filter(Thread::isAlive).allMatch(GroupCommitTest::rests));
    go.countDown();
    join(threads);

    assertThat(kept()).hasSize(100);
    assertThat(sizes).hasSizeLessThanOrEqualTo(4);
    assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(100);
  }

  @Test
  void letsOthersNotSufferForTheOneAtFault() throws InterruptedException {
    commits(this::write).submit("twice");
    var failures = new ConcurrentLinkedQueue<RuntimeException>();
    var commits = commits(this::write);

    join(
        start(
            50,
            number -> {
              try {
                commits.submit(number == 25 ? "twice" : "thing " + number);
              } catch (RuntimeException e) {
                failures.add(e);
              }
            }));

    assertThat(failures).singleElement().isInstanceOf(DataIntegrityViolationException.class);
    assertThat(kept()).hasSize(50);
  }

  @Test
  void letsOthersNotSufferForAnErrorOfTheWork() throws InterruptedException {
    var failures = new ConcurrentLinkedQueue<RuntimeException>();
    var commits =
        commits(
            names -> {
              if (names.contains("thing 25")) {
                throw new IllegalStateException("Somebody who listens has stumbled");
              }
              return write(names);
            });

    join(
        start(
            50,
            number -> {
              try {
                commits.submit("thing " + number);
              } catch (IllegalStateException e) {
                failures.add(e);
              }
            }));

    assertThat(failures)
        .singleElement()
        .extracting(Throwable::getMessage)
        .isEqualTo("Somebody who listens has stumbled");
    assertThat(kept()).hasSize(49);
  }

  @Test
  void leavesTheProcessorToWhoeverWritesForIt() throws InterruptedException {
    var writing = new CountDownLatch(2);
    var both = new CountDownLatch(1);
    var shared = new CountDownLatch(1);
    var commits =
        commits(
            names -> {
              writing.countDown();
              join(names.size() == 1 ? both : shared);
              return write(names);
            });
    var writers = start(2, number -> commits.submit("writer " + number));
    join(writing);
    var waiting = start(2, number -> commits.submit("waiting " + number));
    await().until(() -> waiting.stream().allMatch(GroupCommitTest::rests));
    both.countDown();
    join(writers);

    // One of the two now writes for both, and there is a place for another writer.
    waiting.forEach(LockSupport::unpark);
    await()
        .during(Duration.ofMillis(200))
        .until(() -> waiting.stream().allMatch(GroupCommitTest::rests));

    shared.countDown();
    join(waiting);
    assertThat(kept()).hasSize(4);
  }

  @Test
  void writesIntoTheTransactionOfItsCaller() {
    var commits = commits(this::write);

    assertThatThrownBy(
            () ->
                transactions.executeWithoutResult(
                    status -> {
                      commits.submit("undone");
                      throw new IllegalStateException("The caller changed its mind");
                    }))
        .hasMessage("The caller changed its mind");

    assertThat(kept()).isEmpty();
  }

  @Test
  void writesTheItemOfWhoeverIsInterruptedAndLeavesItInterrupted() throws InterruptedException {
    var commits = commits(this::write);
    var interrupted = new ConcurrentLinkedQueue<Boolean>();

    join(
        start(
            1,
            number -> {
              Thread.currentThread().interrupt();
              commits.submit("kept");
              interrupted.add(Thread.currentThread().isInterrupted());
            }));

    assertThat(kept()).containsExactly("kept");
    assertThat(interrupted).containsExactly(true);
  }

  @Test
  void answersManyInTheirOrder() {
    var names = IntStream.range(0, 1200).mapToObj(number -> "thing " + number).toList();

    var answers = commits(this::write).submitAll(names);

    assertThat(answers).containsExactlyElementsOf(names.stream().map(String::toUpperCase).toList());
    assertThat(sizes).containsExactly(500, 500, 200);
  }

  @Test
  void answersAFailureWhereItBefellAndKeepsTheOtherAnswers() {
    commits(this::write).submit("thing 700");
    var names = IntStream.range(0, 1200).mapToObj(number -> "thing " + number).toList();

    var answers = commits(this::write).submitEach(names, failure -> "no");

    assertThat(answers)
        .containsExactlyElementsOf(
            names.stream()
                .map(name -> name.equals("thing 700") ? "no" : name.toUpperCase())
                .toList());
    assertThat(kept()).hasSize(1200);
  }

  @Test
  void answersWhatWasWrittenBeforeTheDatabaseWentAwayAndAsksItNoMore() {
    var away = new DataAccessResourceFailureException("away");
    var commits =
        commits(
            names -> {
              if (!sizes.isEmpty()) {
                sizes.add(0);
                throw away;
              }
              return write(names);
            });
    var names = IntStream.range(0, 1700).mapToObj(number -> "thing " + number).toList();

    var answers = commits.submitEach(names, failure -> failure == away ? "away" : "no");

    assertThat(answers.subList(0, 500)).startsWith("THING 0").endsWith("THING 499");
    assertThat(answers.subList(500, 1700)).containsOnly("away");
    assertThat(sizes).containsExactly(500, 0);
    assertThatThrownBy(() -> commits.submitEach(names, failure -> "no")).isSameAs(away);
  }

  private GroupCommit<String, String> commits(Function<List<String>, List<String>> work) {
    return new GroupCommit<>(transactions, work);
  }

  private List<String> write(List<String> names) {
    sizes.add(names.size());
    database
        .jdbc()
        .sql("INSERT INTO public.things SELECT * FROM unnest(:name::text[])")
        .params(RowArrays.of(names).texts("name", name -> name).parameters())
        .update();
    return names.stream().map(String::toUpperCase).toList();
  }

  private List<String> kept() {
    return database
        .jdbc()
        .sql("SELECT name FROM public.things")
        .query((row, index) -> row.getString("name"))
        .list();
  }

  private static List<Thread> start(int threads, IntConsumer work) {
    var started = new ArrayList<Thread>();
    for (int i = 0; i < threads; i++) {
      int number = i;
      started.add(Thread.startVirtualThread(() -> work.accept(number)));
    }
    return started;
  }

  private static boolean rests(Thread thread) {
    return thread.getState() == Thread.State.WAITING;
  }

  private static void join(List<Thread> threads) throws InterruptedException {
    for (var thread : threads) {
      thread.join();
    }
  }

  private static void join(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
