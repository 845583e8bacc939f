// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.account.Account;
import io.trunkline.emulator.http.Parameters;
import io.trunkline.emulator.http.Refusal;
import io.trunkline.emulator.sender.MessagingService;
import io.trunkline.emulator.sender.MessagingServices;
import io.trunkline.emulator.sender.PooledSender;
import java.util.Locale;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/**
 * {@code /v1/Services/{Sid}/DestinationAlphaSenders}: all names of a pool, with their countries.
 */
record ServiceDestinationAlphaSenders(MessagingServices services) implements PoolKind {
  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

  @Override
  public String path() {
    return "DestinationAlphaSenders";
  }

  @Override
  public String key() {
    return "alpha_senders";
  }

  @Override
  public boolean holds(PooledSender sender) {
    return sender.kind() == PooledSender.Kind.NAME;
  }

  @Override
  public PooledSender wanted(Account account, Parameters form) {
    var name = ServiceAlphaSenders.name(form);
    var country = form.getOrEmpty("IsoCountryCode");
    if (!country.isEmpty() && !COUNTRIES.contains(country)) {
      throw Refusal.badRequest(20001, "IsoCountryCode is no country: " + country);
    }
    return services.name(name, country);
  }

  @Override
  public void write(JsonGenerator json, MessagingService service, PooledSender sender) {
    PoolKind.writeCapabilities(json, service, sender);
    json.writeStringProperty("alpha_sender", sender.address());
    json.writeStringProperty("iso_country_code", sender.country());
  }
}
