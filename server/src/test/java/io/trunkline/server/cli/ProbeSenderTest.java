// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.trunkline.server.cli.ProbeOutcome.Failed;
import io.trunkline.server.cli.ProbeOutcome.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** How far a request gets that nobody answers. */
class ProbeSenderTest {

  private static final char[] PASSWORD = "changeit".toCharArray();

  private final ProbeSender sender = new ProbeSender(Duration.ofSeconds(2));

  @Test
  void tellsThatTheNameIsNotKnown() {
    assertThat(send("https://sms.invalid"))
        .isEqualTo(new Failed(Failure.UNKNOWN_HOST, "sms.invalid"));
  }

  @Test
  void tellsThatNobodyListens() throws IOException {
    int port;
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }

    assertThat(failure("http://localhost:" + port)).isEqualTo(Failure.REFUSED);
  }

  @Test
  void tellsThatNobodyAnswersInTime() throws IOException {
    try (var silent = new ServerSocket(0)) {
      assertThat(failure("http://localhost:" + silent.getLocalPort())).isEqualTo(Failure.TIMED_OUT);
    }
  }

  @Test
  void tellsThatThereIsNoTls() throws IOException {
    try (var plain = new ServerSocket(0)) {
      Thread.startVirtualThread(() -> answerPlainly(plain));

      assertThat(failure("https://localhost:" + plain.getLocalPort())).isEqualTo(Failure.TLS);
    }
  }

  private static void answerPlainly(ServerSocket server) {
    try (var socket = server.accept()) {
      socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void tellsThatTheCertificateIsSelfSigned(@TempDir Path folder) throws Exception {
    var server = HttpsServer.create(new InetSocketAddress("localhost", 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(selfSigned(folder.resolve("keys.p12"))));
    server.start();
    try {
      assertThat(failure("https://localhost:" + server.getAddress().getPort()))
          .isEqualTo(Failure.SELF_SIGNED);
    } finally {
      server.stop(0);
    }
  }

  @ParameterizedTest
  @EnumSource(Failure.class)
  void saysOfEachFailureWhatToDo(Failure failure) {
    var finding =
        ProbeFindings.of(
            "https://sms.example.com/twilio/probe/x",
            new Failed(failure, "why"),
            MissingNode.getInstance());

    assertThat(finding.grade()).isEqualTo("fail");
    assertThat(finding.sentence())
        .startsWith("Nothing of what is sent to https://sms.example.com arrives. ")
        .hasSizeGreaterThan(100);
  }

  private Failure failure(String base) {
    return ((Failed) send(base)).failure();
  }

  private ProbeOutcome send(String base) {
    return sender.send(
        JsonMapper.shared()
            .readTree(
                """
                {"url": "%s/twilio/probe/x", "form": "A=1", "headers": {"X-Twilio-Signature": "x"}}
                """
                    .formatted(base)));
  }

  /** With the JDK's keytool, the only part of a JDK that signs certificates. */
  private static SSLContext selfSigned(Path file) throws Exception {
    var keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "sms",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .start();
    assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(KeyStore.getInstance(file.toFile(), PASSWORD), PASSWORD);
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }
}
