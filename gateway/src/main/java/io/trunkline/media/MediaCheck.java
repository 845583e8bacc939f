// SPDX-License-Identifier: Apache-2.0
package io.trunkline.media;

import static java.util.stream.Collectors.toMap;

import io.trunkline.account.AccountId;
import io.trunkline.media.Fetched.Failed;
import io.trunkline.media.Fetched.Got;
import io.trunkline.media.MediaRules.Item;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RefusalException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/** Judges the media of a message before it is accepted. */
final class MediaCheck {

  private static final int LONGEST_URL = 2048;

  /** How many of somebody else's servers are asked at once. */
  private static final int AT_A_TIME = 32;

  private final MediaStore store;
  private final MediaTypes types;
  private final MediaRules rules;
  private final Fetcher fetcher;
  private final Clock clock;

  MediaCheck(MediaStore store, MediaTypes types, Fetcher fetcher, Clock clock) {
    this.store = store;
    this.types = types;
    this.rules = new MediaRules(types);
    this.fetcher = fetcher;
    this.clock = clock;
  }

  /** By form, and by what is known of what there is. */
  List<Refusal> check(MediaQuestion question) {
    var refusals = new ArrayList<Refusal>();
    var media = question.media();
    MediaRules.count(media.size(), question.channel()).ifPresent(refusals::add);
    if (!refusals.isEmpty()) {
      return refusals;
    }
    var items = new ArrayList<Item>();
    var ours = new TreeMap<Integer, MediaId>();
    for (int index = 0; index < media.size(); index++) {
      var url = media.get(index);
      var id = id(url);
      if (id.isPresent()) {
        ours.put(index, id.get());
      } else if (!isWeb(url)) {
        refusals.add(
            Refusal.at(
                MediaRefusal.INVALID_MEDIA_URL,
                MediaRules.pointer(index),
                "is neither an http:// or https:// URL nor the id of media"));
      } else {
        switch (question.found().get(url)) {
          case Found.File(var type, var size) -> items.add(new Item(index, type, size));
          case Found.Nothing(var because, var detail) ->
              refusals.add(Refusal.at(because, MediaRules.pointer(index), detail));
          case null -> {
            // Twilio will see.
          }
        }
      }
    }
    items.addAll(items(question.account(), ours, refusals));
    for (var item : items) {
      rules.single(item, question.channel(), question.besideText()).ifPresent(refusals::add);
    }
    MediaRules.together(items, question.channel()).ifPresent(refusals::add);
    return refusals;
  }

  private List<Item> items(AccountId account, Map<Integer, MediaId> ours, List<Refusal> refusals) {
    if (ours.isEmpty()) {
      return List.of();
    }
    var files =
        store.find(account, ours.values(), clock.instant()).stream()
            .collect(toMap(MediaFile::id, file -> file));
    var items = new ArrayList<Item>();
    ours.forEach(
        (index, id) -> {
          var file = files.get(id);
          if (file == null) {
            refusals.add(
                Refusal.at(
                    MediaRefusal.UNKNOWN_MEDIA,
                    MediaRules.pointer(index),
                    "is not there any more"));
          } else {
            items.add(new Item(index, file.contentType(), file.size()));
          }
        });
    return items;
  }

  /** Fetches what is not ours. */
  Map<URI, Found> look(Collection<URI> media) {
    var found = new ConcurrentHashMap<URI, Found>();
    try (var threads = Executors.newFixedThreadPool(AT_A_TIME, Thread.ofVirtual().factory())) {
      media.stream()
          .filter(entry -> id(entry).isEmpty())
          .distinct()
          .forEach(url -> threads.execute(() -> found.put(url, look(url))));
    }
    return Map.copyOf(found);
  }

  private Found look(URI url) {
    var intake = new Intake(bytes -> {});
    try (intake) {
      return switch (fetcher.fetch(url, intake)) {
        case Failed(var why) -> new Found.Nothing(MediaRefusal.UNREACHABLE_MEDIA, why);
        case Got(var given) -> {
          intake.close();
          yield found(MediaTypes.canonical(given), intake);
        }
      };
    } catch (RefusalException e) {
      return new Found.Nothing(MediaRefusal.MEDIA_TOO_LARGE, "has more than 16 MiB");
    }
  }

  private Found found(String type, Intake intake) {
    return types.isKnown(type) && !MediaTypes.canBegin(type, intake.head())
        ? new Found.Nothing(MediaRefusal.UNSUPPORTED_MEDIA, "does not begin as a " + type)
        : new Found.File(type, intake.size());
  }

  /** The id that stands in the place of a URL, if one does. */
  static Optional<MediaId> id(URI url) {
    try {
      return url.isAbsolute() ? Optional.empty() : Optional.of(MediaId.parse(url.toString()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isWeb(URI url) {
    return ("http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme()))
        && url.getHost() != null
        && url.toString().length() <= LONGEST_URL;
  }
}
