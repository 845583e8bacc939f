// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.http.Router;
import io.trunkline.emulator.world.World;
import java.util.List;

/** All of Twilio's REST API that is imitated. */
public final class RestApi {
  private RestApi() {}

  /** Adds every resource's routes. */
  public static void addTo(Router router, World world) {
    var api = new Api("api", router, world);
    var messages = new MessagesResource(world);
    messages.addTo(api);
    new MediaResource(messages, new MediaBytes()).addTo(api);
    new FeedbackResource(messages, world.clock()).addTo(api);
    new CallsResource(world).addTo(api);
    new NumbersResource(world).addTo(api);
    new AvailableNumbersResource(world.stock()).addTo(api);
    new KeysResource(world.accounts().keys()).addTo(api);
    new AccountsResource(world).addTo(api);
    new BalanceResource(world.balances()).addTo(api);
    new UsageRecordsResource(world).addTo(api);
    new UsageTriggersResource(world.triggers()).addTo(api);
    new ShortCodesResource(world.shortCodes()).addTo(api);
    new IamKeysResource(world.accounts().keys()).addTo(new Api("iam", router, world));
    new AuthTokensResource(world.accounts()).addTo(new Api("accounts", router, world));
    new OauthResource(world.accounts()).addTo(new Api("oauth", router, world));
    var messaging = new Api("messaging", router, world);
    addMessaging(messaging, world);
    new DeactivationsResource(world.deactivations()).addTo(messaging, router);
    var content = new Api("content", router, world);
    new ContentLists(world.contents()).addTo(content);
    new ContentResource(world.contents()).addTo(content);
    addPricing(new Api("pricing", router, world));
    new LookupsResource(world).addTo(new Api("lookups", router, world));
  }

  private static void addPricing(Api api) {
    new MessagingPricesResource().addTo(api);
    new NumberPricesResource().addTo(api);
    new VoicePricesResource().addTo(api);
    new TrunkingPricesResource().addTo(api);
  }

  private static void addMessaging(Api api, World world) {
    var services = new ServicesResource(world.services());
    services.addTo(api);
    var kinds =
        List.of(
            new ServicePhoneNumbers(world),
            new ServiceShortCodes(world),
            new ServiceAlphaSenders(world.services()),
            new ServiceDestinationAlphaSenders(world.services()),
            new ServiceChannelSenders(world));
    kinds.forEach(kind -> new PoolResource(services, world.services(), kind).addTo(api));
  }
}
