// SPDX-License-Identifier: Apache-2.0
package io.trunkline.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trunkline.emulator.fault.FaultKind;
import io.trunkline.emulator.fault.FaultRule;
import io.trunkline.events.Event;
import io.trunkline.events.EventSchemas;
import io.trunkline.events.TestEvents;
import io.trunkline.twilio.ApprovalStatus;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What Twilio holds of a template, and what WhatsApp thinks of it. */
class ApprovalApiTest extends TemplateStage {

  @Test
  void makesContentAtTwilioAndFollowsItsApproval() {
    create();

    var submitted = post("/" + name + "/versions/1/submit", "{\"category\": \"utility\"}");

    assertThat(submitted.status()).isEqualTo(200);
    var sid = submitted.text("/languages/de-AT/content_sid");
    assertThat(sid).startsWith("HX");
    assertThat(submitted.text("/languages/de-AT/content_variables/1")).isEqualTo("first_name");
    assertThat(submitted.json().at("/approvals").size()).isEqualTo(2);
    awaitApproval(sid, ApprovalStatus.APPROVED);
    var content = emulator("GET", "/v1/Content/" + sid, "");
    assertThat(content.text("/language")).isEqualTo("de_AT");
    assertThat(content.text("/types/twilio~1text/body")).isEqualTo("Servus {{1}}, noch {{2}}");
    assertThat(content.text("/variables/2")).isEqualTo("3");

    templates.publish(account(), name, 1);
    var rendered =
        templates.render(
            RenderRequest.of(account(), name)
                .language("de-AT")
                .variables(Map.of("first_name", "Ann")));
    assertThat(rendered.contentSid()).isEqualTo(sid);
    assertThat(rendered.contentVariables()).isEqualTo(Map.of("1", "Ann", "2", "3"));
  }

  @Test
  void storesWhyWhatsAppChangesItsMind() {
    create();
    var sid =
        post("/" + name + "/versions/1/submit", "{\"category\": \"marketing\"}")
            .text("/languages/en/content_sid");
    awaitApproval(sid, ApprovalStatus.APPROVED);

    emulator(
        "PUT",
        "/_emulator/contents/" + sid + "/approval",
        "{\"status\": \"rejected\", \"reason\": \"Too loud\"}");
    var synced = post("/" + name + "/sync", "");

    assertThat(synced.status()).isEqualTo(200);
    assertThat(
            synced
                .json()
                .at("/data")
                .valueStream()
                .filter(a -> a.path("content_sid").stringValue().equals(sid)))
        .singleElement()
        .satisfies(
            approval -> {
              assertThat(approval.path("status").stringValue()).isEqualTo("rejected");
              assertThat(approval.path("rejection_reason").stringValue()).isEqualTo("Too loud");
            });
    emulator("PUT", "/_emulator/contents/" + sid + "/approval", "{\"status\": \"paused\"}");
    awaitApproval(sid, ApprovalStatus.PAUSED);

    var told = TestEvents.of(database, account(), sid);
    assertThat(told)
        .extracting(Event::type)
        .endsWith("template.approved", "template.rejected", "template.paused");
    assertThat(told.stream().flatMap(event -> EventSchemas.errors(event).stream())).isEmpty();
  }

  @Test
  void knowsContentThatTwilioDoesNotHave() {
    var sid = "HX" + "0".repeat(32);
    templates.create(
        account(),
        name,
        TemplateContent.in("en", "x").and("en", TemplateText.of("x").linkedTo(sid)));

    var published = post("/" + name + "/versions/1/publish", "");
    var synced = post("/" + name + "/sync", "");

    assertThat(published.text("/approvals/0/status")).isEqualTo("missing");
    assertThat(synced.text("/data/0/status")).isEqualTo("missing");
  }

  @Test
  void takesUpASubmissionThatWasBrokenOff() {
    create();
    emulator.faults(
        1, FaultRule.of(FaultKind.THROTTLE).on("POST", "/ApprovalRequests/whatsapp").times(1));

    var broken = post("/" + name + "/versions/1/submit", "{}");
    var linked = get("/" + name + "/versions/1").json().at("/languages/en/content_sid");
    var again = post("/" + name + "/versions/1/submit", "{}");

    assertThat(broken.status()).isEqualTo(503);
    assertThat(broken.text("/code")).isEqualTo("twilio_unreachable");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().at("/languages/en/content_sid")).isEqualTo(linked);
    assertThat(again.json().at("/approvals").size()).isEqualTo(2);
  }

  @Test
  void submitsNoTextsOfAPublishedVersion() {
    create();
    post("/" + name + "/versions/1/publish", "");

    assertThat(post("/" + name + "/versions/1/submit", "{}").text("/code"))
        .isEqualTo("not_a_draft");
  }

  private void awaitApproval(String sid, ApprovalStatus status) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                templates
                    .approval(account(), sid)
                    .map(Approval::status)
                    .filter(status::equals)
                    .isPresent());
  }
}
