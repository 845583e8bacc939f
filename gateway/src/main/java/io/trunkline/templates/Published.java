// SPDX-License-Identifier: Apache-2.0
package io.trunkline.templates;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.trunkline.account.AccountId;
import io.trunkline.problem.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The published versions that are in use, compiled. A version never changes and is kept as long as
 * it is asked for; which one is current is read again every {@link #MEMORY}.
 */
final class Published {

  /** How long another node may go on with the version that was current. */
  static final Duration MEMORY = Duration.ofSeconds(5);

  private static final Duration UNUSED = Duration.ofHours(1);
  private static final int MOST = 10_000;

  private final TemplateStore store;
  private final Cache<Name, Optional<Head>> heads =
      Caffeine.newBuilder().expireAfterWrite(MEMORY).maximumSize(MOST).build();
  private final Cache<Pin, CompiledVersion> versions =
      Caffeine.newBuilder().expireAfterAccess(UNUSED).maximumSize(MOST).build();

  Published(TemplateStore store) {
    this.store = store;
  }

  private record Name(AccountId account, String template) {}

  /** A template, without what changes while it is edited. */
  private record Head(TemplateId id, @Nullable Integer current) {}

  private record Pin(TemplateId template, int number) {}

  /** Reads what these requests need and is not here, in a query for each account and one more. */
  void prepare(List<RenderRequest> requests) {
    var missing = new HashMap<AccountId, Set<String>>();
    for (var request : requests) {
      var name = new Name(request.account(), request.template());
      if (heads.getIfPresent(name) == null) {
        missing
            .computeIfAbsent(request.account(), account -> new LinkedHashSet<>())
            .add(request.template());
      }
    }
    missing.forEach(this::readHeads);
    var pins = new LinkedHashSet<Pin>();
    for (var request : requests) {
      pin(request).filter(pin -> versions.getIfPresent(pin) == null).ifPresent(pins::add);
    }
    if (!pins.isEmpty()) {
      readVersions(List.copyOf(pins));
    }
  }

  /** The version that a request is for, or why there is none. */
  CompiledVersion versionFor(RenderRequest request) {
    var head =
        head(request)
            .orElseThrow(
                () ->
                    Refusal.at(
                            TemplateRefusal.UNKNOWN_TEMPLATE,
                            "/template",
                            "is no template of this account")
                        .asException());
    var number = request.version() != null ? request.version() : head.current();
    if (number == null) {
      throw Refusal.at(TemplateRefusal.NOT_PUBLISHED, "/template", "has no version that is current")
          .asException();
    }
    var pin = new Pin(head.id(), number);
    var version = versions.getIfPresent(pin);
    if (version == null) {
      readVersions(List.of(pin));
      version = versions.getIfPresent(pin);
    }
    if (version == null) {
      throw Refusal.at(
              TemplateRefusal.UNKNOWN_VERSION,
              "/version",
              "is no published version of this template")
          .asException();
    }
    return version;
  }

  /** To be called when the template has changed. */
  void forget(AccountId account, String template, TemplateId id, int number) {
    heads.invalidate(new Name(account, template));
    versions.invalidate(new Pin(id, number));
  }

  private Optional<Head> head(RenderRequest request) {
    return heads.get(
        new Name(request.account(), request.template()),
        name ->
            store.find(name.account(), List.of(name.template())).stream()
                .findFirst()
                .map(Published::head));
  }

  private Optional<Pin> pin(RenderRequest request) {
    return head(request)
        .flatMap(
            head ->
                Optional.ofNullable(request.version() != null ? request.version() : head.current())
                    .map(number -> new Pin(head.id(), number)));
  }

  private void readHeads(AccountId account, Set<String> names) {
    var found = new HashMap<Name, Optional<Head>>();
    names.forEach(name -> found.put(new Name(account, name), Optional.empty()));
    for (var template : store.find(account, names)) {
      found.put(new Name(account, template.name()), Optional.of(head(template)));
    }
    heads.putAll(found);
  }

  private void readVersions(List<Pin> pins) {
    var templates = new ArrayList<TemplateId>();
    var numbers = new ArrayList<Integer>();
    for (var pin : pins) {
      templates.add(pin.template());
      numbers.add(pin.number());
    }
    for (var version : store.versions(templates, numbers)) {
      if (version.publishedAt() != null) {
        versions.put(new Pin(version.template(), version.number()), new CompiledVersion(version));
      }
    }
  }

  private static Head head(Template template) {
    return new Head(template.id(), template.current());
  }
}
