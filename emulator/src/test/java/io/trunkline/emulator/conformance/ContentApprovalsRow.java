// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.conformance;

import com.twilio.rest.content.v1.content.ApprovalCreate;
import com.twilio.rest.content.v1.content.ApprovalCreate.ContentApprovalRequest;
import com.twilio.rest.content.v1.content.ApprovalFetch;
import io.trunkline.emulator.conformance.Row.Operation;

final class ContentApprovalsRow {
  private ContentApprovalsRow() {}

  static Row<ApprovalFetch> row() {
    return Row.of("Content ApprovalRequests", ApprovalFetch::getSid)
        .creates(
            (stage, n) -> {
              var content = ContentRow.create(stage, "en", "Hi {{1}} " + n);
              submit(stage, content, "greeting_" + n, "UTILITY");
              return content;
            })
        .fetches((stage, content) -> ApprovalFetch.fetcher(content))
        .without(Operation.LIST, "there is one for each channel")
        .without(Operation.UPDATE, "WhatsApp decides alone")
        .without(Operation.DELETE, "an approval goes with its content")
        .refuses(
            "content that is not there",
            20404,
            404,
            stage -> submit(stage, "HX" + "9".repeat(32), "greeting", "UTILITY"))
        .refuses("a name with spaces", 20001, 400, stage -> submitNew(stage, "Good day", "UTILITY"))
        .refuses("a category that there is not", 20001, 400, stage -> submitNew(stage, "x", "FUN"))
        .refuses(
            "to be asked twice",
            92009,
            400,
            stage -> submit(stage, submitNew(stage, "greeting", "UTILITY"), "again", "UTILITY"));
  }

  private static String submitNew(Stage stage, String name, String category) {
    var content = ContentRow.create(stage, "en", "Hi {{1}}");
    submit(stage, content, name, category);
    return content;
  }

  private static void submit(Stage stage, String content, String name, String category) {
    var request = new ContentApprovalRequest.Builder(name, category).build();
    ApprovalCreate.creator(content, request).create(stage.client());
  }
}
