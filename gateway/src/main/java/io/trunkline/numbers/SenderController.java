// SPDX-License-Identifier: Apache-2.0
package io.trunkline.numbers;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.trunkline.account.AccountId;
import io.trunkline.account.Caller;
import io.trunkline.account.Scope;
import io.trunkline.problem.JsonBody;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RequestRefusal;
import io.trunkline.twilio.Channel;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Our REST API of senders, and of the one by default. */
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
class SenderController {

  private static final int PAGE = 100;

  /** A sender as it is shown. */
  @JsonNaming(SnakeCaseStrategy.class)
  record View(
      String id,
      String address,
      String kind,
      double pacePerSecond,
      List<String> countries,
      List<String> channels,
      Instant createdAt) {

    static View of(Sender sender) {
      return new View(
          sender.id().toString(),
          sender.address(),
          code(sender.kind()),
          sender.pacePerSecond(),
          sender.countries().stream().sorted().toList(),
          sender.channels().stream().sorted().map(View::code).toList(),
          sender.createdAt());
    }

    private static String code(Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @param next for the parameter {@code after}; absent on the last page
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Page(List<View> data, @Nullable String next) {}

  record Default(String sender) {}

  private final Numbers numbers;

  SenderController(Numbers numbers) {
    this.numbers = numbers;
  }

  @PostMapping("/v1/senders")
  View register(Caller caller, @RequestBody JsonNode body) {
    caller.mustHave(Scope.CONFIGURE);
    return View.of(numbers.register(read(caller.account(), new JsonBody(body))));
  }

  @GetMapping("/v1/senders")
  Page list(Caller caller, @RequestParam(required = false) @Nullable String after) {
    caller.mustHave(Scope.READ);
    if (after != null) {
      mustBeCursor(after);
    }
    var rest =
        numbers.senders(caller.account()).stream()
            .map(View::of)
            .filter(sender -> after == null || sender.id().compareTo(after) > 0)
            .limit(PAGE + 1)
            .toList();
    var shown = rest.stream().limit(PAGE).toList();
    return new Page(shown, rest.size() > PAGE ? shown.getLast().id() : null);
  }

  @GetMapping("/v1/senders/{id}")
  View find(Caller caller, @PathVariable String id) {
    caller.mustHave(Scope.READ);
    return numbers
        .find(caller.account(), id(id))
        .map(View::of)
        .orElseThrow(() -> Registry.noSender(id).asException());
  }

  @PatchMapping("/v1/senders/{id}")
  View changePace(Caller caller, @PathVariable String id, @RequestBody JsonNode body) {
    caller.mustHave(Scope.CONFIGURE);
    return View.of(numbers.changePace(caller.account(), id(id), PaceController.pace(body)));
  }

  @DeleteMapping("/v1/senders/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(Caller caller, @PathVariable String id) {
    caller.mustHave(Scope.CONFIGURE);
    numbers.remove(caller.account(), id(id));
  }

  @GetMapping("/v1/default-sender")
  Default showDefault(Caller caller) {
    caller.mustHave(Scope.READ);
    return numbers
        .defaultSender(caller.account())
        .map(Default::new)
        .orElseThrow(
            () ->
                Refusal.of(NumberRefusal.SENDER_NOT_FOUND, "The account has no default sender")
                    .asException());
  }

  @PutMapping("/v1/default-sender")
  Default setDefault(Caller caller, @RequestBody JsonNode body) {
    caller.mustHave(Scope.CONFIGURE);
    var json = new JsonBody(body);
    var sender = json.requiredText("sender");
    json.check();
    numbers.setDefaultSender(caller.account(), sender.orElseThrow());
    return showDefault(caller);
  }

  @DeleteMapping("/v1/default-sender")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void clearDefault(Caller caller) {
    caller.mustHave(Scope.CONFIGURE);
    numbers.clearDefaultSender(caller.account());
  }

  private static SenderId id(String text) {
    try {
      return SenderId.parse(text);
    } catch (IllegalArgumentException e) {
      throw Registry.noSender(text).asException();
    }
  }

  private static void mustBeCursor(String text) {
    try {
      var _ = SenderId.parse(text);
    } catch (IllegalArgumentException e) {
      throw Refusal.at(
              RequestRefusal.INVALID_VALUE, "query:after", "is the \"next\" of another page")
          .asException();
    }
  }

  private static RegisterSender read(AccountId account, JsonBody json) {
    var address = json.requiredText("address");
    var pace = json.number("pace_per_second");
    var countries = json.textList("countries");
    var channels = channels(json);
    json.check();
    return new RegisterSender(
        account, address.orElseThrow(), pace.orElse(null), Set.copyOf(countries), channels);
  }

  private static Set<Channel> channels(JsonBody json) {
    var channels = EnumSet.noneOf(Channel.class);
    var index = 0;
    for (var text : json.textList("channels")) {
      var pointer = "/channels/" + index++;
      Stream.of(Channel.values())
          .filter(channel -> View.code(channel).equals(text))
          .findFirst()
          .ifPresentOrElse(
              channels::add,
              () ->
                  json.refuse(Refusal.at(RequestRefusal.INVALID_VALUE, pointer, "is no channel")));
    }
    return channels;
  }
}
