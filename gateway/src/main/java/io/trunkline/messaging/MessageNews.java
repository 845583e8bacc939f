// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What subscribers are told of a message: how it is now, and what has changed. Of a message that
 * has just come in, its files are not copied yet.
 *
 * @param change absent for one that is new
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MessageNews(MessageView message, @Nullable Changed change) {

  /**
   * What the timeline says of it.
   *
   * @param statusBefore absent if the status is what it was
   */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Changed(
      @Nullable String statusBefore,
      String source,
      @Nullable String twilioStatus,
      @Nullable Integer errorCode,
      String detail) {

    private static Changed of(TimelineEntry entry, @Nullable MessageStatus before) {
      return new Changed(
          before == null ? null : before.code(),
          entry.source().name().toLowerCase(Locale.ROOT),
          entry.twilioStatus(),
          entry.errorCode(),
          entry.detail());
    }
  }

  static MessageNews of(Message message) {
    return new MessageNews(MessageView.of(message, List.of()), null);
  }

  static MessageNews of(Message message, TimelineEntry entry) {
    return new MessageNews(MessageView.of(message, List.of()), Changed.of(entry, null));
  }

  static MessageNews of(Step step) {
    return new MessageNews(
        MessageView.of(step.after(), List.of()),
        Changed.of(step.entry(), step.moved() ? step.before().status() : null));
  }
}
