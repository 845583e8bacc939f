// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.account.Caller;
import io.trunkline.account.Scope;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Our REST API of many messages at once. */
@RestController
class BulkController {

  private final Messages messages;
  private final BatchReader batches;
  private final MessageStream stream;

  BulkController(Messages messages, SendRequests requests) {
    this.messages = messages;
    this.batches = new BatchReader(requests);
    this.stream = new MessageStream(messages, requests);
  }

  /** All of it is read before the first is accepted. */
  @PostMapping(
      path = "/v1/messages/batch",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  BulkAnswer.Batch sendAll(
      Caller caller,
      HttpServletRequest request,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key)
      throws IOException {
    caller.mustHave(Scope.SEND);
    var batch = batches.read(caller.account(), key, request.getInputStream());
    return new BulkAnswer.Batch(batch.send(messages));
  }

  /** Line by line, answers while it reads. */
  @PostMapping(
      path = "/v1/messages/stream",
      consumes = MediaType.APPLICATION_NDJSON_VALUE,
      produces = MediaType.APPLICATION_NDJSON_VALUE)
  void stream(
      Caller caller,
      HttpServletRequest request,
      HttpServletResponse response,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key)
      throws IOException {
    caller.mustHave(Scope.SEND);
    response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
    stream.run(caller.account(), key, request.getInputStream(), response.getOutputStream());
  }
}
