// SPDX-License-Identifier: Apache-2.0
package io.trunkline.media;

import static java.util.stream.Collectors.toMap;

import io.trunkline.account.AccountId;
import io.trunkline.callbacks.Callbacks;
import io.trunkline.media.Fetched.Failed;
import io.trunkline.media.Fetched.Got;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RefusalException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Pictures and files: kept for Twilio to fetch, judged before they are sent, copied when they come
 * in. Where a message names media, an entry is a URL or the id of a file that we keep.
 */
public final class Media {

  static final String PUBLIC_PATH = "/media/";

  private final Shelf shelf;
  private final MediaStore store;
  private final MediaCheck check;
  private final Fetcher fetcher;
  private final InboundCopies inbound;
  private final Surroundings surroundings;

  /** What else it has to know. */
  record Surroundings(Callbacks callbacks, boolean checkUrls, Clock clock) {}

  Media(
      Shelf shelf,
      MediaStore store,
      MediaCheck check,
      Fetcher fetcher,
      InboundCopies inbound,
      Surroundings surroundings) {
    this.shelf = shelf;
    this.store = store;
    this.check = check;
    this.fetcher = fetcher;
    this.inbound = inbound;
    this.surroundings = surroundings;
  }

  /**
   * Keeps a file of up to 16 MiB. A quarter of a megabyte of it is in memory at a time.
   *
   * @param contentType one that Twilio takes; pictures must begin as such
   * @throws RefusalException if Twilio would not take it, or it is too large
   * @throws IllegalStateException if a transaction is active: the bytes may come slowly
   * @throws IOException if the bytes cannot be read
   */
  public MediaFile put(AccountId account, String contentType, InputStream bytes)
      throws IOException {
    return shelf.put(
        account,
        sink -> {
          bytes.transferTo(sink);
          return contentType;
        });
  }

  /**
   * Keeps what a URL points to. Only public addresses are asked, but for those networks that are
   * allowed by configuration.
   *
   * @throws RefusalException if it cannot be had, or is not to be taken, as for {@link #put}
   * @throws IllegalStateException if a transaction is active
   */
  public MediaFile fetch(AccountId account, URI url) {
    try {
      return shelf.put(account, sink -> fetch(url, sink));
    } catch (IOException e) {
      throw new IllegalStateException("Neither side of a fetch lets an IOException through", e);
    }
  }

  private String fetch(URI url, OutputStream sink) {
    return switch (fetcher.fetch(url, sink)) {
      case Got(var type) -> type;
      case Failed(var why) ->
          throw Refusal.at(MediaRefusal.UNREACHABLE_MEDIA, "/url", why).asException();
    };
  }

  /** A file of the account, until it expires. */
  public Optional<MediaFile> find(AccountId account, MediaId id) {
    return store.find(account, List.of(id), surroundings.clock().instant()).stream().findFirst();
  }

  /** The file at a public address, until it expires. */
  Optional<MediaFile> find(String token) {
    return store.find(token, surroundings.clock().instant());
  }

  /**
   * Writes the bytes of a file.
   *
   * @throws IOException if they cannot be written, or the file is deleted meanwhile
   */
  public void write(MediaFile file, OutputStream sink) throws IOException {
    shelf.write(file, sink);
  }

  boolean isOfKnownType(MediaFile file) {
    return shelf.isOfKnownType(file);
  }

  /** Where anybody who knows the address can have the file; empty without a public URL. */
  public Optional<URI> address(MediaFile file) {
    return surroundings.callbacks().url(PUBLIC_PATH + file.token());
  }

  /**
   * The media of messages as Twilio can fetch them: ids have become addresses, URLs stay.
   *
   * @param media those of one message or of many; the database is asked once
   * @return an address for each entry; what has expired, or has no public address, is left out
   */
  public Map<URI, URI> addresses(AccountId account, Collection<URI> media) {
    var ids = media.stream().flatMap(entry -> MediaCheck.id(entry).stream()).distinct().toList();
    var ours =
        ids.isEmpty()
            ? Map.<MediaId, MediaFile>of()
            : store.find(account, ids, surroundings.clock().instant()).stream()
                .collect(toMap(MediaFile::id, file -> file));
    return media.stream()
        .distinct()
        .flatMap(entry -> addressed(entry, ours).stream())
        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private Optional<Map.Entry<URI, URI>> addressed(URI entry, Map<MediaId, MediaFile> ours) {
    return MediaCheck.id(entry)
        .map(id -> Optional.ofNullable(ours.get(id)).flatMap(this::address))
        .orElse(Optional.of(entry))
        .map(address -> Map.entry(entry, address));
  }

  /**
   * What is wrong with the media of a message, each with its place ({@code /media_urls/3}); empty
   * if nothing. Judges how many there are, the form of the URLs, and of our own files and of what
   * was {@link #look found} type and size. Asks nobody but the database.
   */
  public List<Refusal> check(MediaQuestion question) {
    var refusals = check.check(question);
    if (question.media().stream().anyMatch(entry -> MediaCheck.id(entry).isPresent())
        && surroundings.callbacks().url(PUBLIC_PATH).isEmpty()) {
      refusals.add(
          Refusal.at(
              MediaRefusal.NO_PUBLIC_URL,
              "/media_urls",
              "names a file of ours, which Twilio cannot fetch (trunkline.callbacks.public-url)"));
    }
    return List.copyOf(refusals);
  }

  /**
   * Fetches URLs, each once and some at a time, and says what they lead to. Nothing is fetched
   * unless {@code trunkline.media.check-urls} is on, nor inside a transaction, which is not to wait
   * for somebody else's server.
   *
   * @param media ids among them are passed over
   */
  public Map<URI, Found> look(Collection<URI> media) {
    return surroundings.checkUrls()
            && !TransactionSynchronizationManager.isActualTransactionActive()
        ? check.look(media)
        : Map.of();
  }

  /**
   * Has the files of a message that came in copied from Twilio, if {@code
   * trunkline.media.copy-inbound} is on. Joins the caller's transaction and returns at once.
   *
   * @param mediaUrls as Twilio names them in its callback, in their order
   */
  public void copyInbound(AccountId account, String messageSid, List<URI> mediaUrls) {
    inbound.want(account, messageSid, mediaUrls);
  }

  /** The copies there are of the files of messages that came in, by Twilio's SID of the message. */
  public Map<String, List<MediaFile>> copies(AccountId account, Collection<String> messageSids) {
    return inbound.copies(account, messageSids);
  }
}
