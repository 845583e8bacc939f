// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static io.trunkline.emulator.RawClient.OURS;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.type.PhoneNumber;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** One browser for all tests of a class, and for each test an emulator and its page. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageStage {

  static final String ALICE = "+14155550123";

  final Chromium chromium = Chromium.start();

  TwilioEmulator emulator;
  RawClient client;
  Page page;

  @BeforeEach
  final void open() {
    emulator = TwilioEmulator.start();
    client = RawClient.live(emulator);
    page = chromium.open(emulator);
  }

  @AfterEach
  final void close() {
    chromium.closeWindows();
    emulator.close();
  }

  @AfterAll
  final void stopBrowser() {
    chromium.close();
  }

  final String send(String to, String body) {
    return send(to, OURS, body);
  }

  final String send(String to, String from, String body) {
    return Message.creator(new PhoneNumber(to), new PhoneNumber(from), body)
        .create(EmulatorClient.live(emulator))
        .getSid();
  }

  final Locator phone(String number) {
    return page.getByRole(AriaRole.ARTICLE, named("Phone " + number));
  }

  final void type(String owner, String to, String body) {
    emulator.handset(owner).texts(body, to);
  }

  static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }
}
