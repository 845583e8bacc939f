// SPDX-License-Identifier: Apache-2.0
package io.trunkline.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.psl.PublicSuffixMatcher;
import org.apache.hc.client5.http.psl.PublicSuffixMatcherLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/**
 * Looks names up on threads of their own, of which there are so many and no more. A look-up takes
 * as long as somebody's name server likes, cannot be interrupted, and holds a thread of the
 * machine: of those that virtual threads share, a few slow ones would stop everything.
 *
 * <p>Whoever finds no thread free waits for one, as long as for an answer. Silent name servers hold
 * few: one for each name, however many ask; an eighth for each domain that somebody can register,
 * whatever names he invents below it; and none for a name that has just been waited for in vain.
 */
final class TimelyNames implements DnsResolver {

  /** Of how many threads one is for a domain. */
  static final int SHARE = 8;

  private static final String NOBODY = "No name server has answered in time";
  private static final PublicSuffixMatcher SUFFIXES = PublicSuffixMatcherLoader.getDefault();

  private final DnsResolver names;
  private final int most;
  private final Duration patience;
  private final Duration rest;
  private final ExecutorService threads =
      new ThreadPoolExecutor(
          0,
          // Bounded by who may begin: one that has just ended may not be free yet.
          Integer.MAX_VALUE,
          10,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          Thread.ofPlatform().daemon().name("trunkline-names-", 0).factory());

  /** By name, in the order in which they were asked first. */
  private final Map<String, LookUp> asked = new LinkedHashMap<>();

  private final Map<String, Integer> begunOfDomain = new HashMap<>();
  private final Map<String, Long> restUntil = new HashMap<>();
  private int begun;

  /**
   * @param most so many threads
   * @param patience how long anybody waits, for a thread and for an answer
   * @param rest how long a name is left alone of which nobody has heard anything
   */
  TimelyNames(DnsResolver names, int most, Duration patience, Duration rest) {
    this.names = names;
    this.most = most;
    this.patience = patience;
    this.rest = rest;
  }

  /** One question, which waits for a thread and then for an answer. */
  private final class LookUp extends FutureTask<InetAddress[]> {

    private final String host;
    private final String domain;
    private int askers;
    private @Nullable Long since;

    LookUp(String host) {
      super(() -> names.resolve(host));
      this.host = host;
      var name = StringUtils.trimTrailingCharacter(host, '.');
      this.domain = Objects.requireNonNullElse(SUFFIXES.getDomainRoot(name), name);
    }

    /** Who comes late waits only for what the others have left. */
    long patienceLeft(long now) {
      return patience.toNanos() - (since == null ? 0 : now - since);
    }

    void fail(Throwable why) {
      setException(why);
    }

    @Override
    protected void done() {
      ended(this);
      beginWhoMay();
    }
  }

  /**
   * @throws UnknownHostException also if nobody has said in time who it is, or has just not
   */
  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    var lookUp = join(host);
    try {
      beginWhoMay();
      return lookUp.get(patienceLeft(lookUp), TimeUnit.NANOSECONDS).clone();
    } catch (TimeoutException e) {
      throw new UnknownHostException(NOBODY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnknownHostException("Interrupted");
    } catch (ExecutionException e) {
      var why = new UnknownHostException(host);
      why.initCause(e);
      throw why;
    } finally {
      leave(lookUp);
    }
  }

  private synchronized LookUp join(String host) throws UnknownHostException {
    var until = restUntil.get(host);
    if (until != null && until - System.nanoTime() > 0) {
      throw new UnknownHostException(NOBODY);
    }
    var lookUp = asked.computeIfAbsent(host, LookUp::new);
    lookUp.askers++;
    return lookUp;
  }

  private synchronized long patienceLeft(LookUp lookUp) {
    return Math.max(0, lookUp.patienceLeft(System.nanoTime()));
  }

  private synchronized void leave(LookUp lookUp) {
    lookUp.askers--;
    if (lookUp.askers == 0 && lookUp.since == null) {
      asked.remove(lookUp.host, lookUp);
    }
  }

  private void beginWhoMay() {
    for (var next = next(); next != null; next = next()) {
      try {
        threads.execute(next);
      } catch (RuntimeException | OutOfMemoryError e) {
        // The machine gives no thread. Else this one would be counted for ever.
        next.fail(e);
      }
    }
  }

  private synchronized @Nullable LookUp next() {
    if (begun == most) {
      return null;
    }
    for (var each : asked.values()) {
      if (each.since == null && begunOfDomain.getOrDefault(each.domain, 0) < most / SHARE) {
        each.since = System.nanoTime();
        begun++;
        begunOfDomain.merge(each.domain, 1, Integer::sum);
        return each;
      }
    }
    return null;
  }

  private synchronized void ended(LookUp lookUp) {
    long now = System.nanoTime();
    asked.remove(lookUp.host, lookUp);
    begun--;
    begunOfDomain.merge(lookUp.domain, -1, Integer::sum);
    begunOfDomain.values().remove(0);
    if (lookUp.state() == FutureTask.State.FAILED && lookUp.patienceLeft(now) <= 0) {
      restUntil.values().removeIf(until -> until - now <= 0);
      restUntil.put(lookUp.host, now + rest.toNanos());
    }
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }
}
