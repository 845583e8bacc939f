// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.account.Accounts.Caller;
import io.trunkline.emulator.content.Content;
import io.trunkline.emulator.content.ContentType;
import io.trunkline.emulator.content.Contents;
import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.http.Answer;
import io.trunkline.emulator.http.Parameters;
import io.trunkline.emulator.http.Refusal;
import io.trunkline.emulator.http.Request;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tools.jackson.core.JsonGenerator;

/**
 * {@code /v1/Content}, {@code /v2/Content} and both {@code ContentAndApprovals}: lists of
 * templates, those of version 2 with filters.
 */
@Seen(
    what = "Version 2 finds content by name, text, language, type, date and approval.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "OpenAPI twilio_content_v2")
final class ContentLists {
  private final Contents contents;

  ContentLists(Contents contents) {
    this.contents = contents;
  }

  void addTo(Api api) {
    api.on("GET", "/v1/Content", (caller, request) -> list(request, all(caller)));
    api.on("GET", "/v2/Content", (caller, request) -> list(request, found(caller, request)));
    api.on("GET", "/v1/ContentAndApprovals", (caller, request) -> approvals(request, all(caller)));
    api.on(
        "GET",
        "/v2/ContentAndApprovals",
        (caller, request) -> approvals(request, found(caller, request)));
  }

  private static Answer list(Request request, List<Content> contents) {
    return Page.of(request)
        .answerWithMeta(
            request,
            "contents",
            contents,
            null,
            (JsonGenerator json, Content content) -> ContentJson.write(json, request, content));
  }

  private static Answer approvals(Request request, List<Content> contents) {
    return Page.of(request)
        .answerWithMeta(request, "contents", contents, null, ContentJson::writeWithApproval);
  }

  private List<Content> all(Caller caller) {
    return contents.of(caller.account());
  }

  private List<Content> found(Caller caller, Request request) {
    var query = request.query();
    var name = pattern(query, "ContentName");
    var text = pattern(query, "Content");
    var after = date(query, "DateCreatedAfter", Instant.MIN);
    var before = date(query, "DateCreatedBefore", Instant.MAX);
    return all(caller).stream()
        .filter(content -> name.matcher(content.draft().friendlyName()).find())
        .filter(content -> text.matcher(content.draft().types().toString()).find())
        .filter(content -> !content.created().isBefore(after))
        .filter(content -> !content.created().isAfter(before))
        .filter(content -> isAny(query, "Language", content, ContentLists::isIn))
        .filter(content -> isAny(query, "ContentType", content, ContentLists::hasType))
        .filter(content -> isAny(query, "ChannelEligibility", content, ContentLists::isEligible))
        .sorted(order(query))
        .toList();
  }

  private static boolean isIn(Content content, String language) {
    return content.draft().language().equals(language);
  }

  private static boolean hasType(Content content, String type) {
    return content.types().stream().map(ContentType::wire).anyMatch(type::equals);
  }

  /** Whether it is as {@code whatsapp:approved} says. */
  private static boolean isEligible(Content content, String eligibility) {
    var approval = content.approval();
    var status = approval == null ? "unsubmitted" : approval.status().wire();
    return eligibility.equals("whatsapp:" + status);
  }

  /** Whether one of the values fits, or there is none. */
  private static boolean isAny(
      Parameters query, String name, Content content, BiPredicate<Content, String> fits) {
    var values = query.all(name);
    return values.isEmpty() || values.stream().anyMatch(value -> fits.test(content, value));
  }

  private static Comparator<Content> order(Parameters query) {
    var byName = query.getOrEmpty("SortByContentName");
    if (!byName.isEmpty()) {
      Comparator<Content> names = Comparator.comparing(content -> content.draft().friendlyName());
      return isDescending("SortByContentName", byName) ? names.reversed() : names;
    }
    var byDate = query.getOrEmpty("SortByDate");
    Comparator<Content> dates = Comparator.comparing(Content::updated);
    return byDate.isEmpty() || isDescending("SortByDate", byDate) ? dates.reversed() : dates;
  }

  private static boolean isDescending(String name, String order) {
    if (!order.equals("asc") && !order.equals("desc")) {
      throw Refusal.badRequest(20001, name + " must be asc or desc");
    }
    return order.equals("desc");
  }

  private static Pattern pattern(Parameters query, String name) {
    try {
      return Pattern.compile(query.getOrEmpty(name), Pattern.CASE_INSENSITIVE);
    } catch (PatternSyntaxException malformed) {
      throw Refusal.badRequest(20001, name + " is no regular expression");
    }
  }

  private static Instant date(Parameters query, String name, Instant otherwise) {
    var text = query.getOrEmpty(name);
    try {
      return text.isEmpty() ? otherwise : TwilioDates.span(text).start();
    } catch (DateTimeException malformed) {
      throw Refusal.badRequest(20001, name + " must be a date, or a date and time");
    }
  }
}
