// SPDX-License-Identifier: Apache-2.0
package io.trunkline.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trunkline.account.AccountId;
import io.trunkline.account.Caller;
import io.trunkline.account.Scope;
import io.trunkline.problem.JsonBody;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RefusalException;
import io.trunkline.problem.RequestRefusal;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;

/** Our REST API of events. What is recorded is passed on as it is. */
@RestController
@RequestMapping("/v1/events")
class EventController {

  /** Whoever wants none of what has been. */
  private static final String LATEST = "latest";

  private final Events events;
  private final EventStreams streams;

  EventController(Events events, EventStreams streams) {
    this.events = events;
    this.streams = streams;
  }

  @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
  byte[] list(
      Caller caller,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = "") List<String> types,
      @RequestParam(required = false) @Nullable String subject,
      @RequestParam(defaultValue = "100") int limit) {
    caller.mustHave(Scope.READ);
    if (limit < 1 || limit > EventQuery.LARGEST_PAGE) {
      throw invalid("query:limit", "is 1 to " + EventQuery.LARGEST_PAGE);
    }
    var asked = types(types);
    if (LATEST.equals(after)) {
      return json(new EventPage(List.of(), events.latest(caller.account()).orElse(null), false));
    }
    return json(
        events.list(
            new EventQuery(caller.account(), cursor(after), asked, subject(subject), limit)));
  }

  @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
  byte[] find(Caller caller, @PathVariable String id) {
    caller.mustHave(Scope.READ);
    return found(caller.account(), id).envelope().getBytes(UTF_8);
  }

  /**
   * What happens, as it happens.
   *
   * @param last where a reader comes from that had been here before; it goes before {@code after},
   *     which stands in the address that it began with
   */
  @GetMapping("/stream")
  ResponseBodyEmitter stream(
      Caller caller,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = "") List<String> types,
      @RequestParam(required = false) @Nullable String subject,
      HttpServletResponse response) {
    caller.mustHave(Scope.READ);
    var begin = last != null && !last.isBlank() ? last : after;
    var stream =
        streams.open(
            new EventQuery(
                caller.account(),
                LATEST.equals(begin) ? null : cursor(begin),
                types(types),
                subject(subject),
                EventStream.AT_ONCE));
    response.setContentType("text/event-stream;charset=UTF-8");
    response.setHeader("Cache-Control", "no-store, no-transform");
    // So that nginx passes each event on at once.
    response.setHeader("X-Accel-Buffering", "no");
    return stream;
  }

  private Event found(AccountId account, String id) {
    try {
      return events.find(account, EventId.parse(id)).orElseThrow(() -> unknown(id));
    } catch (IllegalArgumentException e) {
      throw unknown(id);
    }
  }

  private static RefusalException unknown(String id) {
    return Refusal.of(EventRefusal.UNKNOWN_EVENT, "There is no event " + id).asException();
  }

  private static EventTypes types(List<String> written) {
    try {
      return EventTypes.of(written);
    } catch (IllegalArgumentException e) {
      throw invalid("query:types", String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable EventId cursor(@Nullable String text) {
    try {
      return text == null ? null : EventId.parse(text);
    } catch (IllegalArgumentException e) {
      throw Refusal.at(
              EventRefusal.INVALID_EVENT_CURSOR, "query:after", "is the id of an event, or latest")
          .asException();
    }
  }

  private static @Nullable String subject(@Nullable String text) {
    if (text != null && !JsonBody.isStorable(text)) {
      throw invalid("query:subject", JsonBody.NOT_STORABLE);
    }
    // A plus sign that nobody has escaped arrives as a space.
    return text != null && text.startsWith(" ") ? "+" + text.strip() : text;
  }

  private static RefusalException invalid(String pointer, String detail) {
    return Refusal.at(RequestRefusal.INVALID_VALUE, pointer, detail).asException();
  }

  private static byte[] json(EventPage page) {
    var next = page.next();
    return "{\"data\":[%s],%s\"more\":%s}"
        .formatted(
            page.events().stream().map(Event::envelope).collect(Collectors.joining(",")),
            next == null ? "" : "\"next\":\"" + next + "\",",
            page.more())
        .getBytes(UTF_8);
  }
}
