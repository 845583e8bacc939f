// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.twilio.base.Page;
import com.twilio.base.Resource;
import com.twilio.exception.ApiException;
import io.trunkline.emulator.conformance.Row.No;
import io.trunkline.emulator.conformance.Row.Operation;
import io.trunkline.emulator.specification.ServedRoutes;
import io.trunkline.emulator.specification.Specification;
import io.trunkline.emulator.specification.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The official SDK finds every resource as Twilio's documents describe it. */
class ConformanceTest {
  private static final int MADE = 5;
  private static final int PAGE = 2;

  @Test
  void examinesTheseResources() {
    assertThat(Rows.all())
        .extracting(Row::name)
        .containsExactly(
            "Accounts",
            "Balance",
            "Usage Records",
            "Usage Records, AllTime",
            "Usage Records, Daily",
            "Usage Records, LastMonth",
            "Usage Records, Monthly",
            "Usage Records, ThisMonth",
            "Usage Records, Today",
            "Usage Records, Yearly",
            "Usage Records, Yesterday",
            "Usage Triggers",
            "Keys",
            "SigningKeys",
            "IAM keys",
            "List of IAM keys",
            "Secondary auth tokens",
            "Promotion of auth tokens",
            "OAuth tokens, v1",
            "OAuth tokens, v2",
            "AvailablePhoneNumbers",
            "AvailablePhoneNumbers, Local",
            "AvailablePhoneNumbers, Mobile",
            "AvailablePhoneNumbers, National",
            "AvailablePhoneNumbers, TollFree",
            "IncomingPhoneNumbers",
            "IncomingPhoneNumbers, Local",
            "IncomingPhoneNumbers, Mobile",
            "IncomingPhoneNumbers, TollFree",
            "Messages",
            "Media",
            "Feedback",
            "Calls",
            "ShortCodes",
            "Lookups",
            "Lookups, v1",
            "Prices of messages",
            "Prices of numbers",
            "Prices of calls, v1",
            "Prices of calls, v2",
            "Prices of trunks",
            "Prices of calls to a number, v1",
            "Prices of calls to a number, v2",
            "Prices of trunks to a number",
            "Messaging Services",
            "Use cases of services",
            "Service PhoneNumbers",
            "Service ShortCodes",
            "Service AlphaSenders",
            "Service DestinationAlphaSenders",
            "Service ChannelSenders",
            "Content",
            "Content, v2",
            "Content and approvals, v1",
            "Content and approvals, v2",
            "Content ApprovalRequests",
            "Deactivations");
  }

  @BeforeAll
  static void beginToCount() {
    Tally.OF_THIS_RUN.takeDone();
  }

  /** Whatever the emulator serves has been done by some row. */
  @AfterAll
  static void hasDoneAllThatIsServed() {
    var done = Tally.OF_THIS_RUN.takeDone();

    var missing =
        ServedRoutes.described().stream()
            .map(Specification.Operation::id)
            .filter(operation -> !done.contains(operation));
    assertThat(missing).as("what is served and no row does").isEmpty();
  }

  @TestFactory
  Stream<DynamicContainer> conforms() {
    return Rows.all().stream().map(row -> dynamicContainer(row.name(), tests(row)));
  }

  private static <T extends Resource> Stream<DynamicNode> tests(Row<T> row) {
    var declaration = dynamicTest("declares every operation", () -> checkDeclaration(row));
    var operations =
        Stream.of(Operation.values()).filter(row::offers).map(operation -> test(row, operation));
    var refusals = row.refusals().stream().map(no -> test(row, no));
    return Stream.of(Stream.of(declaration), operations, refusals).flatMap(tests -> tests);
  }

  private static <T extends Resource> DynamicTest test(Row<T> row, Operation operation) {
    return onStage(
        row,
        operation.name().toLowerCase(),
        switch (operation) {
          case CREATE -> stage -> checkCreate(row, stage);
          case LIST -> stage -> checkList(row, stage);
          case FETCH -> stage -> checkFetch(row, stage);
          case UPDATE -> stage -> checkUpdate(row, stage);
          case DELETE -> stage -> checkDelete(row, stage);
        });
  }

