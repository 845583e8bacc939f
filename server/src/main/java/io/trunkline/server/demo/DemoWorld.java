// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.demo;

import io.trunkline.account.Accounts;
import io.trunkline.account.Scope;
import io.trunkline.emulator.EmulatorOptions;
import io.trunkline.emulator.TwilioEmulator;
import io.trunkline.emulator.http.PortTakenException;
import io.trunkline.server.TrunklineServer;
import io.trunkline.server.client.JsonClient;
import io.trunkline.server.failure.PlainFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.EnumSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.springframework.context.ConfigurableApplicationContext;

/** A server whose Twilio is the emulator. Closing it ends both. */
public final class DemoWorld implements AutoCloseable {

  static final String OUR_NUMBER = EmulatorOptions.NUMBERS.getFirst();

  /** Kept here, since a logger that nobody holds forgets its level. */
  private static final Logger HELIDON = Logger.getLogger("io.helidon");

  private final TwilioEmulator emulator;
  private final ConfigurableApplicationContext server;
  private final String serverUrl;
  private final String apiKey;

  private DemoWorld(
      TwilioEmulator emulator, ConfigurableApplicationContext server, String serverUrl) {
    this.emulator = emulator;
    this.server = server;
    this.serverUrl = serverUrl;
    var accounts = server.getBean(Accounts.class);
    this.apiKey =
        accounts.createKey(accounts.configured().id(), "demo", EnumSet.allOf(Scope.class)).secret();
  }

  /**
   * Starts both.
   *
   * @param folder of the embedded database; a configured external one is never used, nor are
   *     configured credentials
   * @param port of the server, 0 for a free one
   * @param emulatorPort likewise
   */
  public static DemoWorld start(Path folder, int port, int emulatorPort) {
    var serverPort = free(port);
    var emulator = emulator(emulatorPort);
    try {
      var url = "http://localhost:" + serverPort;
      var server =
          TrunklineServer.start(
              "--server.port=" + serverPort,
              "--trunkline.database.url=",
              "--trunkline.database.folder=" + folder,
              "--trunkline.account.twilio.account-sid=" + emulator.accountSid(),
              "--trunkline.account.twilio.auth-token=" + emulator.authToken(),
              "--trunkline.account.twilio.api-key=",
              "--trunkline.account.twilio.api-secret=",
              "--trunkline.twilio.base-url=" + emulator.baseUrl(),
              "--trunkline.callbacks.public-url=" + url,
              "--trunkline.numbers.default-sender=" + OUR_NUMBER,
              "--trunkline.numbers.pace-per-second=10",
              "--logging.level.root=warn",
              "--logging.level.io.trunkline=warn");
      return new DemoWorld(emulator, server, url);
    } catch (RuntimeException e) {
      emulator.close();
      throw e;
    }
  }

  /** Has the emulator bring texts to our number to us, as one would at Twilio. */
  void pointNumberAtUs() {
    var twilio =
        new JsonClient(
            URI.create(emulator.baseUrl()),
            "Basic " + base64(emulator.accountSid() + ":" + emulator.authToken()));
    var numbers = "/2010-04-01/Accounts/" + emulator.accountSid() + "/IncomingPhoneNumbers";
    var found = twilio.get(numbers + ".json?PhoneNumber=" + encoded(OUR_NUMBER));
    var sid = found.json().path("incoming_phone_numbers").path(0).path("sid").asString("");
    var changed =
        twilio.postForm(
            numbers + "/" + sid + ".json",
            "SmsUrl=" + encoded(serverUrl + "/twilio/messages/inbound"));
    if (changed.status() != 200) {
      throw new StepFailedException("the emulator answered " + changed);
    }
  }

  /** Our API, with a key that may do everything. */
  JsonClient api() {
    return JsonClient.ofServer(serverUrl, apiKey);
  }

  /** The emulator's own controls. */
  JsonClient phones() {
    return new JsonClient(URI.create(emulator.baseUrl() + "/_emulator"), "");
  }

  public String apiKey() {
    return apiKey;
  }

  public String serverUrl() {
    return serverUrl;
  }

  public String emulatorUrl() {
    return emulator.baseUrl();
  }

  public ConfigurableApplicationContext server() {
    return server;
  }

  @Override
  public void close() {
    // In this order, so that no callback finds its server gone.
    emulator.close();
    server.close();
  }

  private static TwilioEmulator emulator(int port) {
    HELIDON.setLevel(Level.WARNING);
    try {
      return TwilioEmulator.start(EmulatorOptions.defaults().withPort(port));
    } catch (PortTakenException e) {
      throw new PlainFailure(
          "Port %d is in use: choose another with --emulator-port".formatted(port), e);
    }
  }

  /** Asked before anything is started, and because the server's address is part of its settings. */
  private static int free(int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress((InetAddress) null, port));
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new PlainFailure("Port %d is in use: choose another with --port".formatted(port), e);
    }
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
