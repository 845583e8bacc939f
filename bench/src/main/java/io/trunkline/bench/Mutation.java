// SPDX-License-Identifier: Apache-2.0
package io.trunkline.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Ways in which a request goes wrong, by accident or on purpose. */
enum Mutation {
  FLIP_IN_BODY((request, dice) -> request.withBody(flipped(request.body(), dice))),
  TRUNCATE_BODY(
      (request, dice) ->
          request.withBody(Arrays.copyOf(request.body(), dice.nextInt(request.body().length + 1)))),
  RANDOM_BODY((request, dice) -> request.withBody(random(dice, dice.nextInt(2_000)))),
  GIANT_BODY((request, dice) -> request.withBody(random(dice, 65_537 + dice.nextInt(100_000)))),
  DROP_FIELD((request, dice) -> fields(request, all -> all.remove(dice.nextInt(all.size())))),
  DOUBLE_FIELD((request, dice) -> fields(request, all -> all.add(any(all, dice)))),
  SHUFFLE_FIELDS((request, dice) -> fields(request, Collections::shuffle)),
  ADD_FIELD((request, dice) -> fields(request, all -> all.add("X" + dice.nextInt(9) + "=%C3%A9"))),
  ADD_MANY_FIELDS(
      (request, dice) ->
          fields(request, all -> all.addAll(Collections.nCopies(5_000, "a=" + dice.nextInt())))),
  CHANGE_STATUS(
      (request, dice) ->
          request.withBody(
              text(request).replaceFirst("Status=[a-z]+", "Status=failed").getBytes(UTF_8))),
  BREAK_ESCAPE(
      (request, dice) -> fields(request, all -> all.add("A=%" + (char) dice.nextInt(128)))),
  BREAK_UTF_8((request, dice) -> fields(request, all -> all.add("A=%FF%C0%80%ED%A0%80"))),
  NULLS((request, dice) -> fields(request, all -> all.add("A%00=%00"))),
  FLIP_IN_SIGNATURE(
      (request, dice) ->
          request.signedBy(text(flipped(request.signature().getBytes(UTF_8), dice)))),
  CUT_SIGNATURE(
      (request, dice) ->
          request.signedBy(
              request.signature().substring(0, dice.nextInt(request.signature().length() + 1)))),
  GUESS_SIGNATURE((request, dice) -> request.signedBy(guess(dice))),
  NO_SIGNATURE(
      (request, dice) ->
          request.with(
              request.headers().stream().filter(it -> !it.contains("Signature")).toList())),
  ANOTHER_SIGNATURE_TOO((request, dice) -> request.plus("X-Twilio-Signature: " + guess(dice))),
  ANOTHER_PATH((request, dice) -> request.at(request.target().replaceFirst("msg_..", "msg_zz"))),
  SLASH_AT_THE_END((request, dice) -> request.at(request.target() + "/")),
  DOTS_IN_PATH(
      (request, dice) -> request.at(request.target().replaceFirst("/twilio", "/a/../twilio"))),
  ESCAPED_PATH((request, dice) -> request.at(request.target().replace("s", "%73"))),
  PATH_PARAMETER((request, dice) -> request.at(request.target() + ";a=" + dice.nextInt())),
  BROKEN_PATH_PARAMETER((request, dice) -> request.at(request.target() + ";a=%zz;=%C3")),
  LONG_PATH((request, dice) -> request.at(request.target() + "/a".repeat(dice.nextInt(6_000)))),
  QUERY((request, dice) -> request.at(request.target() + "?a=" + dice.nextInt() + "&bodySHA256=0")),
  STRANGE_QUERY((request, dice) -> request.at(request.target() + "?%zz=%&&==?#")),
  GET((request, dice) -> request.by("GET")),
  OTHER_METHOD(
      (request, dice) ->
          request.by(
              any(List.of("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "post", "F"), dice))),
  AS_JSON((request, dice) -> typed(request, "application/json")),
  AS_JSON_THAT_IS_DEEP(
      (request, dice) ->
          typed(request, "application/json")
              .withBody("[{\"a\":".repeat(1 + dice.nextInt(10_000)).getBytes(UTF_8))),
  AS_TEXT((request, dice) -> typed(request, "text/plain; charset=utf-16")),
  AS_MULTIPART(
      (request, dice) -> typed(request, "multipart/form-data; boundary=" + dice.nextInt())),
  AS_NOTHING((request, dice) -> typed(request, ";;=\t,")),
  COMPRESSED((request, dice) -> request.plus("Content-Encoding: gzip")),
  PRETEND_A_PROXY(
      (request, dice) ->
          request
              .plus("X-Forwarded-Host: evil.example")
              .plus("X-Forwarded-Proto: gopher")
              .plus("X-Forwarded-Prefix: /" + "p".repeat(dice.nextInt(500)))),
  LONG_TOKEN((request, dice) -> request.plus("I-Twilio-Idempotency-Token: " + "t".repeat(201))),
  LONG_HEADER((request, dice) -> request.plus("X-Long: " + "h".repeat(dice.nextInt(20_000)))),
  MANY_HEADERS(
      (request, dice) -> {
        var all = new ArrayList<>(request.headers());
        all.addAll(Collections.nCopies(dice.nextInt(300), "X-Many: 1"));
        return request.with(all);
      }),
  LENGTH_THAT_LIES(
      (request, dice) -> request.plus("Content-Length: " + (request.body().length + 50))),
  LENGTH_THAT_IS_NONE(
      (request, dice) ->
          request.plus("Content-Length: " + any(List.of("-1", "x", "99999999999999999999"), dice))),
  CHUNKS_THAT_ARE_NONE((request, dice) -> request.plus("Transfer-Encoding: chunked")),
  CODING_THAT_IS_NONE((request, dice) -> request.plus("Transfer-Encoding: cow")),
  LINE_WITHOUT_NAME((request, dice) -> request.plus("no colon")),
  FLIP_IN_HEAD(
      (request, dice) -> {
        var all = new ArrayList<>(request.headers());
        int which = dice.nextInt(all.size());
        all.set(which, text(flipped(all.get(which).getBytes(UTF_8), dice)));
        return request.with(all);
      });

  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private final BiFunction<RawRequest, RandomGenerator, RawRequest> change;

  Mutation(BiFunction<RawRequest, RandomGenerator, RawRequest> change) {
    this.change = change;
  }

  RawRequest of(RawRequest request, RandomGenerator dice) {
    return change.apply(request, dice);
  }

  private static byte[] flipped(byte[] bytes, RandomGenerator dice) {
    var copy = bytes.clone();
    if (copy.length > 0) {
      copy[dice.nextInt(copy.length)] ^= (byte) (1 << dice.nextInt(8));
    }
    return copy;
  }

  private static byte[] random(RandomGenerator dice, int length) {
    var bytes = new byte[length];
    dice.nextBytes(bytes);
    return bytes;
  }

  private static String guess(RandomGenerator dice) {
    var letters = new StringBuilder();
    for (int i = 0; i < 27; i++) {
      letters.append(LETTERS.charAt(dice.nextInt(64)));
    }
    return letters.append('=').toString();
  }

  private static String text(RawRequest request) {
    return text(request.body());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }

  private static <T> T any(List<T> all, RandomGenerator dice) {
    return all.get(dice.nextInt(all.size()));
  }

  private static RawRequest fields(RawRequest request, Consumer<List<String>> change) {
    var all = new ArrayList<>(List.of(text(request).split("&")));
    change.accept(all);
    return request.withBody(String.join("&", all).getBytes(UTF_8));
  }

  private static RawRequest typed(RawRequest request, String type) {
    var others = new ArrayList<>(request.headers());
    others.replaceAll(line -> line.startsWith("Content-Type") ? "Content-Type: " + type : line);
    return request.with(others);
  }
}
