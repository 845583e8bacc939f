// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.account.Account;
import io.trunkline.emulator.account.Accounts.Caller;
import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.http.Answer;
import io.trunkline.emulator.http.Json;
import io.trunkline.emulator.http.Refusal;
import io.trunkline.emulator.http.Request;
import io.trunkline.emulator.number.AreaCodes;
import io.trunkline.emulator.number.NumberBlock;
import io.trunkline.emulator.number.NumberBlocks;
import io.trunkline.emulator.number.NumberKind;
import io.trunkline.emulator.number.NumberTraits;
import io.trunkline.emulator.number.OwnedNumber;
import io.trunkline.emulator.number.PhoneNumbers;
import io.trunkline.emulator.number.Stock.Offer;
import io.trunkline.emulator.world.World;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code /IncomingPhoneNumbers}: the numbers of an account. Unlike at Twilio, every possible number
 * that nobody has can be had, in stock or not, and no country asks for an address.
 */
@Seen(
    what = "Numbers are rented by number or area code, configured and given back.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "phone-numbers/api/incomingphonenumber-resource")
final class NumbersResource {
  private static final String PATH = Api.ACCOUNT + "/IncomingPhoneNumbers";
  private static final String ONE = PATH + "/{NumberSid}.json";
  private static final List<NumberKind> LISTED_APART =
      List.of(NumberKind.LOCAL, NumberKind.MOBILE, NumberKind.TOLL_FREE);

  private final World world;

  NumbersResource(World world) {
    this.world = world;
  }

  void addTo(Api api) {
    var list = PATH + ".json";
    api.onAlsoWithTestCredentials("POST", list, (caller, request) -> create(caller, request, null));
    api.on("GET", list, (caller, request) -> list(caller, request, null));
    for (var kind : LISTED_APART) {
      var path = PATH + "/" + kind.path() + ".json";
      api.on("POST", path, (caller, request) -> create(caller, request, kind));
      api.on("GET", path, (caller, request) -> list(caller, request, kind));
    }
    api.on("GET", ONE, (caller, request) -> answer(200, find(caller, request)));
    api.on("POST", ONE, this::update);
    api.on("DELETE", ONE, this::delete);
  }

  private Answer list(Caller caller, Request request, @Nullable NumberKind kind) {
    var query = request.query();
    var digits = query.getOrEmpty("PhoneNumber").replaceAll("[^0-9]", "");
    var name = query.getOrEmpty("FriendlyName");
    var origin = query.getOrEmpty("Origin");
    var found =
        world.numbers().of(caller.account()).stream()
            .filter(number -> kind == null || kind == kind(number))
            .filter(number -> number.phoneNumber().contains(digits))
            .filter(number -> name.isEmpty() || name.equals(NumberJson.friendlyName(number)))
            .filter(number -> origin.isEmpty() || origin.equals(NumberJson.ORIGIN))
            .toList();
    return Page.of(request)
        .answer(
            request,
            "incoming_phone_numbers",
            found,
            null,
            kind == null ? NumberJson::write : NumberJson::writeOfKind);
  }

  private Answer create(Caller caller, Request request, @Nullable NumberKind kind) {
    var form = request.form();
    var settings = NumberSettings.of(form);
    var wanted = form.getOrEmpty("PhoneNumber");
    var areaCode = kind == null ? form.getOrEmpty("AreaCode") : "";
    if (wanted.isEmpty() && areaCode.isEmpty()) {
      throw Refusal.badRequest(21421, "PhoneNumber or AreaCode is required");
    }
    if (caller.account().isTest()) {
      return pretend(caller, wanted, areaCode, settings);
    }
    var phoneNumber = wanted.isEmpty() ? freeIn(areaCode) : wanted;
    checkNumber(phoneNumber, kind);
    var rented =
        world
            .numbers()
            .rent(caller.account(), phoneNumber, settings)
            .orElseThrow(() -> Refusal.badRequest(21422, phoneNumber + " is not available"));
    world.meter().rent(rented);
    return kind == null
        ? answer(201, rented)
        : Answer.json(201, Json.object(json -> NumberJson.writeOfKind(json, rented)));
  }

  @Seen(
      what = "A number is no number: 21421; taken: 21422; of another kind than the list: 21458.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "api/errors")
  private static void checkNumber(String number, @Nullable NumberKind kind) {
    if (!PhoneNumbers.isPossible(number)) {
      throw Refusal.badRequest(21421, number + " is not a valid number");
    }
    if (kind != null && NumberTraits.of(number).kind() != kind) {
      throw Refusal.badRequest(21458, number + " is not a " + kind.words() + " number");
    }
  }

  private static Answer pretend(
      Caller caller, String wanted, String areaCode, Map<String, String> settings) {
    var phoneNumber = wanted.isEmpty() ? TestNumbers.inAreaCode(areaCode) : wanted;
    TestNumbers.checkPurchase(phoneNumber);
    var sid = "PN" + caller.account().sid().substring(2);
    var now = caller.account().created();
    return answer(
        201, new OwnedNumber(sid, caller.account().sid(), phoneNumber, settings, now, now));
  }

  private String freeIn(String digits) {
    var areaCode =
        AreaCodes.byDigits(digits)
            .filter(known -> known.kind() == AreaCodes.Kind.LOCAL)
            .orElseThrow(() -> Refusal.badRequest(21451, digits + " is not an area code"));
    var blocks =
        NumberBlocks.of(areaCode.country(), NumberKind.LOCAL).stream()
            .filter(block -> isIn(block, digits))
            .toList();
    return world
        .stock()
        .offers(blocks)
        .map(Offer::number)
        .findFirst()
        .orElseThrow(() -> Refusal.badRequest(21452, "No number is left in " + digits));
  }

  private static boolean isIn(NumberBlock block, String areaCode) {
    return block.prefix().equals("1" + areaCode);
  }

  private Answer update(Caller caller, Request request) {
    var settings = NumberSettings.of(request.form());
    var number = find(caller, request);
    var target = request.form().getOrEmpty("AccountSid");
    var owner = target.isEmpty() ? caller.account() : newOwner(caller.account(), target);
    var changed =
        world
            .numbers()
            .configure(number, settings)
            .flatMap(configured -> world.numbers().transfer(configured, owner))
            .orElseThrow(() -> Refusal.notFound(request.path()));
    return answer(200, changed);
  }

  @Seen(
      what = "A number moves within a family of accounts: else 21470, 21471, 21472 or 21473.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "api/errors")
  private Account newOwner(Account owner, String sid) {
    if (!sid.matches("AC[0-9a-f]{32}")) {
      throw Refusal.badRequest(21470, sid + " is not the SID of an account");
    }
    var target =
        world
            .accounts()
            .find(sid)
            .orElseThrow(() -> Refusal.badRequest(21471, "There is no account " + sid));
    if (!target.ownerSid().equals(owner.ownerSid())) {
      throw Refusal.badRequest(21473, "The account is not related to the number's owner");
    }
    if (!target.isActive()) {
      throw Refusal.badRequest(21472, "The account is not active");
    }
    return target;
  }

  private Answer delete(Caller caller, Request request) {
    world.numbers().release(find(caller, request));
    return Answer.noContent();
  }

  private OwnedNumber find(Caller caller, Request request) {
    return world
        .numbers()
        .bySid(caller.account(), request.variable("NumberSid"))
        .orElseThrow(() -> Refusal.notFound(request.path()));
  }

  private static NumberKind kind(OwnedNumber number) {
    return NumberTraits.of(number.phoneNumber()).kind();
  }

  private static Answer answer(int status, OwnedNumber number) {
    return Answer.json(status, NumberJson.document(number));
  }
}
