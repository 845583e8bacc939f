// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.emulator.account.Account;
import io.trunkline.emulator.account.Accounts;
import io.trunkline.emulator.clock.EmulatorClock;
import io.trunkline.emulator.number.OwnedNumbers;
import io.trunkline.emulator.seed.Sids;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MessagingServicesTest {
  private static final String SAN_FRANCISCO = "+14155550100";
  private static final String NEW_YORK = "+12125550100";
  private static final String TOLL_FREE = "+18885550100";
  private static final String LONDON = "+447700900100";
  private static final String IN_SAN_FRANCISCO = "+14155550123";
  private static final String IN_NEW_YORK = "+12125550123";
  private static final String IN_LONDON = "+447700900123";
  private static final String IN_BRAZIL = "+5511912345678";
  private static final String OFF = "false";

  private final EmulatorClock clock = new EmulatorClock();
  private final Sids sids = new Sids(1);
  private final Account account = new Accounts(clock, sids).live();
  private final OwnedNumbers numbers = new OwnedNumbers(clock, sids, List.of());
  private final ShortCodes shortCodes = new ShortCodes(clock, sids);
  private final ChannelSenders channels = new ChannelSenders(sids);
  private final MessagingServices services = new MessagingServices(clock, sids, numbers);

  @AfterEach
  void stop() {
    clock.close();
  }

  /** The pool, the recipient, whether there is media, and the senders of four messages. */
  static Stream<Arguments> choices() {
    return Stream.of(
        choice("nobody", List.of(), IN_SAN_FRANCISCO, false, ""),
        choice(
            "numbers in turn",
            List.of(SAN_FRANCISCO, NEW_YORK, TOLL_FREE),
            IN_SAN_FRANCISCO,
            false,
            SAN_FRANCISCO,
            NEW_YORK,
            TOLL_FREE,
            SAN_FRANCISCO),
        choice(
            "the short code before a number",
            List.of(SAN_FRANCISCO, "US:12345"),
            IN_SAN_FRANCISCO,
            false,
            "12345",
            "12345"),
        choice(
            "no short code of another country",
            List.of(SAN_FRANCISCO, "US:12345"),
            IN_LONDON,
            false,
            SAN_FRANCISCO),
        choice(
            "the name before a number where names are shown",
            List.of(LONDON, "Bakery"),
            IN_LONDON,
            false,
            "Bakery"),
        choice(
            "the name meant for the country",
            List.of("Bakery", "GB:BakeryUK"),
            IN_LONDON,
            false,
            "BakeryUK"),
        choice(
            "no name where names are not shown",
            List.of("Bakery", SAN_FRANCISCO),
            IN_BRAZIL,
            false,
            SAN_FRANCISCO),
        choice("no name in America", List.of("Bakery"), IN_SAN_FRANCISCO, false, ""),
        choice(
            "the number of the country",
            List.of(SAN_FRANCISCO, LONDON),
            IN_LONDON,
            false,
            LONDON,
            LONDON),
        choice("no toll-free number abroad", List.of(TOLL_FREE), IN_LONDON, false, ""),
        choice(
            "whoever sends media",
            List.of("Bakery", LONDON, SAN_FRANCISCO),
            IN_LONDON,
            true,
            SAN_FRANCISCO),
        choice("nobody who sends no media", List.of("Bakery", LONDON), IN_LONDON, true, ""),
        choice(
            "the channel's own",
            List.of(SAN_FRANCISCO, "whatsapp:" + SAN_FRANCISCO),
            "whatsapp:" + IN_SAN_FRANCISCO,
            true,
            "whatsapp:" + SAN_FRANCISCO),
        choice(
            "no number for a channel",
            List.of(SAN_FRANCISCO),
            "whatsapp:" + IN_SAN_FRANCISCO,
            false,
            ""),
        choice(
            "no channel for a number",
            List.of("whatsapp:" + SAN_FRANCISCO),
            IN_SAN_FRANCISCO,
            false,
            ""));
  }

  private static Arguments choice(
      String name, List<String> pool, String to, boolean media, String... senders) {
    return Arguments.of(name, pool, to, media, List.of(senders));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("choices")
  void chooses(String name, List<String> pool, String to, boolean media, List<String> senders) {
    var service = service(Map.of("StickySender", OFF, "MmsConverter", OFF), pool);

    assertThat(senders)
        .allSatisfy(
            sender ->
                assertThat(services.choose(service, to, media, false).orElse(""))
                    .isEqualTo(sender));
  }

  @Test
  void prefersTheAreaCodeIfAskedTo() {
    var pool = List.of(SAN_FRANCISCO, NEW_YORK);
    var service = service(Map.of("StickySender", OFF, "AreaCodeGeomatch", "true"), pool);

    assertThat(send(service, IN_NEW_YORK, IN_NEW_YORK, IN_SAN_FRANCISCO))
        .containsExactly(NEW_YORK, NEW_YORK, SAN_FRANCISCO);
  }

  @Test
  void convertsMediaIfNobodySendsThem() {
    var service = service(Map.of(), List.of(LONDON));

    assertThat(services.choose(service, IN_LONDON, true, false)).contains(LONDON);
  }

  @Test
  void sticksToTheSenderOfTheFirstMessage() {
    var service = service(Map.of(), List.of(SAN_FRANCISCO, NEW_YORK));

    assertThat(send(service, IN_NEW_YORK, IN_SAN_FRANCISCO, IN_NEW_YORK, IN_SAN_FRANCISCO))
        .containsExactly(SAN_FRANCISCO, NEW_YORK, SAN_FRANCISCO, NEW_YORK);
  }

  @Test
  void sticksToTheSenderThatThePersonWroteTo() {
    var service = service(Map.of(), List.of(SAN_FRANCISCO, NEW_YORK));

    services.heard(service, IN_NEW_YORK, NEW_YORK);

    assertThat(send(service, IN_NEW_YORK, IN_NEW_YORK)).containsExactly(NEW_YORK, NEW_YORK);
  }

  @Test
  void sticksInEachServiceByItself() {
    var one = service(Map.of(), List.of(SAN_FRANCISCO));
    var other = service(Map.of(), List.of(NEW_YORK));

    assertThat(send(one, IN_NEW_YORK)).containsExactly(SAN_FRANCISCO);
    assertThat(send(other, IN_NEW_YORK)).containsExactly(NEW_YORK);
  }

  @Test
  void leavesAForeignSenderForADomesticOne() {
    var service = service(Map.of(), List.of(SAN_FRANCISCO));
    assertThat(send(service, IN_LONDON)).containsExactly(SAN_FRANCISCO);

    join(service, "Bakery");
    assertThat(send(service, IN_LONDON)).containsExactly(SAN_FRANCISCO);

    join(service, LONDON);
    assertThat(send(service, IN_LONDON)).containsExactly("Bakery");
  }

  @Test
  void forgetsSendersThatWereRemoved() {
    var service = service(Map.of(), List.of(SAN_FRANCISCO, NEW_YORK));
    assertThat(send(service, IN_NEW_YORK)).containsExactly(SAN_FRANCISCO);

    services.remove(service, services.senders(service).getFirst());

    assertThat(send(service, IN_NEW_YORK)).containsExactly(NEW_YORK);
    assertThat(services.serviceOf(SAN_FRANCISCO)).isEmpty();
  }

  @Test
  void forgetsNumbersThatWereGivenBack() {
    var service = service(Map.of(), List.of(SAN_FRANCISCO));

    numbers.release(numbers.find(SAN_FRANCISCO).orElseThrow());
    assertThat(services.senders(service)).isEmpty();

    join(service(Map.of(), List.of()), SAN_FRANCISCO);
    assertThat(services.choose(service, IN_NEW_YORK, false, false)).isEmpty();
    assertThat(services.serviceOf(SAN_FRANCISCO)).isNotEqualTo(service);
  }

  @Test
  void admitsASenderOnceAndNoMoreThanThePoolHolds() {
    var service = service(Map.of(), List.of(SAN_FRANCISCO, "Bakery"));
    var number = services.senders(service).getFirst();

    assertThat(services.admit(service, number)).isEqualTo(Admission.PRESENT);
    assertThat(services.admit(service, services.name("Bakery", ""))).isEqualTo(Admission.PRESENT);
    assertThat(services.admit(service, services.name("Bakery", "GB"))).isEqualTo(Admission.ADDED);
    assertThat(services.admit(service(Map.of(), List.of()), number)).isEqualTo(Admission.ELSEWHERE);
    for (int n = services.senders(service).size(); n < MessagingServices.POOL_LIMIT; n++) {
      assertThat(services.admit(service, services.name("B" + n, ""))).isEqualTo(Admission.ADDED);
    }
    assertThat(services.admit(service, services.name("OneMore", ""))).isEqualTo(Admission.FULL);
  }

  private List<String> send(MessagingService service, String... recipients) {
    var senders = new ArrayList<String>();
    for (var recipient : Arrays.asList(recipients)) {
      senders.add(services.choose(service, recipient, false, false).orElse(""));
    }
    return senders;
  }

  private MessagingService service(Map<String, String> settings, List<String> pool) {
    var service = services.create(account, settings);
    pool.forEach(sender -> join(service, sender));
    return service;
  }

  /** By what it looks like: a number, {@code US:12345}, a name, {@code GB:Name}, a channel's. */
  private void join(MessagingService service, String sender) {
    var now = clock.now();
    var country = sender.indexOf(':') == 2 ? sender.substring(0, 2) : "";
    var address = country.isEmpty() ? sender : sender.substring(3);
    PooledSender pooled;
    if (address.startsWith("+")) {
      pooled = PooledSender.of(numbers.rent(account, address, Map.of()).orElseThrow(), now);
    } else if (address.contains(":")) {
      pooled = PooledSender.of(channels.register(account, address), now);
    } else if (address.matches("[0-9]+")) {
      pooled = PooledSender.of(shortCodes.lease(account, address, country), now);
    } else {
      pooled = services.name(address, country);
    }
    assertThat(services.admit(service, pooled)).isEqualTo(Admission.ADDED);
  }
}
