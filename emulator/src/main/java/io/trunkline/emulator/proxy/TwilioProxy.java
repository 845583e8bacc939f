// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.proxy;

import io.trunkline.emulator.http.PortTakenException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * An HTTP proxy that leads {@code CONNECT <host>.twilio.com:443} to the emulator, which knows the
 * product by the {@code Host} header. It refuses everything else: nothing leaves this machine.
 */
public final class TwilioProxy implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(TwilioProxy.class.getName());
  private static final int MAX_HEAD = 16 * 1024;
  private static final int PATIENCE_MILLIS = 30_000;

  private final ServerSocket listening = new ServerSocket();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final SSLSocketFactory tls;
  private final URI emulator;

  /**
   * Starts to listen and writes the certificate that clients must trust.
   *
   * @param port 0 picks a free one
   * @param certificate a PEM file, replaced if it is there
   * @param emulator where the decrypted bytes go
   * @throws PortTakenException if somebody else listens there
   * @throws UncheckedIOException if the certificate cannot be made or written
   */
  public static TwilioProxy start(String host, int port, Path certificate, URI emulator) {
    try {
      var made = ProxyCertificate.make();
      var proxy = new TwilioProxy(made.context().getSocketFactory(), emulator);
      proxy.listening.bind(new InetSocketAddress(host, port));
      made.writeTo(certificate);
      Thread.ofVirtual().name("proxy").start(proxy::accept);
      return proxy;
    } catch (BindException taken) {
      throw new PortTakenException(port);
    } catch (IOException | GeneralSecurityException failure) {
      throw new UncheckedIOException(
          new IOException("The proxy cannot start: " + failure.getMessage(), failure));
    }
  }

  private TwilioProxy(SSLSocketFactory tls, URI emulator) throws IOException {
    this.tls = tls;
    this.emulator = emulator;
  }

  public int port() {
    return listening.getLocalPort();
  }

  @Override
  public void close() {
    closeQuietly(listening);
    open.forEach(TwilioProxy::closeQuietly);
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        var client = listening.accept();
        open.add(client);
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException closed) {
        LOG.log(System.Logger.Level.DEBUG, "The proxy takes no more connections", closed);
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      client.setSoTimeout(PATIENCE_MILLIS);
      var words = head(client.getInputStream()).split("\r\n", 2)[0].split(" ");
      var target = words.length == 3 ? words[1].toLowerCase(Locale.ROOT) : "";
      if (words[0].equals("CONNECT")
          && target.endsWith(":443")
          && TwilioHosts.contains(target.substring(0, target.length() - ":443".length()))) {
        say(client, "HTTP/1.1 200 Connection established\r\n\r\n");
        client.setSoTimeout(0); // From here on the two that talk decide how long they wait.
        lead(client);
      } else {
        refuse(client, words[0] + " " + target);
      }
    } catch (IOException gone) {
      LOG.log(System.Logger.Level.DEBUG, "A connection of the proxy ended", gone);
    } finally {
      open.remove(client);
    }
  }

  /** Leads the bytes to the emulator and back until either side has had enough. */
  private void lead(Socket client) throws IOException {
    try (var encrypted = (SSLSocket) tls.createSocket(client, null, true);
        var inner = new Socket(emulator.getHost(), emulator.getPort())) {
      open.add(inner);
      try {
        talk(encrypted, inner);
      } finally {
        open.remove(inner);
      }
    }
  }

  private static void talk(SSLSocket encrypted, Socket inner) throws IOException {
    try {
      var parameters = encrypted.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {"http/1.1"});
      encrypted.setSSLParameters(parameters);
      inner.setTcpNoDelay(true);
      var back = Thread.ofVirtual().start(() -> copyBack(inner, encrypted));
      encrypted.getInputStream().transferTo(inner.getOutputStream());
      inner.shutdownOutput();
      back.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void copyBack(Socket inner, Socket encrypted) {
    try (encrypted) {
      inner.getInputStream().transferTo(encrypted.getOutputStream());
    } catch (IOException gone) {
      LOG.log(System.Logger.Level.DEBUG, "A client of the proxy has gone", gone);
    }
  }

  private static void refuse(Socket client, String asked) throws IOException {
    var text =
        "The emulator's proxy leads to *.twilio.com:443 and nowhere else, so not: "
            + asked
            + "\nName other hosts in NO_PROXY.\n";
    say(
        client,
        "HTTP/1.1 403 Forbidden\r\n"
            + "Content-Type: text/plain\r\n"
            + "Connection: close\r\n"
            + "Content-Length: "
            + text.length()
            + "\r\n\r\n"
            + text);
  }

  private static void say(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    client.getOutputStream().flush();
  }

  /** All up to the empty line, and not a byte of what follows, which is TLS. */
  private static String head(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (head.length() < MAX_HEAD) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("The client went away in the middle of its request");
      }
      head.append((char) next);
      if (next == '\n' && head.length() > 3 && head.indexOf("\r\n\r\n", head.length() - 4) >= 0) {
        return head.toString();
      }
    }
    throw new IOException("The request's head is too long");
  }

  private static void closeQuietly(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception failure) {
      LOG.log(System.Logger.Level.DEBUG, "Closing failed", failure);
    }
  }
}
