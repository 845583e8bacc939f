// SPDX-License-Identifier: Apache-2.0
package io.trunkline.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the process holds in memory with so many messages, when each was delivered, each callback of
 * a delivery has arrived, and a list is still answered.
 *
 * @param secondsForList how long the first page of 1,000 took
 */
record MemoryHeld(int messages, double megabytes, double secondsForList) {
  static final String JAVA_OPTIONS = "-Xmx160m -XX:+UseSerialGC";

  private static final int PORT = 18094;
  private static final int AT_A_TIME = 32;
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final String ACCOUNT = "AC" + "1".repeat(32);
  private static final String MESSAGES =
      "http://localhost:" + PORT + "/2010-04-01/Accounts/" + ACCOUNT + "/Messages.json";
  private static final String AUTHORIZATION =
      "Basic "
          + Base64.getEncoder()
              .encodeToString((ACCOUNT + ":" + "1".repeat(32)).getBytes(StandardCharsets.UTF_8));

  static MemoryHeld measure(Workshop workshop, int messages)
      throws IOException, InterruptedException {
    var delivered = new AtomicInteger();
    var receiver = receiver(delivered);
    try (var emulator =
            Program.start(
                workshop.emulator(PORT, JAVA_OPTIONS.split(" ")),
                URI.create("http://localhost:" + PORT + "/_emulator/health"),
                workshop.scratch().resolve("memory.log"));
        var http = HttpClient.newHttpClient()) {
      create(http, messages, receiver.getAddress().getPort());
      long begun = System.nanoTime();
      while (delivered.get() < messages) {
        if (System.nanoTime() - begun > PATIENCE.toNanos()) {
          throw new IllegalStateException(
              "Of " + messages + " messages only " + delivered + " were reported as delivered");
        }
        TimeUnit.MILLISECONDS.sleep(100);
      }
      long asked = System.nanoTime();
      expect(200, http, request("?PageSize=1000").build());
      double seconds = (System.nanoTime() - asked) / 1e9;
      return new MemoryHeld(messages, emulator.residentMegabytes(), seconds);
    } finally {
      receiver.stop(0);
    }
  }

  private static HttpServer receiver(AtomicInteger delivered) throws IOException {
    var receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    receiver.createContext(
        "/",
        exchange -> {
          var form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          if (form.contains("MessageStatus=delivered")) {
            delivered.incrementAndGet();
          }
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    receiver.start();
    return receiver;
  }

  private static void create(HttpClient http, int messages, int callbackPort)
      throws InterruptedException {
    var places = new Semaphore(AT_A_TIME);
    var refused = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < messages; i++) {
        var body =
            "To=%%2B1%d&From=%%2B14155550100&Body=Your+table+is+ready%%2C+guest+%d&StatusCallback=http%%3A%%2F%%2Flocalhost%%3A%d%%2Fstatus"
                .formatted(4_155_600_000L + i, i, callbackPort);
        places.acquire();
        threads.submit(
            () -> {
              try {
                expect(
                    201,
                    http,
                    request("")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body))
                        .build());
              } catch (IOException | IllegalStateException failure) {
                refused.incrementAndGet();
              } finally {
                places.release();
              }
              return null;
            });
      }
    }
    if (refused.get() > 0) {
      throw new IllegalStateException(refused + " messages were not taken");
    }
  }

  private static HttpRequest.Builder request(String query) {
    return HttpRequest.newBuilder(URI.create(MESSAGES + query))
        .timeout(Duration.ofSeconds(30))
        .header("Authorization", AUTHORIZATION);
  }

  private static void expect(int status, HttpClient http, HttpRequest request)
      throws IOException, InterruptedException {
    int answered = http.send(request, BodyHandlers.discarding()).statusCode();
    if (answered != status) {
      throw new IllegalStateException("Status " + answered + " and not " + status);
    }
  }
}
