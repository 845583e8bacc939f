// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** What was sent beside the body, as it is shown. */
@JsonNaming(SnakeCaseStrategy.class)
record RequestView(Map<String, String> headers, List<String> signedWith, String bodySha256) {

  static @Nullable RequestView of(@Nullable WebhookRequest request) {
    return request == null
        ? null
        : new RequestView(request.headers(), request.signedWith(), request.bodySha256());
  }
}
