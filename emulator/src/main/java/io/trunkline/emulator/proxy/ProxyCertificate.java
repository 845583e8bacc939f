// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate for Twilio's hosts, made anew for each run, so that a key that somebody's programs
 * trust never lies about: on disk there is only the certificate itself.
 */
final class ProxyCertificate {
  private static final String ALIAS = "twilio";
  private static final char[] PASSWORD = "of no use to anybody".toCharArray();
  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  private final KeyStore keys;

  private ProxyCertificate(KeyStore keys) {
    this.keys = keys;
  }

  /** Makes one with the JDK's keytool, the only part of a JDK that signs certificates. */
  static ProxyCertificate make() throws IOException, GeneralSecurityException {
    var folder = Files.createTempDirectory("trunkline-emulator");
    var file = folder.resolve("keys.p12");
    try {
      keytool(file);
      return new ProxyCertificate(KeyStore.getInstance(file.toFile(), PASSWORD));
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }

  /** Writes the certificate for those who are to trust it; what was in the file is replaced. */
  void writeTo(Path pem) throws IOException, GeneralSecurityException {
    var text =
        "-----BEGIN CERTIFICATE-----\n"
            + LINES.encodeToString(keys.getCertificate(ALIAS).getEncoded())
            + "\n-----END CERTIFICATE-----\n";
    // By a move, so that a link that somebody else has laid there is replaced and not followed.
    var folder = pem.toAbsolutePath().getParent();
    var whole = Files.createTempFile(folder, "trunkline", ".pem");
    Files.writeString(whole, text);
    Files.move(whole, pem, StandardCopyOption.REPLACE_EXISTING);
  }

  SSLContext context() throws GeneralSecurityException {
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private static void keytool(Path file) throws IOException {
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            ALIAS,
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-validity",
            "30",
            "-dname",
            "CN=Twilio as emulated by Trunkline",
            "-ext",
            "SAN=" + TwilioHosts.alternativeNames(),
            "-storetype",
            "PKCS12",
            "-storepass",
            new String(PASSWORD),
            "-keystore",
            file.toString());
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException("keytool made no certificate: " + said.strip());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("Interrupted while keytool ran", interrupted));
    }
  }
}
