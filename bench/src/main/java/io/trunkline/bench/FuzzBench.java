// SPDX-License-Identifier: Apache-2.0
package io.trunkline.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A million callbacks that are broken, forged or only strange, and now and then one that is true.
 * The same seed makes the same requests.
 */
final class FuzzBench {
  private static final int CONNECTIONS = 16;

  /** One in so many is left as Twilio has sent it. */
  private static final int UNTOUCHED = 100;

  private static final int NOT_IMPLEMENTED = 501;
  private static final int MESSAGES = 100;
  private static final Mutation[] MUTATIONS = Mutation.values();
  private static final Pattern PLAIN =
      Pattern.compile("(Host|Content-Type|X-Twilio-Signature): [ -~]*");
  private static final Pattern ID = Pattern.compile("\"id\":\"(msg_\\w+)\"");

  private final Workshop workshop;
  private final Options options;
  private final int requests;
  private final int seed;
  private final Map<Integer, AtomicLong> answers = new ConcurrentHashMap<>();
  private final AtomicLongArray made = new AtomicLongArray(MUTATIONS.length);
  private final List<String> wrong = new ArrayList<>();
  private final AtomicLong genuine = new AtomicLong();
  private final AtomicLong done = new AtomicLong();

  FuzzBench(Workshop workshop, Options options) {
    this.workshop = workshop;
    this.options = options;
    this.requests = options.number("--requests", 1_000_000);
    this.seed = options.number("--seed", 1);
  }

  void run() throws IOException, InterruptedException {
    var setup =
        Gateway.Setup.in(workshop.empty("fuzz"), options)
            .withCallbacks(Gateway.URL)
            .withoutDispatch();
    try (var gateway = Gateway.start(workshop, setup)) {
      var page = new Page(options, "Strange callbacks", gateway.database().version());
      var targets = targets(gateway);
      ask(targets, requests / 10, 0);
      double early = gateway.residentMegabytes();
      ask(targets, requests - requests / 10, 1);
      double late = gateway.residentMegabytes();
      gateway.database().awaitCallbacksApplied();

      page.row("requests", "%.0f", Series.of(done.get()));
      page.row(
          "answered with 5xx, but for 501",
          "%.0f",
          Series.of(sum(status -> status >= 500 && status != NOT_IMPLEMENTED)),
          Bar.atMost(0));
      page.row(
          "answered with 501, as RFC 9112 wants it where nobody knows the transfer coding",
          "%.0f",
          Series.of(sum(status -> status == NOT_IMPLEMENTED)));
      page.row(
          "taken though not signed, or not taken though signed",
          "%.0f",
          Series.of(wrong.size()),
          Bar.atMost(0));
      page.row("true ones among them, all taken", "%.0f", Series.of(genuine.get()));
      page.row("MB resident after a tenth", "%.0f", Series.of(early));
      page.row("MB resident at the end", "%.0f", Series.of(late));
      page.row("the one by the other", "%.2f", Series.of(late / early), Bar.atMost(1.1));
      page.write(workshop, how());
      wrong.stream().limit(5).forEach(System.out::println);
    }
  }

  private String how() {
    var least = IntStream.range(0, made.length()).mapToLong(made::get).min().orElse(0);
    return """
    %d connections, seed %d: signed callbacks with one to three of %d kinds of damage, each done at least \
    %,d times, from a flipped bit to a body of 165 KB, and one in %d undamaged. Whether one that was taken \
    is signed is judged by a second implementation of Twilio's description. Answers: %s (0: the \
    connection was ended without one, while the request was still being written).\
    """
        .formatted(CONNECTIONS, seed, MUTATIONS.length, least, UNTOUCHED, new TreeMap<>(answers));
  }

  private double sum(IntPredicate which) {
    return answers.entrySet().stream()
        .filter(one -> which.test(one.getKey()))
        .mapToLong(one -> one.getValue().get())
        .sum();
  }

  /** Addresses for the callbacks of messages that there are. */
  private static List<String> targets(Gateway gateway) throws IOException, InterruptedException {
    var targets = new ArrayList<String>();
    try (var http = HttpClient.newHttpClient()) {
      for (int i = 0; i < MESSAGES; i++) {
        var id = ID.matcher(gateway.send(http, "+1415" + (2_600_000 + i), "informational", "Hi"));
        if (!id.find()) {
          throw new IllegalStateException("There is no id in the answer");
        }
        targets.add("/twilio/messages/" + id.group(1) + "/status");
      }
    }
    targets.add("/twilio/messages/inbound");
    return targets;
  }

  private void ask(List<String> targets, int count, int pass)
      throws IOException, InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<Future<?>>();
      for (int i = 0; i < CONNECTIONS; i++) {
        var dice = new SplittableRandom(seed * 1_000L + pass * CONNECTIONS + i);
        all.add(threads.submit(() -> ask(targets, count / CONNECTIONS, dice)));
      }
      for (var one : all) {
        one.get();
      }
    } catch (ExecutionException failure) {
      throw new IOException(failure.getCause());
    }
  }

  private Void ask(List<String> targets, int count, SplittableRandom dice) throws IOException {
    try (var connection = new RawConnection(URI.create(Gateway.URL).getPort())) {
      for (int i = 0; i < count; i++) {
        var request = genuine(targets, dice);
        boolean untouched = dice.nextInt(UNTOUCHED) == 0;
        for (int damage = untouched ? 0 : 1 + dice.nextInt(3); damage > 0; damage--) {
          int which = dice.nextInt(MUTATIONS.length);
          made.incrementAndGet(which);
          request = MUTATIONS[which].of(request, dice);
        }
        judge(request, connection.ask(request.bytes(), !untouched && isOdd(request)), untouched);
      }
    }
    return null;
  }

  /** Whether the head may say something else about where the request ends than the body. */
  private static boolean isOdd(RawRequest request) {
    return !request.method().equals("POST")
        || request.headers().stream().anyMatch(line -> !PLAIN.matcher(line).matches());
  }

  private void judge(RawRequest request, int status, boolean untouched) {
    answers.computeIfAbsent(status, _ -> new AtomicLong()).incrementAndGet();
    done.incrementAndGet();
    boolean taken = status >= 200 && status < 300;
    if (taken ? !request.isGenuine(Gateway.URL, Gateway.TOKEN) : untouched) {
      synchronized (wrong) {
        wrong.add(status + " to " + new String(request.bytes(), StandardCharsets.UTF_8));
      }
    }
    if (taken) {
      genuine.incrementAndGet();
    }
  }

  private static RawRequest genuine(List<String> targets, SplittableRandom dice) {
    var target = targets.get(dice.nextInt(targets.size()));
    var fields = new TreeMap<String, String>();
    fields.put("AccountSid", Gateway.ACCOUNT);
    fields.put("ApiVersion", "2010-04-01");
    fields.put("From", Emulator.SENDER);
    fields.put("To", "+1415" + (2_600_000 + dice.nextInt(MESSAGES)));
    fields.put("MessageSid", "SM%032x".formatted(dice.nextLong(Long.MAX_VALUE)));
    if (target.endsWith("inbound")) {
      fields.put("Body", "caf\u00E9 " + dice.nextInt());
      fields.put("NumMedia", "0");
    } else {
      fields.put("MessageStatus", dice.nextBoolean() ? "sent" : "delivered");
    }
    return RawRequest.signed(Gateway.URL, target, SignedForm.of(target, fields), Gateway.TOKEN);
  }
}
