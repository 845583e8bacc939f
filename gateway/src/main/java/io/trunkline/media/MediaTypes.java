// SPDX-License-Identifier: Apache-2.0
package io.trunkline.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.trunkline.twilio.Channel;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;

/** The types that Twilio takes, from {@code media-types.csv}, and how pictures begin. */
final class MediaTypes {

  /** How many bytes at the beginning of a file tell what picture it is. */
  static final int HEAD = 12;

  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).setCommentMarker('#').get();

  private static final Map<String, Pattern> BEGINNINGS =
      Map.of(
          "image/jpeg", beginning("\u00FF\u00D8\u00FF.*"),
          "image/jpg", beginning("\u00FF\u00D8\u00FF.*"),
          "image/gif", beginning("GIF8[79]a.*"),
          "image/png", beginning("\u0089PNG\r\n\u001A\n.*"),
          "image/bmp", beginning("BM.*"),
          "image/tiff", beginning("(II\\*\0|MM\0\\*).*"),
          "image/webp", beginning("RIFF....WEBP.*"));

  /** A type and the one channel that takes it; empty if all do. */
  private final Map<String, String> types = new HashMap<>();

  MediaTypes() {
    var name = "media-types.csv";
    var stream = Objects.requireNonNull(MediaTypes.class.getResourceAsStream(name), name);
    try (var reader = new InputStreamReader(stream, UTF_8);
        var rows = FORMAT.parse(reader)) {
      rows.forEach(row -> types.put(row.get("type"), row.get("only")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Pattern beginning(String expression) {
    return Pattern.compile(expression, Pattern.DOTALL);
  }

  /** Lower case, without parameters. */
  static String canonical(String contentType) {
    return contentType.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
  }

  /** Whether Twilio takes a type on any channel. */
  boolean isKnown(String type) {
    return types.containsKey(type);
  }

  boolean isTaken(String type, Channel channel) {
    var only = types.get(type);
    return only != null && (only.isEmpty() || only.equals(channel.name().toLowerCase(Locale.ROOT)));
  }

  /** Whether a file may be of the type, as far as its beginning tells; true if it does not. */
  static boolean canBegin(String type, byte[] head) {
    var beginning = BEGINNINGS.get(type);
    return beginning == null || beginning.matcher(new String(head, ISO_8859_1)).matches();
  }

  static boolean isImage(String type) {
    return type.startsWith("image/");
  }
}
