// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import io.trunkline.events.EventTypes;
import io.trunkline.problem.JsonBody;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RefusalCode;
import io.trunkline.problem.RequestRefusal;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What an endpoint wants to hear, and how.
 *
 * @param url https, and http only where the settings of the server allow it
 * @param description whatever its owner wants to remember; up to 200 characters
 * @param types the events that it hears, {@code message.delivered}, or {@code message.*} for all of
 *     which the type begins so; none for all
 * @param ordered whether what happens to one subject, a message say, is told strictly in order: the
 *     next is sent once the one before it is delivered or given up, and not before. Different
 *     subjects never wait for each other.
 * @param pacePerSecond how many requests a second at most, over all nodes; one an hour to 1000
 * @param concurrency how many requests each node has under way to it at once; 1 to 100. Fewer while
 *     it answers slowly, and one while it fails.
 */
public record WebhookSettings(
    URI url,
    String description,
    List<String> types,
    boolean ordered,
    double pacePerSecond,
    int concurrency) {

  static final double USUAL_PACE = 50;
  static final int USUAL_CONCURRENCY = 10;

  private static final int LONGEST_URL = 2000;
  private static final int LONGEST_DESCRIPTION = 200;
  private static final int MOST_TYPES = 100;
  private static final double SLOWEST = 1.0 / 3600;
  private static final int FASTEST = 1000;
  private static final int MOST_AT_ONCE = 100;

  public WebhookSettings {
    types = List.copyOf(types);
  }

  /** With the usual pace, and no order. */
  public static WebhookSettings to(URI url, String... types) {
    return new WebhookSettings(url, "", List.of(types), false, USUAL_PACE, USUAL_CONCURRENCY);
  }

  boolean hears(String type) {
    return types.isEmpty() || types.stream().anyMatch(each -> matches(each, type));
  }

  /** Once taken, a name holds though a later program may know no such events any more. */
  private static boolean matches(String name, String type) {
    return name.endsWith("*")
        ? type.startsWith(name.substring(0, name.length() - 1))
        : name.equals(type);
  }

  /** All that is wrong with it by itself. */
  List<Refusal> refusals(boolean httpAllowed) {
    var refusals = new ArrayList<Refusal>();
    var scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !(httpAllowed && scheme.equals("http"))) {
      refuse(refusals, WebhookRefusal.INVALID_WEBHOOK_URL, "/url", "is https://");
    } else if (url.getHost() == null
        || url.getRawUserInfo() != null
        || url.getRawFragment() != null
        || url.getPort() == 0
        || url.getPort() > 65535) {
      refuse(
          refusals,
          WebhookRefusal.INVALID_WEBHOOK_URL,
          "/url",
          "has a plain host, no name of a user, and no fragment");
    } else if (url.toString().length() > LONGEST_URL) {
      invalid(refusals, "/url", "has at most " + LONGEST_URL + " characters");
    }
    if (description.length() > LONGEST_DESCRIPTION) {
      invalid(refusals, "/description", "has at most " + LONGEST_DESCRIPTION + " characters");
    } else if (!JsonBody.isStorable(description)) {
      invalid(refusals, "/description", JsonBody.NOT_STORABLE);
    }
    if (types.size() > MOST_TYPES) {
      invalid(refusals, "/types", "are at most " + MOST_TYPES);
    }
    for (int i = 0; i < types.size(); i++) {
      try {
        var _ = EventTypes.of(List.of(types.get(i)));
      } catch (IllegalArgumentException e) {
        refuse(
            refusals,
            WebhookRefusal.UNKNOWN_EVENT_TYPE,
            "/types/" + i,
            String.valueOf(e.getMessage()));
      }
    }
    if (!(pacePerSecond >= SLOWEST && pacePerSecond <= FASTEST)) {
      invalid(refusals, "/pace_per_second", "is one an hour (1/3600) to " + FASTEST);
    }
    if (concurrency < 1 || concurrency > MOST_AT_ONCE) {
      invalid(refusals, "/concurrency", "is 1 to " + MOST_AT_ONCE);
    }
    return refusals;
  }

  private static void invalid(List<Refusal> refusals, String pointer, String detail) {
    refuse(refusals, RequestRefusal.INVALID_VALUE, pointer, detail);
  }

  private static void refuse(
      List<Refusal> refusals, RefusalCode code, String pointer, String detail) {
    refusals.add(Refusal.at(code, pointer, detail));
  }
}
