// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.trunkline.emulator.RawClient.OURS;
import static io.trunkline.emulator.RawClient.TOLL_FREE;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The threads on a phone of the page, in a real browser. */
class ThreadsPageTest extends PageStage {

  private static final String PIXEL =
      "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

  @Test
  void marksTheThreadThatHasNews() {
    type(ALICE, OURS, "Hello");

    send(ALICE, TOLL_FREE, "Half price today");

    var thread = phone(ALICE).getByRole(AriaRole.TAB).nth(1);
    phone(ALICE).getByRole(AriaRole.TAB).first().click();
    send(ALICE, TOLL_FREE, "Only today");
    assertThat(thread).hasAccessibleName("+1 888 555 0100, new messages");
    thread.click();
    assertThat(thread).hasAccessibleName("+1 888 555 0100");
    assertThat(phone(ALICE).getByText("Only today")).isVisible();
  }

  @Test
  void showsPicturesAndLinksOtherFiles() {
    emulator
        .handset(ALICE)
        .texts("Look", OURS, List.of(PIXEL, "data:text/html,<script>alert(1)</script>"));

    var picture = phone(ALICE).getByAltText("Picture");
    assertThat(picture).isVisible();
    assertThat(picture.evaluate("img => img.decode().then(() => img.naturalWidth)")).isEqualTo(1);
    assertThat(
            phone(ALICE)
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("text/html")))
        .isVisible();
  }

  @Test
  void staysAtTheEndUnlessItsOwnerReadsBack() {
    for (int i = 0; i < 30; i++) {
      type(ALICE, OURS, "Message " + i);
    }
    assertThat(phone(ALICE).getByText("Message 29")).isInViewport();

    phone(ALICE).getByText("Message 3", exactly()).scrollIntoViewIfNeeded();
    send(ALICE, "A late answer");

    assertThat(phone(ALICE).getByText("A late answer")).not().isInViewport();
    phone(ALICE).getByText("Message 29").scrollIntoViewIfNeeded();
    phone(ALICE).getByText("A late answer").scrollIntoViewIfNeeded();
    send(ALICE, "The last word");
    assertThat(phone(ALICE).getByText("The last word")).isInViewport();
  }

  @Test
  void keepsOnlyTheLatestOfABurst() {
    for (int i = 0; i < 250; i++) {
      type(ALICE, OURS, "Message " + i);
    }

    assertThat(phone(ALICE).getByText("Message 249")).isInViewport();
    assertThat(phone(ALICE).locator(".bubble")).hasCount(200);
  }

  @Test
  void escapesWhatPeopleWrite() {
    var evil = "<img src=x onerror=\"document.title='owned'\"><script>alert(1)</script> & \u202e";

    type(ALICE, OURS, evil);
    send(ALICE, "<b>bold</b>");

    assertThat(phone(ALICE).locator(".mine p")).hasText(evil);
    assertThat(phone(ALICE).getByText("<b>bold</b>")).isVisible();
    assertThat(phone(ALICE).locator(".log img, .log script, .log b")).hasCount(0);
    assertThat(page).hasTitle("Trunkline emulator");
  }

  private static Locator.GetByTextOptions exactly() {
    return new Locator.GetByTextOptions().setExact(true);
  }
}
