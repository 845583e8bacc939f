// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.trunkline.emulator.RawClient.OURS;
import static io.trunkline.emulator.RawClient.TOLL_FREE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.trunkline.emulator.phone.Fate;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The phones on the page, in a real browser. */
class PhonesPageTest extends PageStage {

  private static final String BOB = "+4915112345678";

  @Test
  void showsATextOnThePhoneAsItArrives() {
    assertThat(page.getByText("No phone has been texted yet")).isVisible();

    send(ALICE, "Your table is ready");

    assertThat(phone(ALICE).getByText("Your table is ready")).isVisible();
    assertThat(page.getByText("No phone has been texted yet")).isHidden();
    assertThat(page.locator("[aria-live=polite]"))
        .hasText("New message on +1 415 555 0123 from +1 415 555 0100: Your table is ready");
  }

  @Test
  void showsACallAndWhatIsHeard() {
    client.post(
        client.account("/Calls.json"),
        "To",
        ALICE,
        "From",
        RawClient.OURS,
        "Twiml",
        "<Response><Say>Your table is ready</Say></Response>");

    assertThat(phone(ALICE).locator(".call"))
        .hasText("Call from +1 415 555 0100 · completed · Your table is ready");
  }

  @Test
  void ticksADeliveredMessage() {
    clock("{\"speed\": 0}");
    var sid = send(ALICE, "Your table is ready");
    assertThat(bubble(sid).locator(".state")).containsText("queued");

    clock("{\"advance\": \"PT1M\"}");

    assertThat(bubble(sid).locator(".state")).containsText("delivered");
  }

  @Test
  void saysWhyAMessageDidNotArrive() {
    emulator.handset(ALICE).fate(Fate.undelivered(30005));

    var sid = send(ALICE, "Your table is ready");

    assertThat(bubble(sid).locator(".state")).containsText("undelivered · 30005 ");
    assertThat(phone(ALICE).getByLabel("What +14155550123 is like"))
        .hasText("Texts: unknown handset (30005)");
  }

  @Test
  void switchesAPhoneOff() {
    send(ALICE, "Your table is ready");

    phone(ALICE).getByLabel("What +14155550123 is like").click();
    phone(ALICE).getByLabel("Switched on").uncheck();

    await().until(() -> !emulator.handset(ALICE).profile().switchedOn());
    phone(ALICE).getByLabel("Switched on").press("Escape");
    assertThat(phone(ALICE).getByLabel("Switched on")).isHidden();
    var waiting = send(ALICE, "Are you coming?");
    assertThat(bubble(waiting).locator(".state")).containsText("sent");
    emulator.handset(ALICE).switchedOn();
    assertThat(phone(ALICE).getByLabel("What +14155550123 is like")).hasText("Receives texts");
  }

  @Test
  void letsTheOwnerAnswerByKeyboardAlone() {
    try (var receiver = new CallbackReceiver()) {
      emulator.pointNumber(OURS, receiver.url("/sms"));
      send(ALICE, "Are you coming?");
      assertThat(phone(ALICE)).isVisible();

      tabTo("Message from " + ALICE);
      page.keyboard().type("Yes, at eight");
      page.keyboard().press("Enter");

      assertThat(phone(ALICE).locator(".mine")).containsText("Yes, at eight");
      await().until(() -> receiver.received().size() == 1);
      assertThat(receiver.received().getFirst().get("Body")).isEqualTo("Yes, at eight");
    }
  }

  @Test
  void stopBlocksAndStartUnblocks() {
    send(ALICE, "Half price today");
    type(ALICE, "STOP");
    assertThat(phone(ALICE).getByText("Opted out")).isVisible();
    assertThat(client.send("To", ALICE, "From", OURS, "Body", "x").code()).isEqualTo(21610);

    type(ALICE, "START");

    assertThat(phone(ALICE).getByText("Opted out")).isHidden();
    send(ALICE, "Half price again");
    assertThat(phone(ALICE).getByText("Half price again")).isVisible();
  }

