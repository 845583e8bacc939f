// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.emulator.account.Account;
import io.trunkline.emulator.account.Accounts;
import io.trunkline.emulator.clock.EmulatorClock;
import io.trunkline.emulator.content.Rendering.Refused;
import io.trunkline.emulator.content.Rendering.Rendered;
import io.trunkline.emulator.seed.Sids;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class ContentsTest {
  private static final String GREETING = "{'twilio/text':{'body':'Hi {{1}}, {{ name }}!'}}";
  private static final Duration STEP = Duration.ofMinutes(1);

  private final EmulatorClock clock = new EmulatorClock();
  private final Sids sids = new Sids(1);
  private final Account account = new Accounts(clock, sids).live();
  private final Contents contents = new Contents(clock, sids, STEP);

  @AfterEach
  void stop() {
    clock.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\"',
      value = {
        "{'1':'Ann','name':'Bo'}|Hi Ann, Bo!",
        "{'1':'$1'}|Hi $1, you!",
        "{}|Hi there, you!",
        "\"\"|Hi there, you!",
        "{'1':'Ann','2':'unused'}|Hi Ann, you!"
      })
  void fillsVariables(String variables, String body) {
    var sid = create("{'1':'there','name':'you'}", GREETING);

    assertThat(render(sid, variables, false)).isEqualTo(new Rendered(body, List.of(), false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\"',
      value = {"nonsense", "[]", "'Ann'", "{'1':1}", "{'1':null}", "{'1':'Ann'}"})
  void refusesVariablesThatAreNoneOrTooFew(String variables) {
    var sid = create("{}", GREETING);

    assertThat(render(sid, variables, false))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.code()).isEqualTo(21656));
  }

  @Test
  void refusesContentThatIsNotThere() {
    assertThat(render("HX" + "9".repeat(32), "", false))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.code()).isEqualTo(21655));
  }

  @Test
  void showsWhatTheChannelCan() {
    var sid =
        create(
            "{'1':'a.png'}",
            "{'twilio/text':{'body':'Plain'},"
                + "'twilio/media':{'body':'Picture','media':['https://x.de/{{1}}']},"
                + "'twilio/quick-reply':{'body':'Choose','actions':[{'title':'A'}]}}");

    assertThat(render(sid, "", false))
        .isEqualTo(new Rendered("Picture", List.of("https://x.de/a.png"), false));
    assertThat(render(sid, "", true)).isEqualTo(new Rendered("Choose", List.of(), false));
  }

  @Test
  void refusesWhatOnlyOtherChannelsShow() {
    var sid = create("{}", "{'twilio/list-picker':{'body':'x','button':'y','items':[{}]}}");

    assertThat(render(sid, "", false))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.code()).isEqualTo(216_602));
    assertThat(render(sid, "", true)).isInstanceOf(Rendered.class);
  }

  @Test
  void isApprovedInTwoSteps() {
    clock.speed(0);
    var sid = create("{}", "{'twilio/text':{'body':'Hi'}}");
    contents.submit(contents.find(sid).orElseThrow(), "greeting", "UTILITY");

    assertThat(status(sid)).isEqualTo(Approval.Status.RECEIVED);
    clock.advance(STEP);
    assertThat(status(sid)).isEqualTo(Approval.Status.PENDING);
    assertThat(render(sid, "", true)).isEqualTo(new Rendered("Hi", List.of(), false));
    clock.advance(STEP);
    assertThat(status(sid)).isEqualTo(Approval.Status.APPROVED);
    assertThat(render(sid, "", true)).isEqualTo(new Rendered("Hi", List.of(), true));
  }

  @Test
  void keepsADecisionThatCameInBetween() {
    clock.speed(0);
    var sid = create("{}", "{'twilio/text':{'body':'Hi'}}");
    contents.submit(contents.find(sid).orElseThrow(), "greeting", "UTILITY");

    contents.decide(contents.find(sid).orElseThrow(), Approval.Status.REJECTED, "No");
    clock.advance(STEP.multipliedBy(3));

    assertThat(status(sid)).isEqualTo(Approval.Status.REJECTED);
  }

  @Test
  void takesItsTimeAgainForASecondRequest() {
    clock.speed(0);
    var sid = create("{}", "{'twilio/text':{'body':'Hi'}}");
    contents.submit(contents.find(sid).orElseThrow(), "greeting", "UTILITY");
    clock.advance(STEP.dividedBy(2));

    contents.submit(contents.find(sid).orElseThrow(), "greeting", "UTILITY");
    clock.advance(STEP.dividedBy(2));

    assertThat(status(sid)).isEqualTo(Approval.Status.RECEIVED);
    clock.advance(STEP);
    assertThat(status(sid)).isEqualTo(Approval.Status.PENDING);
    clock.advance(STEP);
    assertThat(status(sid)).isEqualTo(Approval.Status.APPROVED);
  }

  private Approval.Status status(String sid) {
    var approval = contents.find(sid).map(Content::approval);
    return approval.orElseThrow().status();
  }

  private Rendering render(String sid, String variables, boolean whatsApp) {
    return contents.render(account, sid, variables.replace('\'', '"'), whatsApp);
  }

  private String create(String variables, String types) {
    var mapper = new JsonMapper();
    var draft =
        new Content.Draft(
            "Content",
            "en",
            mapper.readTree(variables.replace('\'', '"')),
            mapper.readTree(types.replace('\'', '"')));
    return contents.create(account, draft).sid();
  }
}
