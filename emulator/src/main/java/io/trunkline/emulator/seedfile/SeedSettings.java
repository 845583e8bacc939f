// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.seedfile;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a resource, under the names of Twilio's REST parameters in snake case: {@code
 * sms_url} is {@code SmsUrl}.
 */
final class SeedSettings {
  private final Map<String, BiFunction<SeedEntry, String, @Nullable String>> members =
      new LinkedHashMap<>();

  SeedSettings texts(String... names) {
    return add(SeedEntry::optionalText, names);
  }

  SeedSettings urls(String... names) {
    return add(SeedEntry::optionalUrl, names);
  }

  SeedSettings methods(String... names) {
    return add(SeedSettings::method, names);
  }

  SeedSettings flags(String... names) {
    return add(SeedSettings::flag, names);
  }

  /** What an entry says, by the names of the REST parameters. */
  Map<String, String> read(SeedEntry entry) {
    var settings = new HashMap<String, String>();
    members.forEach(
        (member, shape) -> {
          var value = shape.apply(entry, member);
          if (value != null) {
            settings.put(parameter(member), value);
          }
        });
    return settings;
  }

  private SeedSettings add(BiFunction<SeedEntry, String, @Nullable String> shape, String... names) {
    for (var name : names) {
      members.put(name, shape);
    }
    return this;
  }

  private static @Nullable String method(SeedEntry entry, String member) {
    var method = entry.optionalText(member);
    if (method != null && !method.equals("GET") && !method.equals("POST")) {
      throw entry.wrong(member, "must be GET or POST, not '" + method + "'");
    }
    return method;
  }

  private static @Nullable String flag(SeedEntry entry, String member) {
    var flag = entry.optionalFlag(member);
    return flag == null ? null : flag.toString();
  }

  private static String parameter(String member) {
    var name = new StringBuilder();
    for (var word : member.split("_")) {
      name.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
    }
    return name.toString();
  }
}
