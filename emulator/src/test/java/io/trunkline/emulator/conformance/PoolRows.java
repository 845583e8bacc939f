// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.conformance;

import com.twilio.rest.api.v2010.account.IncomingPhoneNumber;
import com.twilio.rest.messaging.v1.service.AlphaSender;
import com.twilio.rest.messaging.v1.service.ChannelSender;
import com.twilio.rest.messaging.v1.service.DestinationAlphaSender;
import com.twilio.rest.messaging.v1.service.PhoneNumber;
import com.twilio.rest.messaging.v1.service.ShortCode;
import io.trunkline.emulator.RawClient;
import io.trunkline.emulator.conformance.Row.Operation;
import java.util.List;

/** The five kinds of senders in the pool of a Messaging Service. */
final class PoolRows {
  private static final String NO_UPDATE = "a sender joins and leaves, nothing else";

  private PoolRows() {}

  static List<Row<?>> rows() {
    return List.of(
        phoneNumbers(), shortCodes(), alphaSenders(), destinationAlphaSenders(), channelSenders());
  }

  private static Row<PhoneNumber> phoneNumbers() {
    return Row.of("Service PhoneNumbers", PhoneNumber::getSid)
        .within(PoolRows::service)
        .creates((stage, n) -> join(stage, stage.parent(), rent(stage, "+1212555011" + n)))
        .lists(stage -> PhoneNumber.reader(stage.parent()))
        .fetches((stage, sid) -> PhoneNumber.fetcher(stage.parent(), sid))
        .deletes((stage, sid) -> PhoneNumber.deleter(stage.parent(), sid))
        .without(Operation.UPDATE, NO_UPDATE)
        .refuses(
            "a number that nobody rents",
            20404,
            404,
            stage -> join(stage, stage.parent(), "PN" + "9".repeat(32)))
        .refuses(
            "a number that cannot text",
            21715,
            400,
            stage -> join(stage, stage.parent(), rent(stage, "+4313355100")))
        .refuses(
            "a number twice",
            21710,
            409,
            stage -> {
              var sid = join(stage, stage.parent(), rent(stage, "+12125550119"));
              join(stage, stage.parent(), sid);
            })
        .refuses(
            "a number of another service",
            21712,
            409,
            stage -> {
              var sid = join(stage, stage.parent(), rent(stage, "+12125550119"));
              join(stage, ServicesRow.create(stage, "Other"), sid);
            });
  }

  private static Row<ShortCode> shortCodes() {
    return Row.of("Service ShortCodes", ShortCode::getSid)
        .within(PoolRows::service)
        .creates(
            (stage, n) -> {
              var sid = ShortCodesRow.lease(stage, "1234" + n);
              return ShortCode.creator(stage.parent(), sid).create(stage.client()).getSid();
            })
        .lists(stage -> ShortCode.reader(stage.parent()))
        .fetches((stage, sid) -> ShortCode.fetcher(stage.parent(), sid))
        .deletes((stage, sid) -> ShortCode.deleter(stage.parent(), sid))
        .without(Operation.UPDATE, NO_UPDATE)
        .refuses(
            "a short code that nobody leases",
            20404,
            404,
            stage ->
                ShortCode.creator(stage.parent(), "SC" + "9".repeat(32)).create(stage.client()))
        .refuses(
            "a short code twice",
            21710,
            409,
            stage -> {
              var sid = ShortCodesRow.lease(stage, "12345");
              ShortCode.creator(stage.parent(), sid).create(stage.client());
              ShortCode.creator(stage.parent(), sid).create(stage.client());
            })
        .refuses(
            "a short code of no service",
            20404,
            404,
            stage -> ShortCode.reader("MG" + "9".repeat(32)).firstPage(stage.client()));
  }

