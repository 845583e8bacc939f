// SPDX-License-Identifier: Apache-2.0
package io.trunkline.events;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of events.
 *
 * @param keep how long an event can be read; an hour to ten years. Whoever has not read for longer
 *     has to begin anew.
 * @param streams how many streams an account may have open on each node; 0 to 10,000
 * @param heartbeat how long a stream is silent: proxies close what has been silent for a minute,
 *     some for half of one; 10 milliseconds to an hour
 * @param streamFor how long a stream lasts before its reader has to come again, with a key that is
 *     still good; a second to a day
 */
@ConfigurationProperties("trunkline.events")
record EventsProperties(
    @DefaultValue("30d") Duration keep,
    @DefaultValue("20") int streams,
    @DefaultValue("15s") Duration heartbeat,
    @DefaultValue("15m") Duration streamFor) {

  private static final Duration SHORTEST_LIFE = Duration.ofHours(1);
  private static final Duration LONGEST_LIFE = Duration.ofDays(3653);
  private static final Duration SHORTEST_BEAT = Duration.ofMillis(10);
  private static final Duration LONGEST_BEAT = Duration.ofHours(1);
  private static final Duration SHORTEST_STREAM = Duration.ofSeconds(1);
  private static final Duration LONGEST_STREAM = Duration.ofDays(1);
  private static final int MOST_STREAMS = 10_000;

  EventsProperties {
    within("keep is an hour to ten years", keep, SHORTEST_LIFE, LONGEST_LIFE);
    if (streams < 0 || streams > MOST_STREAMS) {
      throw new IllegalArgumentException("trunkline.events.streams is 0 to " + MOST_STREAMS);
    }
    within("heartbeat is 10 milliseconds to an hour", heartbeat, SHORTEST_BEAT, LONGEST_BEAT);
    within("stream-for is a second to a day", streamFor, SHORTEST_STREAM, LONGEST_STREAM);
  }

  private static void within(String rule, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException("trunkline.events." + rule);
    }
  }
}
