// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.twilio.http.NetworkHttpClient;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.messaging.v1.Service;
import com.twilio.type.PhoneNumber;
import io.trunkline.emulator.EmulatorOptions;
import io.trunkline.emulator.TwilioEmulator;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The official SDK as it is, with a proxy and a certificate and nothing else. */
class TwilioProxyTest {
  private static final String OURS = "+14155550100";
  private static final String ALICE = "+14155550123";

  @TempDir static Path folder;
  private static Path certificate;
  private static TwilioEmulator twilio;

  @BeforeAll
  static void start() {
    certificate = folder.resolve("twilio.pem");
    twilio =
        TwilioEmulator.start(
            EmulatorOptions.defaults().withProxy(0).withProxyCertificate(certificate));
  }

  @AfterAll
  static void stop() {
    twilio.close();
  }

  @Test
  void leadsTheUnchangedSdkToTheEmulator() throws Exception {
    var client = builder().build();

    var sent =
        Message.creator(new PhoneNumber(ALICE), new PhoneNumber(OURS), "through the proxy")
            .create(client);

    assertThat(twilio.handset(ALICE).expectsText("through the proxy").sid())
        .isEqualTo(sent.getSid());
  }

  @Test
  void playsRegionalHosts() throws Exception {
    var client = builder().region("ie1").edge("dublin").build();

    var sent =
        Message.creator(new PhoneNumber(ALICE), new PhoneNumber(OURS), "from Dublin")
            .create(client);

    assertThat(sent.getSid()).startsWith("SM");
  }

  @Test
  void leadsOverThePagesOfAProduct() throws Exception {
    var client = builder().build();
    for (int i = 0; i < 3; i++) {
      Service.creator("Service " + i).create(client);
    }

    assertThat(Service.reader().pageSize(2).read(client)).hasSizeGreaterThanOrEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "CONNECT example.com:443",
    "CONNECT twilio.com.example.com:443",
    "CONNECT api.twilio.com:80",
    "GET http://api.twilio.com/",
  })
  void refusesEverythingElse(String request) throws IOException {
    assertThat(ask(request + " HTTP/1.1\r\n\r\n"))
        .startsWith("HTTP/1.1 403 ")
        .contains("*.twilio.com:443 and nowhere else")
        .contains("NO_PROXY");
  }

  @Test
  void isLaidLowByNoNonsense() throws IOException {
    assertThat(ask("\u0016\u0003\u0001\r\n\r\n")).startsWith("HTTP/1.1 403 ");
    assertThat(ask("x".repeat(20_000))).isEmpty();
    assertThat(ask("CONNECT api.twilio.com:443 HTTP/1.1\r\n\r\nno TLS at all\r\n"))
        .startsWith("HTTP/1.1 200 ");
    assertThat(ask("CONNECT example.com:443 HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 403 ");
  }

  @Test
  void leavesNothingOnDiskButTheCertificate() throws IOException {
    assertThat(Files.readString(certificate))
        .startsWith("-----BEGIN CERTIFICATE-----\n")
        .doesNotContain("PRIVATE");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(certificate);
    }
  }

  @Test
  void saysThatItCannotWriteTheCertificate() {
    var nowhere = folder.resolve("no/such/folder/twilio.pem");
    var options = EmulatorOptions.defaults().withProxy(0).withProxyCertificate(nowhere);

    assertThatThrownBy(() -> TwilioEmulator.start(options))
        .hasMessageContaining("The proxy cannot start")
        .hasMessageContaining("no/such/folder");
  }

  private static TwilioRestClient.Builder builder() throws Exception {
    var proxy = URI.create(twilio.proxyUrl().orElseThrow());
    var connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setTlsSocketStrategy(new DefaultClientTlsStrategy(trusting(certificate)))
            .build();
    var http =
        HttpClientBuilder.create()
            .setProxy(new HttpHost("http", proxy.getHost(), proxy.getPort()))
            .setConnectionManager(connections);
    return new TwilioRestClient.Builder(twilio.accountSid(), twilio.authToken())
        .httpClient(new NetworkHttpClient(http));
  }

  private static SSLContext trusting(Path pem) throws Exception {
    var store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null);
    try (var file = Files.newInputStream(pem)) {
      store.setCertificateEntry(
          "twilio", CertificateFactory.getInstance("X.509").generateCertificate(file));
    }
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    var context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  /** What comes back until the proxy has had enough. */
  private static String ask(String request) throws IOException {
    var proxy = URI.create(twilio.proxyUrl().orElseThrow());
    try (var socket = new Socket(proxy.getHost(), proxy.getPort())) {
      socket.setSoTimeout(5000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