  private static Row<AlphaSender> alphaSenders() {
    return Row.of("Service AlphaSenders", AlphaSender::getSid)
        .within(PoolRows::service)
        .creates((stage, n) -> name(stage, "Bakery " + n))
        .lists(stage -> AlphaSender.reader(stage.parent()))
        .fetches((stage, sid) -> AlphaSender.fetcher(stage.parent(), sid))
        .deletes((stage, sid) -> AlphaSender.deleter(stage.parent(), sid))
        .without(Operation.UPDATE, NO_UPDATE)
        .refuses("no name", 21708, 400, stage -> name(stage, ""))
        .refuses("a name without a letter", 21709, 400, stage -> name(stage, "12345"))
        .refuses("a name of 12 characters", 21709, 400, stage -> name(stage, "n".repeat(12)))
        .refuses(
            "a name twice",
            21710,
            409,
            stage -> {
              name(stage, "Bakery");
              name(stage, "Bakery");
            });
  }

  private static Row<DestinationAlphaSender> destinationAlphaSenders() {
    var countries = List.of("GB", "FR", "DE", "NL", "NO");
    return Row.of("Service DestinationAlphaSenders", DestinationAlphaSender::getSid)
        .within(PoolRows::service)
        .creates((stage, n) -> name(stage, "Bakery", countries.get(n - 1)))
        .lists(stage -> DestinationAlphaSender.reader(stage.parent()))
        .fetches((stage, sid) -> DestinationAlphaSender.fetcher(stage.parent(), sid))
        .deletes((stage, sid) -> DestinationAlphaSender.deleter(stage.parent(), sid))
        .without(Operation.UPDATE, NO_UPDATE)
        .refuses("a name without a letter", 21709, 400, stage -> name(stage, "12345", "GB"))
        .refuses("what is no country", 20001, 400, stage -> name(stage, "Bakery", "XX"))
        .refuses(
            "a name twice for a country",
            21710,
            409,
            stage -> {
              name(stage, "Bakery", "GB");
              name(stage, "Bakery", "GB");
            });
  }

  private static Row<ChannelSender> channelSenders() {
    return Row.of("Service ChannelSenders", ChannelSender::getSid)
        .within(PoolRows::service)
        .creates((stage, n) -> channel(stage, "whatsapp:+1415555010" + n))
        .lists(stage -> ChannelSender.reader(stage.parent()))
        .fetches((stage, sid) -> ChannelSender.fetcher(stage.parent(), sid))
        .deletes((stage, sid) -> ChannelSender.deleter(stage.parent(), sid))
        .without(Operation.UPDATE, NO_UPDATE)
        .refuses(
            "a sender that nobody has",
            20404,
            404,
            stage ->
                ChannelSender.creator(stage.parent(), "XE" + "9".repeat(32)).create(stage.client()))
        .refuses(
            "a sender twice",
            21710,
            409,
            stage -> {
              channel(stage, "whatsapp:+14155550100");
              channel(stage, "whatsapp:+14155550100");
            })
        .refuses(
            "a sender that has left",
            20404,
            404,
            stage -> {
              var sid = channel(stage, "whatsapp:+14155550100");
              ChannelSender.deleter(stage.parent(), sid).delete(stage.client());
              ChannelSender.deleter(stage.parent(), sid).delete(stage.client());
            });
  }

  private static String service(Stage stage) {
    return ServicesRow.create(stage, "Pool");
  }

  private static String rent(Stage stage, String number) {
    return IncomingPhoneNumber.creator(new com.twilio.type.PhoneNumber(number))
        .create(stage.client())
        .getSid();
  }

  private static String join(Stage stage, String service, String numberSid) {
    return PhoneNumber.creator(service, numberSid).create(stage.client()).getSid();
  }

  private static String name(Stage stage, String name) {
    return AlphaSender.creator(stage.parent(), name).create(stage.client()).getSid();
  }

  private static String name(Stage stage, String name, String country) {
    return DestinationAlphaSender.creator(stage.parent(), name)
        .setIsoCountryCode(country)
        .create(stage.client())
        .getSid();
  }

  private static String channel(Stage stage, String address) {
    var registered =
        RawClient.live(stage.emulator())
            .postJson("/_emulator/channel-senders", "{\"sender\":\"" + address + "\"}");
    return ChannelSender.creator(stage.parent(), registered.text("sid"))
        .create(stage.client())
        .getSid();
  }
}
