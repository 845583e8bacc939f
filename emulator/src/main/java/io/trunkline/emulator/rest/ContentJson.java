// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.content.Approval;
import io.trunkline.emulator.content.Content;
import io.trunkline.emulator.http.Request;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Templates and their approvals as JSON. */
final class ContentJson {
  private ContentJson() {}

  static void write(JsonGenerator json, Request request, Content content) {
    writeContent(json, content);
    var url = request.url(ContentResource.LIST + "/" + content.sid());
    json.writeObjectPropertyStart("links");
    json.writeStringProperty("approval_create", url + "/ApprovalRequests/whatsapp");
    json.writeStringProperty("approval_fetch", url + "/ApprovalRequests");
    json.writeEndObject();
    json.writeStringProperty("url", url);
  }

  static void writeWithApproval(JsonGenerator json, Content content) {
    writeContent(json, content);
    json.writeObjectPropertyStart("approval_requests");
    writeApproval(json, content.approval());
    json.writeEndObject();
  }

  /** The members of an approval; of none they say that nobody has asked. */
  static void writeApproval(JsonGenerator json, @Nullable Approval approval) {
    json.writeBooleanProperty("allow_category_change", true);
    json.writeStringProperty("category", approval == null ? "" : approval.category());
    json.writeStringProperty("content_type", approval == null ? "" : approval.contentType());
    json.writeStringProperty("name", approval == null ? "" : approval.name());
    json.writeStringProperty(
        "rejection_reason", approval == null ? "" : approval.rejectionReason());
    json.writeStringProperty("status", approval == null ? "unsubmitted" : approval.status().wire());
  }

  private static void writeContent(JsonGenerator json, Content content) {
    var draft = content.draft();
    json.writeStringProperty("account_sid", content.accountSid());
    json.writeStringProperty("date_created", TwilioDates.iso8601(content.created()));
    json.writeStringProperty("date_updated", TwilioDates.iso8601(content.updated()));
    json.writeStringProperty("friendly_name", draft.friendlyName());
    json.writeStringProperty("language", draft.language());
    json.writeStringProperty("sid", content.sid());
    json.writeName("types");
    json.writeRawValue(draft.types().toString());
    json.writeName("variables");
    json.writeRawValue(draft.variables().toString());
  }
}
