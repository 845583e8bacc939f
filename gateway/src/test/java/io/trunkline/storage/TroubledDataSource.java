// SPDX-License-Identifier: Apache-2.0
package io.trunkline.storage;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A way to the database that can be interrupted, or held up at an awkward moment. */
public final class TroubledDataSource extends DelegatingDataSource {

  /** A connection that has done its work and is not given back yet. */
  public static final class Hold {

    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    private Hold() {}

    public boolean isReached() {
      return reached.getCount() == 0;
    }

    public void letGo() {
      released.countDown();
    }

    private void pass() throws InterruptedException {
      reached.countDown();
      released.await();
    }
  }

  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicReference<@Nullable Hold> next = new AtomicReference<>();
  private volatile boolean unplugged;

  public TroubledDataSource(DataSource target) {
    super(target);
  }

  /** From now on nobody gets a connection. */
  public void unplug() {
    unplugged = true;
  }

  public void plugIn() {
    unplugged = false;
  }

  /** How often somebody asked for a connection in vain. */
  public int refusals() {
    return refused.get();
  }

  /** Holds up whoever asks next for a connection, when that connection is closed. */
  public Hold holdNextConnectionWhenDone() {
    var hold = new Hold();
    next.set(hold);
    return hold;
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (unplugged) {
      refused.incrementAndGet();
      throw new SQLException("unplugged", "08001");
    }
    var connection = super.getConnection();
    var hold = next.getAndSet(null);
    return hold == null ? connection : held(connection, hold);
  }

  private static Connection held(Connection connection, Hold hold) {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close")) {
                hold.pass();
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
