// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.control;

import io.trunkline.emulator.account.Account;
import io.trunkline.emulator.http.Answer;
import io.trunkline.emulator.http.Json;
import io.trunkline.emulator.http.Request;
import io.trunkline.emulator.http.Router;
import io.trunkline.emulator.number.Countries;
import io.trunkline.emulator.number.PhoneNumbers;
import io.trunkline.emulator.sender.ChannelSender;
import io.trunkline.emulator.world.World;
import tools.jackson.databind.JsonNode;

/**
 * {@code /_emulator/short-codes} and {@code /_emulator/channel-senders}: gives accounts the senders
 * that nobody gets by the API.
 */
final class SendersControl {
  private final World world;

  private SendersControl(World world) {
    this.world = world;
  }

  static void addTo(Router router, World world) {
    var senders = new SendersControl(world);
    ControlResource.on(router, "POST", "short-codes", senders::leaseShortCode);
    ControlResource.on(router, "POST", "channel-senders", senders::registerChannelSender);
  }

  /** {@code {"short_code": "12345", "country": "US"}}. */
  private Answer leaseShortCode(Request request) {
    var order = ControlJson.read(request);
    var said = ControlJson.text(order, "country");
    var country = said == null ? "US" : said;
    if (Countries.byIso(country).isEmpty()) {
      throw new IllegalArgumentException("There is no country " + country);
    }
    var leased =
        world
            .shortCodes()
            .lease(account(order), ControlJson.requiredText(order, "short_code"), country);
    return created(leased.sid());
  }

  /** {@code {"sender": "whatsapp:+14155550100", "url": …}}; the URL is asked about texts to it. */
  private Answer registerChannelSender(Request request) {
    var order = ControlJson.read(request);
    var address = ControlJson.requiredText(order, "sender");
    var name = address.substring(ChannelSender.channelOf(address).length());
    if (name.isBlank() || (address.startsWith("whatsapp:") && !PhoneNumbers.isPossible(name))) {
      throw new IllegalArgumentException("Nobody on the channel can be called " + name);
    }
    var sender = world.channelSenders().register(account(order), address);
    var url = ControlJson.text(order, "url");
    if (url != null) {
      world.channelSenders().point(sender, url);
    }
    return created(sender.sid());
  }

  /** The one that {@code account_sid} names, else the live one. */
  private Account account(JsonNode order) {
    var sid = ControlJson.text(order, "account_sid");
    return sid == null
        ? world.accounts().live()
        : world
            .accounts()
            .find(sid)
            .orElseThrow(() -> new IllegalArgumentException("There is no account " + sid));
  }

  private static Answer created(String sid) {
    return Answer.json(201, Json.object(json -> json.writeStringProperty("sid", sid)));
  }
}
