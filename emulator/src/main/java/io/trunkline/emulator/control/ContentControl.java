// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.control;

import io.trunkline.emulator.content.Approval.Status;
import io.trunkline.emulator.content.Contents;
import io.trunkline.emulator.http.Answer;
import io.trunkline.emulator.http.Request;
import io.trunkline.emulator.http.Router;
import java.util.Arrays;

/** {@code /_emulator/contents/{Sid}/approval}: makes WhatsApp change its mind about a template. */
final class ContentControl {
  private final Contents contents;

  private ContentControl(Contents contents) {
    this.contents = contents;
  }

  static void addTo(Router router, Contents contents) {
    var control = new ContentControl(contents);
    ControlResource.on(router, "PUT", "contents/{ContentSid}/approval", control::decide);
  }

  /** {@code {"status": "rejected", "reason": "…"}}. */
  private Answer decide(Request request) {
    var order = ControlJson.read(request);
    var sid = request.variable("ContentSid");
    var status = status(ControlJson.requiredText(order, "status"));
    var reason = ControlJson.text(order, "reason");
    boolean decided =
        contents
            .find(sid)
            .filter(content -> contents.decide(content, status, reason == null ? "" : reason))
            .isPresent();
    if (!decided) {
      throw new IllegalArgumentException("No approval was ever asked for " + sid);
    }
    return ControlJson.ok(json -> json.writeStringProperty("status", status.wire()));
  }

  private static Status status(String wire) {
    return Arrays.stream(Status.values())
        .filter(status -> status.wire().equals(wire))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no status " + wire));
  }
}
