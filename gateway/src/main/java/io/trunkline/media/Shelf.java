// SPDX-License-Identifier: Apache-2.0
package io.trunkline.media;

import io.trunkline.account.AccountId;
import io.trunkline.id.Ids;
import io.trunkline.problem.Refusal;
import io.trunkline.storage.Storage;
import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Where files are kept: puts them there, gives them out, and throws away what is old. */
final class Shelf {

  /** Far longer than taking in the largest file can take. */
  static final Duration LONGEST_INTAKE = Duration.ofHours(1);

  private static final int TOKEN_BYTES = 32;
  private static final int DELETED_AT_ONCE = 100;

  private final MediaStore store;
  private final MediaTypes types;
  private final Ids ids;
  private final Clock clock;
  private final Duration keepFor;
  private final SecureRandom random = new SecureRandom();

  Shelf(MediaStore store, MediaTypes types, Ids ids, Clock clock, Duration keepFor) {
    this.store = store;
    this.types = types;
    this.ids = ids;
    this.clock = clock;
    this.keepFor = keepFor;
  }

  /** Writes all bytes of a file into the sink and says of what type it is. */
  interface Source {
    String writeTo(OutputStream sink) throws IOException;
  }

  /**
   * Puts a file on the shelf that is to be sent. Piece by piece, each on its own, since the source
   * may be slow; what is not finished is invisible, and is thrown away in time should this node
   * die.
   *
   * @throws io.trunkline.problem.RefusalException if it is of another type than it says, of one
   *     that Twilio does not take, empty, or too large
   * @throws IllegalStateException if a transaction is active
   */
  MediaFile put(AccountId account, Source source) throws IOException {
    return put(account, source, this::mustBeTaken);
  }

  /**
   * Puts a file there that has come in, of whatever type.
   *
   * @throws io.trunkline.problem.RefusalException if it is empty or too large
   * @throws IllegalStateException if a transaction is active
   */
  MediaFile putReceived(AccountId account, Source source) throws IOException {
    return put(account, source, (type, intake) -> {});
  }

  private MediaFile put(AccountId account, Source source, BiConsumer<String, Intake> judge)
      throws IOException {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("Files are not taken in inside a transaction: it takes long");
    }
    var id = new MediaId(ids.next());
    var now = Storage.storable(clock.instant());
    var token = token();
    store.begin(id, account, token, now, now.plus(keepFor));
    boolean finished = false;
    try {
      var number = new AtomicInteger();
      var intake = new Intake(bytes -> store.append(id, number.getAndIncrement(), bytes));
      var type = MediaTypes.canonical(source.writeTo(intake));
      intake.close();
      if (intake.size() == 0) {
        throw Refusal.of(MediaRefusal.UNSUPPORTED_MEDIA, "The file is empty").asException();
      }
      judge.accept(type, intake);
      var sha256 = intake.sha256();
      store.finish(id, type, intake.size(), sha256);
      finished = true;
      return new MediaFile(id, account, token, type, intake.size(), sha256, now, now.plus(keepFor));
    } finally {
      if (!finished) {
        store.delete(id);
      }
    }
  }

  private void mustBeTaken(String type, Intake intake) {
    if (!types.isKnown(type)) {
      throw Refusal.of(MediaRefusal.UNSUPPORTED_MEDIA, "Twilio takes no files of this type")
          .asException();
    }
    if (!MediaTypes.canBegin(type, intake.head())) {
      throw Refusal.of(MediaRefusal.UNSUPPORTED_MEDIA, "The file does not begin as a " + type)
          .asException();
    }
  }

  /** Whether it is of a type that Twilio takes, which browsers may show. */
  boolean isOfKnownType(MediaFile file) {
    return types.isKnown(file.contentType());
  }

  /** Writes the bytes of a file; a piece at a time is in memory, and no connection held between. */
  void write(MediaFile file, OutputStream sink) throws IOException {
    long left = file.size();
    for (int number = 0; left > 0; number++) {
      var piece =
          store
              .piece(file.id(), number)
              .orElseThrow(() -> new IOException(file.id() + " was deleted while it was read"));
      sink.write(piece);
      left -= piece.length;
    }
  }

  /** Throws away what is old; the work of a routine. */
  void tidy() {
    int deleted;
    do {
      var now = clock.instant();
      deleted = store.deleteSome(now, now.minus(LONGEST_INTAKE), DELETED_AT_ONCE);
    } while (deleted == DELETED_AT_ONCE);
  }

  private String token() {
    var bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
