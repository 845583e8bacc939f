// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.conformance;

import com.twilio.base.Deleter;
import com.twilio.base.Fetcher;
import com.twilio.base.Reader;
import com.twilio.base.Resource;
import com.twilio.base.Updater;
import com.twilio.http.TwilioRestClient;
import io.trunkline.emulator.EmulatorClient;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the SDK can do with one resource of Twilio.
 *
 * @param <T> the SDK's class of it
 */
final class Row<T extends Resource> {
  /** What there is to do with a resource. */
  enum Operation {
    CREATE,
    LIST,
    FETCH,
    UPDATE,
    DELETE
  }

  /** Makes the n-th thing and returns what identifies it. */
  @FunctionalInterface
  interface Maker {
    String make(Stage stage, int n);
  }

  /** A request about the thing with the identity, not yet executed. */
  @FunctionalInterface
  interface About<R> {
    R request(Stage stage, String id);
  }

  /** An update, and what must be different after it. */
  record Change<T extends Resource, V>(
      About<Updater<T>> updater, Function<T, V> property, V expected) {
    boolean isIn(T resource) {
      return expected.equals(property.apply(resource));
    }
  }

  /** Something that Twilio does not do, with its code and the HTTP status. */
  record No(String what, int code, int status, Consumer<Stage> attempt) {}

  private final String name;
  private final Function<T, String> identity;
  private final Map<Operation, String> lacking = new EnumMap<>(Operation.class);
  private final List<No> refusals = new ArrayList<>();
  private Function<Stage, String> outer = stage -> "";
  private Function<Stage, List<String>> standing = stage -> List.of();
  private boolean paged = true;
  private int most = Integer.MAX_VALUE;
  private @Nullable Maker maker;
  private @Nullable Function<Stage, Reader<T>> reader;
  private @Nullable About<Fetcher<T>> fetcher;
  private @Nullable Change<T, ?> change;
  private @Nullable About<Deleter<T>> deleter;

  private Row(String name, Function<T, String> identity) {
    this.name = name;
    this.identity = identity;
  }

  /** A row without operations; the identity is what tells two things of the resource apart. */
  static <T extends Resource> Row<T> of(String name, Function<T, String> identity) {
    return new Row<>(name, identity);
  }

  Row<T> within(Function<Stage, String> outer) {
    this.outer = outer;
    return this;
  }

  Row<T> creates(Maker maker) {
    this.maker = maker;
    return this;
  }

  /** Only one is made: a second would be refused, or be the same. */
  Row<T> onlyOne() {
    most = 1;
    return this;
  }

  /**
   * Identities of at least three things, or of one if there is no list, that nobody has to make.
   */
  Row<T> standing(Function<Stage, List<String>> identities) {
    standing = identities;
    return this;
  }

  Row<T> lists(Function<Stage, Reader<T>> reader) {
    this.reader = reader;
    return this;
  }

  /** A list that Twilio gives in one piece, whatever page is asked for. */
  Row<T> listsInOnePiece(Function<Stage, Reader<T>> reader) {
    paged = false;
    return lists(reader);
  }

  Row<T> fetches(About<Fetcher<T>> fetcher) {
    this.fetcher = fetcher;
    return this;
  }

  /** After the update, the property must have the expected value, also when fetched again. */
  <V> Row<T> updates(About<Updater<T>> updater, Function<T, V> property, V expected) {
    change = new Change<>(updater, property, expected);
    return this;
  }

  Row<T> deletes(About<Deleter<T>> deleter) {
    this.deleter = deleter;
    return this;
  }

  /** Twilio has no such operation, for this reason. */
  Row<T> without(Operation operation, String reason) {
    lacking.put(operation, reason);
    return this;
  }

  /** Refused with a wrong token and with test credentials; the client is all that differs. */
  Row<T> refusesStrangers(Consumer<TwilioRestClient> attempt) {
    return refuses(
            "a wrong token",
            20003,
            401,
            stage -> attempt.accept(stage.as(stage.emulator().accountSid(), "f".repeat(32))))
        .refuses(
            "test credentials",
            20008,
            403,
            stage -> attempt.accept(EmulatorClient.test(stage.emulator())));
  }

  Row<T> refuses(String what, int code, int status, Consumer<Stage> attempt) {
    refusals.add(new No(what, code, status, attempt));
    return this;
  }

  String name() {
    return name;
  }

  String identity(T resource) {
    return identity.apply(resource);
  }

  Stage open() {
    return Stage.open(outer);
  }

  /** Identities of that many things, made for the purpose unless they stand there anyway. */
  List<String> things(Stage stage, int count) {
    if (maker == null) {
      return standing.apply(stage);
    }
    var ids = new ArrayList<String>();
    for (int n = 1; n <= Math.min(count, most); n++) {
      ids.add(maker.make(stage, n));
    }
    return ids;
  }

  boolean offers(Operation operation) {
    return switch (operation) {
      case CREATE -> maker != null;
      case LIST -> reader != null;
      case FETCH -> fetcher != null;
      case UPDATE -> change != null;
      case DELETE -> deleter != null;
    };
  }

  /** Why there is no such operation; null if there is, or if the row forgot to say. */
  @Nullable String lacks(Operation operation) {
    return lacking.get(operation);
  }

  boolean isAlone() {
    return most == 1;
  }

  boolean isPaged() {
    return paged;
  }

  Reader<T> reader(Stage stage) {
    return declared(reader).apply(stage);
  }

  Fetcher<T> fetcher(Stage stage, String id) {
    return declared(fetcher).request(stage, id);
  }

  Change<T, ?> change() {
    return declared(change);
  }

  Deleter<T> deleter(Stage stage, String id) {
    return declared(deleter).request(stage, id);
  }

  List<No> refusals() {
    return refusals;
  }

  private <R> R declared(@Nullable R part) {
    if (part == null) {
      throw new IllegalStateException(name + " does not declare this operation");
    }
    return part;
  }
}
