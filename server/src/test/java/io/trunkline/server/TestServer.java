// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server;

import io.trunkline.account.Accounts;
import io.trunkline.account.Scope;
import io.trunkline.server.client.JsonClient;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.context.ConfigurableApplicationContext;

/** A server without credentials on a free port; what it accepts waits for ever. */
public final class TestServer implements AutoCloseable {

  public static final String SENDER = "+14155550100";

  private final ConfigurableApplicationContext context;

  private TestServer(ConfigurableApplicationContext context) {
    this.context = context;
  }

  public static TestServer start(Path folder, String... properties) {
    var usual =
        Stream.of(
            "--server.port=0",
            "--trunkline.database.url=",
            "--trunkline.database.folder=" + folder,
            "--trunkline.account.twilio.account-sid=",
            "--trunkline.callbacks.public-url=",
            "--trunkline.numbers.default-sender=" + SENDER);
    var said = Stream.of(properties).map(TestServer::name).toList();
    return new TestServer(
        TrunklineServer.start(
            Stream.concat(
                    usual.filter(property -> !said.contains(name(property))), Stream.of(properties))
                .toArray(String[]::new)));
  }

  private static String name(String property) {
    return property.replaceFirst("=.*", "");
  }

  public String url() {
    return "http://localhost:" + port();
  }

  public int port() {
    return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  public <T> T get(Class<T> type) {
    return context.getBean(type);
  }

  public String key(Scope... scopes) {
    var accounts = context.getBean(Accounts.class);
    return accounts.createKey(accounts.configured().id(), "test", Set.of(scopes)).secret();
  }

  public JsonClient client(Scope... scopes) {
    return JsonClient.ofServer(url(), key(scopes));
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public <T> T bean(String name, Class<T> type) {
    return context.getBean(name, type);
  }

  @Override
  public void close() {
    context.close();
  }
}
