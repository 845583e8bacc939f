// SPDX-License-Identifier: Apache-2.0
package io.trunkline.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks names up on threads of their own, of which there are so many and no more. A look-up takes
 * as long as somebody's name server likes, cannot be interrupted, and holds a thread of the
 * machine: of those that virtual threads share, a few slow ones would stop everything. Whoever asks
 * for a name that is being looked up waits for that answer, so that a silent name server holds one
 * thread for each name, however many ask.
 */
final class TimelyNames implements DnsResolver {

  static final int MOST_THREADS = 64;

  private static final String NOBODY = "No name server has answered in time";

  private final DnsResolver names;
  private final Duration patience;
  private final Map<String, LookUp> underWay = new ConcurrentHashMap<>();
  private final ExecutorService threads =
      new ThreadPoolExecutor(
          0,
          MOST_THREADS,
          10,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          Thread.ofPlatform().daemon().name("trunkline-names-", 0).factory());

  TimelyNames(DnsResolver names, Duration patience) {
    this.names = names;
    this.patience = patience;
  }

  /** One question, which is under way until it is answered. */
  private final class LookUp extends FutureTask<InetAddress[]> {

    private final String host;
    private final long since = System.nanoTime();

    LookUp(String host) {
      super(() -> names.resolve(host));
      this.host = host;
    }

    @Override
    protected void done() {
      underWay.remove(host, this);
    }

    /** How much longer anybody waits for it. */
    long patienceLeft() {
      return Math.max(0, patience.toNanos() - (System.nanoTime() - since));
    }
  }

  /**
   * @throws UnknownHostException also if nobody has said in time who it is, or nobody can be asked
   */
  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    var asked = asked(host);
    try {
      return asked.get(asked.patienceLeft(), TimeUnit.NANOSECONDS).clone();
    } catch (TimeoutException | CancellationException e) {
      throw new UnknownHostException(NOBODY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnknownHostException("Interrupted");
    } catch (ExecutionException e) {
      var why = new UnknownHostException(host);
      why.initCause(e);
      throw why;
    }
  }

  private LookUp asked(String host) throws UnknownHostException {
    var mine = new LookUp(host);
    var others = underWay.putIfAbsent(host, mine);
    if (others != null) {
      return others;
    }
    try {
      threads.execute(mine);
      return mine;
    } catch (RejectedExecutionException e) {
      // For those who have joined it meanwhile.
      mine.cancel(false);
      throw new UnknownHostException(NOBODY);
    }
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }
}
