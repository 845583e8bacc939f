// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.conformance;

import com.twilio.base.Reader;
import com.twilio.base.Resource;
import com.twilio.rest.content.v1.ContentAndApprovals;
import com.twilio.rest.content.v2.Content;
import io.trunkline.emulator.conformance.Row.Operation;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** The other lists of content, which is made at Content. */
final class ContentListsRows {
  private static final String ELSEWHERE = "it is done at Content";

  private ContentListsRows() {}

  static List<Row<?>> rows() {
    return List.of(
        row("Content, v2", Content::getSid, Content::reader),
        row("Content and approvals, v1", ContentAndApprovals::getSid, ContentAndApprovals::reader),
        row(
            "Content and approvals, v2",
            com.twilio.rest.content.v2.ContentAndApprovals::getSid,
            com.twilio.rest.content.v2.ContentAndApprovals::reader));
  }

  private static <T extends Resource> Row<T> row(
      String name, Function<T, String> sid, Supplier<Reader<T>> reader) {
    return Row.of(name, sid)
        .creates((stage, n) -> ContentRow.create(stage, "en", "Hi {{1}} " + n))
        .lists(stage -> reader.get())
        .without(Operation.FETCH, ELSEWHERE)
        .without(Operation.UPDATE, ELSEWHERE)
        .without(Operation.DELETE, ELSEWHERE)
        .refuses(
            "a page of 1001",
            20007,
            400,
            stage -> reader.get().pageSize(1001).firstPage(stage.client()))
        .refusesStrangers(client -> reader.get().firstPage(client));
  }
}