  @Test
  void addsAPhoneByItsNumberAndLetsItTextAnySender() {
    page.getByLabel("Number of a phone to add").fill("+49 151 12345678");
    page.keyboard().press("Enter");
    assertThat(phone(BOB).getByLabel("Message from")).isFocused();

    phone(BOB).getByLabel("Text another sender").selectOption(TOLL_FREE);
    type(BOB, "Hello");

    assertThat(phone(BOB).locator(".mine")).containsText("Hello");
    assertThat(emulator.handset(BOB).messages().getFirst().to()).isEqualTo(TOLL_FREE);
  }

  @Test
  void saysThatANumberIsNone() {
    page.getByLabel("Number of a phone to add").fill("alice");
    page.keyboard().press("Enter");

    assertThat(page.locator(".add .problem")).containsText("'alice' is not a phone number");
  }

  @Test
  void showsOnePhoneAtATimeOn390Pixels() {
    send(ALICE, "Your table is ready: https://example.com/" + "x".repeat(80));
    send(BOB, "Ihr Tisch ist bereit");
    var small = chromium.open(emulator, 390, 844, ColorScheme.LIGHT);

    assertThat(small.locator(".phone")).hasCount(2);
    assertThat(overflow(small)).isZero();
    assertThat(small.locator(".phone").first()).isInViewport();
    assertThat(small.locator(".phone").last()).not().isInViewport();
    var chip = small.getByRole(AriaRole.NAVIGATION).getByText(BOB);
    chip.click();
    assertThat(small.locator(".phone").last()).isInViewport();
    assertThat(chip).hasAttribute("aria-current", "");
    small.getByRole(AriaRole.BUTTON, named("Panel")).click();
    for (var tab : List.of("Callbacks", "Ledger", "Faults", "Clock", "Connection")) {
      small.getByRole(AriaRole.TAB, named(tab)).click();
      assertThat(small.getByRole(AriaRole.TABPANEL, named(tab))).isVisible();
      assertThat(overflow(small)).as(tab).isZero();
    }
  }

  @Test
  void reconnectsAfterTheServerCameBack() {
    send(ALICE, "Before");
    phone(ALICE).getByLabel("Message from").fill("half a thought");
    var port = URI.create(emulator.baseUrl()).getPort();

    emulator.close();

    assertThat(page.getByText("Connection lost, trying again")).isVisible();
    emulator = TwilioEmulator.start(EmulatorOptions.defaults().withPort(port));
    assertThat(page.getByRole(AriaRole.STATUS)).hasText("Live");
    assertThat(phone(ALICE).getByText("Before")).isHidden();
    assertThat(phone(ALICE).getByLabel("Message from")).hasValue("half a thought");
    send(ALICE, "After");
    assertThat(phone(ALICE).getByText("After")).isVisible();
  }

  @Test
  void keepsNoConnectionWhileNobodyLooks() {
    turn("hidden");
    send(ALICE, "While away");
    assertThat(page.locator(".phone")).hasCount(0);

    turn("visible");

    assertThat(phone(ALICE).getByText("While away")).isVisible();
  }

  @Test
  void beginsAnewOnReset() {
    send(ALICE, "Your table is ready");
    assertThat(phone(ALICE)).isVisible();

    emulator.reset();

    assertThat(page.locator(".phone")).hasCount(0);
  }

  private void type(String owner, String body) {
    phone(owner).getByLabel("Message from").fill(body);
    phone(owner).getByLabel("Message from").press("Enter");
  }

  private Locator bubble(String sid) {
    return page.locator("[data-sid=" + sid + "]");
  }

  private void clock(String order) {
    client.postJson("/_emulator/clock", order);
  }

  private void tabTo(String label) {
    for (int i = 0; i < 50; i++) {
      page.keyboard().press("Tab");
      if (label.equals(page.evaluate("document.activeElement.getAttribute('aria-label')"))) {
        return;
      }
    }
    throw new AssertionError("No way to " + label + " with the Tab key");
  }

  private void turn(String visibility) {
    page.evaluate(
        "state => { Object.defineProperty(document, 'visibilityState',"
            + " {value: state, configurable: true});"
            + " document.dispatchEvent(new Event('visibilitychange')); }",
        visibility);
  }

  private static int overflow(Page page) {
    return (int) page.evaluate("document.documentElement.scrollWidth - innerWidth");
  }
}
