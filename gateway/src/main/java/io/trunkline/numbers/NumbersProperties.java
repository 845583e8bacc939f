// SPDX-License-Identifier: Apache-2.0
package io.trunkline.numbers;

import io.trunkline.account.AccountId;
import io.trunkline.twilio.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The senders of the configured account. At each start they are written into the database as they
 * are said here; what is not or no longer said here stays there as it is.
 *
 * @param defaultSender what a message without a sender is sent from, unless the account has been
 *     given another default since: a number in E.164, a short code, a name, {@code whatsapp:} and a
 *     number, {@code rcs:} and an agent, a Messaging Service SID, or the name of a pool
 * @param pacePerSecond segments a second of the default sender, over all nodes; if absent, as it
 *     was, and at first what Twilio allows a sender of its kind
 * @param senders further senders
 * @param pools the pools
 * @param accountPace segments a second of all senders together; if absent, there is no such limit
 * @param countryPaces segments a second to the recipients of a country, by its ISO 3166-1 code
 */
@ConfigurationProperties("trunkline.numbers")
record NumbersProperties(
    @Nullable String defaultSender,
    @Nullable Double pacePerSecond,
    @DefaultValue List<Configured> senders,
    @DefaultValue List<ConfiguredPool> pools,
    @Nullable Double accountPace,
    @DefaultValue Map<String, Double> countryPaces) {

  /**
   * A further sender.
   *
   * @param address as for the default sender, but no pool
   * @param pacePerSecond as for the default sender
   * @param countries where a short code works, where a name is registered, where an RCS agent is
   *     launched; if absent, as it was
   * @param channels what a Messaging Service can send by; if absent, as it was, and at first {@code
   *     sms} and {@code mms}
   */
  record Configured(
      String address,
      @Nullable Double pacePerSecond,
      @DefaultValue Set<String> countries,
      @DefaultValue Set<Channel> channels) {

    Configured {
      countries = Countries.canonical(countries);
      channels = Set.copyOf(channels);
      SenderKind.of(address).mustAllow(countries, channels);
      mustBePace(pacePerSecond);
    }
  }

  /**
   * A pool.
   *
   * @param name small letters, digits, {@code -} and {@code _}, a letter first
   * @param senders the addresses of its senders
   */
  record ConfiguredPool(String name, @DefaultValue Set<String> senders) {

    ConfiguredPool {
      if (!Pool.isName(name)) {
        throw new IllegalArgumentException(Pool.NAME_RULE);
      }
      senders = Set.copyOf(senders);
    }
  }

  NumbersProperties {
    defaultSender = defaultSender == null || defaultSender.isBlank() ? null : defaultSender.strip();
    senders = List.copyOf(senders);
    pools = List.copyOf(pools);
    countryPaces = Map.copyOf(countryPaces);
    mustBePace(pacePerSecond);
    mustBePace(accountPace);
    countryPaces.keySet().forEach(Countries::canonical);
    countryPaces.values().forEach(NumbersProperties::mustBePace);
    if (defaultSender != null && !namesPool(defaultSender, pools)) {
      var _ = SenderKind.of(defaultSender);
    }
  }

  /** All that is a sender here: the default, unless it is a pool, and the further ones. */
  List<RegisterSender> registrations(AccountId account) {
    var registrations = new ArrayList<RegisterSender>();
    if (defaultSender != null && !namesPool(defaultSender, pools)) {
      registrations.add(
          new RegisterSender(account, defaultSender, pacePerSecond, Set.of(), Set.of()));
    }
    for (var sender : senders) {
      registrations.add(
          new RegisterSender(
              account,
              sender.address(),
              sender.pacePerSecond(),
              sender.countries(),
              sender.channels()));
    }
    return registrations;
  }

  private static boolean namesPool(String name, List<ConfiguredPool> pools) {
    return pools.stream().anyMatch(pool -> pool.name().equals(name));
  }

  private static void mustBePace(@Nullable Double pace) {
    if (pace != null) {
      Sender.mustBePace(pace);
    }
  }
}
