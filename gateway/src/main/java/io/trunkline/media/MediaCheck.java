// SPDX-License-Identifier: Apache-2.0
package io.trunkline.media;

import static java.util.stream.Collectors.toMap;

import io.trunkline.account.AccountId;
import io.trunkline.media.Fetched.Failed;
import io.trunkline.media.Fetched.Got;
import io.trunkline.media.MediaRules.Item;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RefusalException;
import io.trunkline.twilio.Channel;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Judges the media of a message before it is accepted. */
final class MediaCheck {

  private static final int LONGEST_URL = 2048;

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

  /** By form, and what is ours by what it is. */
  List<Refusal> known(AccountId account, List<URI> media, Channel channel) {
    var refusals = new ArrayList<Refusal>();
    MediaRules.count(media.size(), channel).ifPresent(refusals::add);
    if (!refusals.isEmpty()) {
      return refusals;
    }
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
      }
    }
    var items = items(account, ours, refusals);
    judge(items, channel, refusals);
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

  /** Fetches what is not ours and judges it by what comes. */
  List<Refusal> fetched(List<URI> media, Channel channel) {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("URLs are not fetched inside a transaction: it takes long");
    }
    var refusals = new ArrayList<Refusal>();
    var items = new ArrayList<Item>();
    for (int index = 0; index < Math.min(media.size(), MediaRules.MOST); index++) {
      var url = media.get(index);
      if (id(url).isEmpty()) {
        fetch(index, url, refusals).ifPresent(items::add);
      }
    }
    judge(items, channel, refusals);
    return refusals;
  }

  private Optional<Item> fetch(int index, URI url, List<Refusal> refusals) {
    var pointer = MediaRules.pointer(index);
    var intake = new Intake(bytes -> {});
    try (intake) {
      switch (fetcher.fetch(url, intake)) {
        case Failed(var why) ->
            refusals.add(Refusal.at(MediaRefusal.UNREACHABLE_MEDIA, pointer, why));
        case Got(var given) -> {
          intake.close();
          var type = MediaTypes.canonical(given);
          if (types.isKnown(type) && !MediaTypes.canBegin(type, intake.head())) {
            refusals.add(
                Refusal.at(MediaRefusal.UNSUPPORTED_MEDIA, pointer, "does not begin as a " + type));
          }
          return Optional.of(new Item(index, type, intake.size()));
        }
      }
    } catch (RefusalException e) {
      refusals.add(Refusal.at(MediaRefusal.MEDIA_TOO_LARGE, pointer, "has more than 16 MiB"));
    }
    return Optional.empty();
  }

  private void judge(List<Item> items, Channel channel, List<Refusal> refusals) {
    for (var item : items) {
      rules.single(item, channel).ifPresent(refusals::add);
    }
    MediaRules.together(items, channel).ifPresent(refusals::add);
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
