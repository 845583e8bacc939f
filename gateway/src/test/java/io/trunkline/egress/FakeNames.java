// SPDX-License-Identifier: Apache-2.0
package io.trunkline.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.hc.client5.http.DnsResolver;

/** A name server that says what it was told to, and the last of it for ever. */
public final class FakeNames implements DnsResolver {

  private final Map<String, Deque<InetAddress[]>> answers = new HashMap<>();
  private final List<String> questions = new CopyOnWriteArrayList<>();

  /** The next answer for a name. */
  public FakeNames answers(String host, String... addresses) {
    answers
        .computeIfAbsent(host, _ -> new ArrayDeque<>())
        .add(Arrays.stream(addresses).map(InetAddress::ofLiteral).toArray(InetAddress[]::new));
    return this;
  }

  public List<String> questions() {
    return List.copyOf(questions);
  }

  /** A way out for which these names hold. */
  public Egress egress(String... allowed) {
    return new Egress(this, Arrays.stream(allowed).map(Network::parse).toList());
  }

  @Override
  public synchronized InetAddress[] resolve(String host) throws UnknownHostException {
    questions.add(host);
    var left = answers.get(host);
    if (left == null) {
      throw new UnknownHostException(host);
    }
    return left.size() > 1 ? left.removeFirst() : left.getFirst();
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }
}
