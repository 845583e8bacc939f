// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.trunkline.emulator.RawClient.OURS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.trunkline.emulator.CallbackReceiver.Reply;
import io.trunkline.emulator.fault.FaultKind;
import io.trunkline.emulator.fault.FaultRule;
import io.trunkline.emulator.phone.Fate;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * An evening in a restaurant, as pictures in {@code target/screenshots}; with {@code
 * -Dtrunkline.screenshots=screenshots} in the folder that the README shows.
 */
class PageScreenshotsTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("trunkline.screenshots", "target/screenshots"));
  private static final long LARGEST = 200_000;
  private static final String ANNA = "+14155550123";
  private static final String BEN = "+16285550147";
  private static final String CARLA = "+15105550162";

  private static Chromium chromium;

  @BeforeAll
  static void startBrowser() {
    chromium = Chromium.start();
  }

  @AfterAll
  static void stopBrowser() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @Test
  void showsAnEveningInARestaurant() throws IOException {
    Files.createDirectories(FOLDER);
    try (var emulator = TwilioEmulator.start();
        var restaurant = new CallbackReceiver()) {
      var desk = chromium.open(emulator, 1440, 860, ColorScheme.LIGHT);
      play(emulator, restaurant);
      desk.getByText("Opted out").waitFor();
      desk.locator("details", new Page.LocatorOptions().setHasText("delivered")).first().click();
      shoot(desk, "phones-1440.png");

      var night = chromium.open(emulator, 1440, 860, ColorScheme.DARK);
      night.getByRole(AriaRole.TAB, named("Faults")).click();
      shoot(night, "phones-1440-dark.png");

      var hand = chromium.open(emulator, 390, 844, ColorScheme.LIGHT);
      shoot(hand, "phones-390.png");
      chromium.closeWindows();
    }
  }

  private static void play(TwilioEmulator emulator, CallbackReceiver restaurant) {
    restaurant.answers(PageScreenshotsTest::answer);
    goTo(LocalTime.of(17, 30), emulator);
    emulator.pointNumber(OURS, restaurant.url("/texts"));
    var reminder =
        "Your table at Osteria Lago: tonight at 19:30. Reply C to confirm or X to cancel.";
    send(emulator, restaurant, ANNA, "Hello Anna! " + reminder);
    say(emulator, ANNA, "C", "See you tonight");
    say(emulator, ANNA, "What is the special today?", "Tagliolini");

    send(emulator, restaurant, BEN, "Hello Ben! " + reminder);
    say(emulator, BEN, "X", "Your table is free again");
    send(emulator, restaurant, BEN, "This week only: a dessert on the house with every dinner.");
    say(emulator, BEN, "STOP", "unsubscribed");

    send(emulator, restaurant, CARLA, "Hello Carla! " + reminder);
    say(emulator, CARLA, "We will be five, is that all right?", "The kitchen is asking");
    emulator.handset(CARLA).carrier("T-Mobile");
    emulator.handset(CARLA).fate(Fate.undelivered(30003));
    send(emulator, restaurant, CARLA, "Five is fine. The round table by the window is yours.");
    emulator.faults(
        42,
        FaultRule.of(FaultKind.CUT_AFTER).on("POST", "/Messages.json").probability(0.05),
        FaultRule.of(FaultKind.CALLBACK_DUPLICATED).times(3));
  }

  /** The pictures show the same time of day, whenever they are made. */
  private static void goTo(LocalTime time, TwilioEmulator emulator) {
    var client = RawClient.live(emulator);
    var now = Instant.parse(client.get("/_emulator/clock").text("now")).atZone(Chromium.ZONE);
    var today = now.with(time);
    var left = Duration.between(now, today.isBefore(now) ? today.plusDays(1) : today);
    advance(emulator, left);
  }

  private static void advance(TwilioEmulator emulator, Duration duration) {
    var order = "{\"advance\": \"" + duration + "\"}";
    RawClient.live(emulator).postJson("/_emulator/clock", order);
  }

  private static Reply answer(CallbackReceiver.Received request) {
    if (request.uri().equals("/special.svg")) {
      return new Reply(200, "image/svg+xml", SPECIAL);
    }
    return switch (request.get("Body")) {
      case "C" -> Reply.twiml("<Message>Thank you, Anna. See you tonight!</Message>");
      case "X" -> Reply.twiml("<Message>Your table is free again. Another time!</Message>");
      case "What is the special today?" ->
          Reply.twiml(
              "<Message><Body>Tagliolini with lemon and sage.</Body>"
                  + "<Media>special.svg</Media></Message>");
      case "We will be five, is that all right?" ->
          Reply.twiml("<Message>The kitchen is asking. One moment.</Message>");
      default -> new Reply(204, "", "");
    };
  }

  private static void send(
      TwilioEmulator emulator, CallbackReceiver restaurant, String to, String body) {
    var client = RawClient.live(emulator);
    var sid =
        client
            .send(
                "To",
                to,
                "From",
                OURS,
                "Body",
                body,
                "StatusCallback",
                restaurant.url("/deliveries"))
            .text("sid");
    await()
        .until(
            () ->
                List.of("delivered", "undelivered")
                    .contains(
                        client.get(client.account("/Messages/" + sid + ".json")).text("status")));
  }

  /** The person texts the restaurant and waits for the answer. */
  private static void say(TwilioEmulator emulator, String person, String body, String answer) {
    advance(emulator, Duration.ofMinutes(2));
    emulator.handset(person).texts(body, OURS);
    await()
        .until(
            () ->
                emulator.handset(person).messages().stream()
                    .anyMatch(message -> message.said().contains(answer)));
  }

  private static void shoot(Page page, String name) throws IOException {
    assertThat(page.locator(".phone")).hasCount(3);
    var picture = page.getByAltText("Picture");
    picture.evaluate("img => img.decode()");
    page.evaluate("Promise.all(document.getAnimations().map(each => each.finished))");
    var file = FOLDER.resolve(name);
    Files.write(file, pressed(page.screenshot()));
    assertThat(Files.size(file)).isLessThan(LARGEST);
  }

  /** The same picture in fewer bytes: the browser prefers to be quick. */
  private static byte[] pressed(byte[] png) throws IOException {
    var read = ImageIO.read(new ByteArrayInputStream(png));
    var picture = new BufferedImage(read.getWidth(), read.getHeight(), BufferedImage.TYPE_INT_RGB);
    picture.createGraphics().drawImage(read, 0, 0, null);
    var writer = ImageIO.getImageWritersByFormatName("png").next();
    var thorough = writer.getDefaultWriteParam();
    thorough.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    thorough.setCompressionQuality(0);
    var bytes = new ByteArrayOutputStream();
    try (var out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture, null, null), thorough);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static final String SPECIAL =
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 240">
        <rect width="320" height="240" fill="#6f4a36"/>
        <path d="M0 40h320M0 92h320M0 150h320M0 205h320" stroke="#64412f" stroke-width="3"/>
        <ellipse cx="164" cy="128" rx="118" ry="104" fill="#3d281d" opacity=".45"/>
        <circle cx="160" cy="120" r="106" fill="#f7f3ea"/>
        <circle cx="160" cy="120" r="76" fill="#ece5d6"/>
        <g fill="none" stroke="#e8b94a" stroke-width="7" stroke-linecap="round">
          <path d="M108 128c8-46 88-62 104-8s-52 66-78 40 4-64 40-58 40 44 10 50-42-22-22-34"/>
          <path d="M118 104c26-38 96-24 92 24s-72 60-94 18" stroke="#f2cd6b"/>
          <path d="M126 150c22 22 74 14 78-26s-50-52-74-22" stroke="#dba737"/>
        </g>
        <g fill="#5d7f4c">
          <path d="M148 96c14-22 34-18 40-12-8 14-24 20-40 12Z"/>
          <path d="M176 148c18 2 24 16 22 24-14-2-24-10-22-24Z"/>
          <path d="M118 122c-14-8-14-22-8-28 10 4 16 16 8 28Z"/>
        </g>
        <path d="M196 92a22 22 0 0 1 30 26Z" fill="#f4dd4f" stroke="#fbf2b0" stroke-width="4"/>
      </svg>
      """;
}