  private static DynamicTest test(Row<?> row, No no) {
    return onStage(
        row,
        "refuses " + no.what(),
        stage -> assertRefused(() -> no.attempt().accept(stage), no.code(), no.status()));
  }

  private static DynamicTest onStage(Row<?> row, String name, Consumer<Stage> test) {
    return dynamicTest(
        name,
        () -> {
          try (var stage = row.open()) {
            test.accept(stage);
          }
        });
  }

  private static void checkDeclaration(Row<?> row) {
    for (var operation : Operation.values()) {
      if (row.offers(operation)) {
        assertThat(row.lacks(operation)).as("%s is there", operation).isNull();
      } else {
        assertThat(row.lacks(operation)).as("why there is no %s", operation).isNotBlank();
      }
    }
    assertThat(row.refusals()).hasSizeGreaterThanOrEqualTo(3);
  }

  private static <T extends Resource> void checkCreate(Row<T> row, Stage stage) {
    assertThat(row.things(stage, MADE))
        .hasSize(row.isAlone() ? 1 : MADE)
        .doesNotHaveDuplicates()
        .doesNotContain("");
  }

  private static <T extends Resource> void checkList(Row<T> row, Stage stage) {
    var things = row.things(stage, MADE);
    assertThat(things).hasSizeGreaterThan(PAGE);

    var listed = new ArrayList<String>();
    int pages = 0;
    var reader = row.isPaged() ? row.reader(stage).pageSize(PAGE) : row.reader(stage);
    for (Page<T> page = reader.firstPage(stage.client());
        page != null;
        page = page.hasNextPage() ? reader.nextPage(page, stage.client()) : null) {
      pages++;
      if (row.isPaged()) {
        assertThat(page.getRecords()).hasSizeBetween(1, PAGE);
      }
      page.getRecords().forEach(item -> listed.add(row.identity(item)));
    }

    assertThat(listed).doesNotHaveDuplicates().containsAll(things);
    assertThat(pages).isEqualTo(row.isPaged() ? Math.ceilDiv(listed.size(), PAGE) : 1);
    assertThat(identities(row, stage)).isEqualTo(listed);
  }

  private static <T extends Resource> void checkFetch(Row<T> row, Stage stage) {
    var id = row.things(stage, 1).getFirst();

    assertThat(row.identity(row.fetcher(stage, id).fetch(stage.client()))).isEqualTo(id);
  }

  private static <T extends Resource> void checkUpdate(Row<T> row, Stage stage) {
    var id = row.things(stage, 1).getFirst();
    var change = row.change();

    var updated = change.updater().request(stage, id).update(stage.client());

    assertThat(row.identity(updated)).isEqualTo(id);
    assertThat(change.isIn(updated)).as("%s has changed", updated).isTrue();
    if (row.offers(Operation.FETCH)) {
      var again = row.fetcher(stage, id).fetch(stage.client());
      assertThat(change.isIn(again)).as("%s has stayed changed", again).isTrue();
    }
  }

  private static <T extends Resource> void checkDelete(Row<T> row, Stage stage) {
    var id = row.things(stage, 1).getFirst();

    assertThat(row.deleter(stage, id).delete(stage.client())).isTrue();

    if (row.offers(Operation.FETCH)) {
      assertRefused(() -> row.fetcher(stage, id).fetch(stage.client()), 20404, 404);
    }
    if (row.offers(Operation.LIST)) {
      assertThat(identities(row, stage)).doesNotContain(id);
    }
  }

  private static <T extends Resource> List<String> identities(Row<T> row, Stage stage) {
    var identities = new ArrayList<String>();
    row.reader(stage).read(stage.client()).forEach(item -> identities.add(row.identity(item)));
    return identities;
  }

  private static void assertRefused(Runnable attempt, int code, int status) {
    var refusal = catchThrowableOfType(ApiException.class, attempt::run);
    assertThat(refusal).as("refused with %d", code).isNotNull();
    assertThat(refusal.getCode()).as(refusal.getMessage()).isEqualTo(code);
    assertThat(refusal.getStatusCode()).isEqualTo(status);
    assertThat(refusal.getMoreInfo()).endsWith("/" + code);
  }
}
