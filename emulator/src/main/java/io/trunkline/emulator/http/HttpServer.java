// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.service.registry.GlobalServiceRegistry;
import io.helidon.service.registry.ServiceRegistry;
import io.helidon.service.registry.ServiceRegistryConfig;
import io.helidon.service.registry.ServiceRegistryManager;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;

/** The listening socket; each request is handled on a virtual thread. */
public final class HttpServer implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(HttpServer.class.getName());
  private static final long MAX_BODY_BYTES = 4 * 1024 * 1024;

  /** To the library a connection is idle since its last request, also while it is answered. */
  private static final Duration LONGEST_STREAM = Duration.ofDays(1);

  private static final byte[] NOTHING = {};

  private final WebServer server;

  /**
   * Starts to listen.
   *
   * @param host the name or address to listen at
   * @param port 0 picks a free one
   * @throws PortTakenException if somebody else listens there
   * @throws NoSuchHostException if the host is not this machine
   */
  public HttpServer(String host, int port, Handler handler) {
    tryOut(host, 0);
    if (port != 0) {
      tryOut(host, port);
    }
    server =
        builder(handler)
            .host(host)
            .port(port)
            .backlog(4096)
            .maxPayloadSize(MAX_BODY_BYTES)
            .idleConnectionTimeout(LONGEST_STREAM)
            .shutdownGracePeriod(Duration.ofMillis(100))
            .shutdownHook(false)
            .build()
            .start();
    if (!server.isRunning()) {
      throw new IllegalStateException("Cannot listen at " + host + ":" + port);
    }
  }

  /**
   * Loads what a server needs, beside whatever else a program does before it has one, and keeps the
   * library from searching the class path for services and configuration. For a process that is
   * ours alone: it decides for every server of the library in it.
   */
  public static void loadAhead() {
    Thread.ofPlatform()
        .daemon()
        .name("load-ahead")
        .start(
            () -> {
              GlobalServiceRegistry.registry(HttpServer::noServices);
              builder(request -> Answer.noContent()).build();
            });
  }

  private static ServiceRegistry noServices() {
    return ServiceRegistryManager.create(
            ServiceRegistryConfig.builder()
                .discoverServices(false)
                .discoverServicesFromServiceLoader(false)
                .build())
        .registry();
  }

  /** HTTP/1.1 and nothing that lies on the class path besides. */
  private static WebServerConfig.Builder builder(Handler handler) {
    return WebServer.builder()
        .featuresDiscoverServices(false)
        .protocolsDiscoverServices(false)
        .concurrencyLimitDiscoverServices(false)
        .addProtocol(Http1Config.create())
        .mediaContext(media -> media.mediaSupportsDiscoverServices(false))
        .contentEncoding(encoding -> encoding.contentEncodingsDiscoverServices(false))
        .routing(routing -> routing.any((request, response) -> serve(handler, request, response)));
  }

  /** The library only logs that it could not listen, at length; this says it in a sentence. */
  private static void tryOut(String host, int port) {
    var address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new NoSuchHostException(host);
    }
    try (var probe = new ServerSocket()) {
      probe.bind(address);
    } catch (BindException refused) {
      throw port == 0 ? new NoSuchHostException(host) : new PortTakenException(port);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.stop();
  }

  private static void serve(Handler handler, ServerRequest request, ServerResponse response) {
    Answer answer;
    try {
      answer = answer(handler, read(request));
    } catch (ConnectionCut cut) {
      throw new CloseConnectionException("closed on order of the handler", cut);
    }
    response.status(answer.status());
    answer.headers().forEach((name, value) -> response.header(HeaderNames.create(name), value));
    if (answer.contentType().isEmpty()) {
      response.send();
      return;
    }
    response.header(HeaderNames.CONTENT_TYPE, answer.contentType());
    if (request.prologue().method().equals(Method.HEAD)) {
      response.send();
      return;
    }
    var stream = answer.stream();
    if (stream == null) {
      response.send(answer.body());
    } else {
      send(stream, response);
    }
  }

  private static void send(Answer.Stream stream, ServerResponse response) {
    try (var out = response.outputStream()) {
      stream.writeTo(out);
    } catch (IOException | UncheckedIOException gone) {
      throw new CloseConnectionException("the other side is gone", gone);
    }
  }

  private static Answer answer(Handler handler, Request request) {
    try {
      return handler.handle(request);
    } catch (Refusal refusal) {
      return refusal.answer();
    } catch (ConnectionCut cut) {
      throw cut;
    } catch (RuntimeException surprise) {
      LOG.log(
          System.Logger.Level.ERROR,
          "Answering 500: " + request.method() + " " + request.path() + " failed",
          surprise);
      return new Refusal(500, 20500, "An internal server error has occurred").answer();
    }
  }

  private static Request read(ServerRequest request) {
    var prologue = request.prologue();
    var headers = request.headers();
    return new Request(
        prologue.method().text(),
        prologue.uriPath().rawPath(),
        prologue.query().rawValue(),
        name -> headers.first(HeaderNames.create(name)).orElse(null),
        body(request));
  }

  private static byte[] body(ServerRequest request) {
    var content = request.content();
    if (!content.hasEntity()) {
      return NOTHING;
    }
    try (var stream = content.inputStream()) {
      return stream.readAllBytes();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
