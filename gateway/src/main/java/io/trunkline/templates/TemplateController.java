// SPDX-License-Identifier: Apache-2.0
package io.trunkline.templates;

import io.trunkline.account.AccountId;
import io.trunkline.account.Caller;
import io.trunkline.account.Scope;
import io.trunkline.problem.JsonBody;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RefusalException;
import io.trunkline.problem.RequestRefusal;
import io.trunkline.twilio.ContentCategory;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Our REST API of templates. */
@RestController
@RequestMapping(path = "/v1/templates", produces = MediaType.APPLICATION_JSON_VALUE)
class TemplateController {

  private static final String DEFAULT_PAGE = "50";
  private static final int LARGEST_PAGE = 199;
  private static final String VERSION = "/{name}/versions/{number}";

  private final Templates templates;

  TemplateController(Templates templates) {
    this.templates = templates;
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  TemplateView.Version create(Caller caller, @RequestBody JsonNode body) {
    caller.mustHave(Scope.CONFIGURE);
    var json = new JsonBody(body);
    var name = json.requiredText("name");
    var content = ContentJson.read(json);
    json.check();
    return view(caller.account(), templates.create(caller.account(), name.orElseThrow(), content));
  }

  @GetMapping
  TemplateView.Page list(
      Caller caller,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = DEFAULT_PAGE) int limit) {
    caller.mustHave(Scope.READ);
    if (limit < 1 || limit > LARGEST_PAGE) {
      throw Refusal.at(RequestRefusal.INVALID_VALUE, "query:limit", "is 1 to " + LARGEST_PAGE)
          .asException();
    }
    var page = templates.list(caller.account(), after == null ? null : cursor(after), limit + 1);
    return TemplateView.Page.of(page, limit);
  }

  @GetMapping("/{name}")
  TemplateView find(Caller caller, @PathVariable String name) {
    caller.mustHave(Scope.READ);
    return templates
        .find(caller.account(), name)
        .map(TemplateView::of)
        .orElseThrow(() -> Templates.unknown(name));
  }

  @PutMapping("/{name}/draft")
  TemplateView.Version edit(Caller caller, @PathVariable String name, @RequestBody JsonNode body) {
    caller.mustHave(Scope.CONFIGURE);
    var json = new JsonBody(body);
    var content = ContentJson.read(json);
    json.check();
    return view(caller.account(), templates.edit(caller.account(), name, content));
  }

  @GetMapping("/{name}/versions")
  TemplateView.Versions versions(Caller caller, @PathVariable String name) {
    caller.mustHave(Scope.READ);
    return new TemplateView.Versions(
        templates.versions(caller.account(), name).stream()
            .map(version -> view(caller.account(), version))
            .toList());
  }

  @GetMapping(VERSION)
  TemplateView.Version version(Caller caller, @PathVariable String name, @PathVariable int number) {
    caller.mustHave(Scope.READ);
    return view(caller.account(), templates.version(caller.account(), name, number));
  }

  @PostMapping(VERSION + "/publish")
  TemplateView.Version publish(Caller caller, @PathVariable String name, @PathVariable int number) {
    caller.mustHave(Scope.CONFIGURE);
    var version = templates.publish(caller.account(), name, number);
    if (version.content().languages().values().stream().anyMatch(TemplateText::isLinked)) {
      // Else WhatsApp would not take it before the next round.
      templates.sync(caller.account(), name);
    }
    return view(caller.account(), version);
  }

  @PostMapping(VERSION + "/archive")
  TemplateView.Version archive(Caller caller, @PathVariable String name, @PathVariable int number) {
    caller.mustHave(Scope.CONFIGURE);
    return view(caller.account(), templates.archive(caller.account(), name, number));
  }

  @PostMapping(VERSION + "/submit")
  TemplateView.Version submit(
      Caller caller,
      @PathVariable String name,
      @PathVariable int number,
      @RequestBody JsonNode body) {
    caller.mustHave(Scope.CONFIGURE);
    var json = new JsonBody(body);
    var category = json.oneOf("category", ContentCategory.class).orElse(ContentCategory.UTILITY);
    json.check();
    return view(caller.account(), templates.submit(caller.account(), name, number, category));
  }

  @PostMapping("/{name}/sync")
  TemplateView.Approvals sync(Caller caller, @PathVariable String name) {
    caller.mustHave(Scope.CONFIGURE);
    return TemplateView.Approvals.of(templates.sync(caller.account(), name));
  }

  @PostMapping("/{name}/preview")
  TemplateView.Previewed preview(
      Caller caller,
      @PathVariable String name,
      @RequestParam(name = "toll_free", defaultValue = "false") boolean tollFree,
      @RequestBody JsonNode body) {
    caller.mustHave(Scope.READ);
    var json = new JsonBody(body);
    var request =
        new RenderRequest(
            caller.account(),
            name,
            json.integer("version").orElse(null),
            json.text("language").orElse(null),
            json.scalars("variables"));
    json.check();
    if (templates.find(caller.account(), name).isEmpty()) {
      throw Templates.unknown(name);
    }
    return TemplateView.Previewed.of(templates.preview(request, tollFree));
  }

  private TemplateView.Version view(AccountId account, TemplateVersion version) {
    return TemplateView.Version.of(
        version,
        templates.approvals(account, version.content()),
        templates.check(version.content()));
  }

  private static TemplateId cursor(String text) {
    try {
      return TemplateId.parse(text);
    } catch (IllegalArgumentException e) {
      throw invalidCursor();
    }
  }

  private static RefusalException invalidCursor() {
    return Refusal.at(
            TemplateRefusal.INVALID_TEMPLATE_CURSOR,
            "query:after",
            "is the \"next\" of another page")
        .asException();
  }
}
