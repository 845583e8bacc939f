// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.cli;

import io.trunkline.server.cli.DoctorCommand.Finding;
import io.trunkline.server.client.JsonClient;
import io.trunkline.server.failure.PlainFailure;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.node.JsonNodeFactory;

/** Whether what Twilio sends arrives at a running server, and whether Twilio sends it there. */
final class WayIn {

  private final JsonClient server;
  private final ProbeSender sender;
  private final AddressesAtTwilio addresses;

  WayIn(JsonClient server, ProbeSender sender, AddressesAtTwilio addresses) {
    this.server = server;
    this.sender = sender;
    this.addresses = addresses;
  }

  /** First whether it arrives, then whether Twilio sends it there. */
  void examine(Consumer<List<Finding>> say) {
    var probe = probe();
    if (probe.isEmpty()) {
      say.accept(
          List.of(
              Finding.warn(
                  "No server answers at %s, so the way in from Twilio was not tried: start it, or say where it is with --url"
                      .formatted(server.base()))));
      return;
    }
    say.accept(List.of(finding(probe.get())));
    if (probe.get().status() == 200) {
      say.accept(addresses.compare());
    }
  }

  private Optional<JsonClient.Answer> probe() {
    try {
      return Optional.of(
          server.post("/v1/callbacks/probes", JsonNodeFactory.instance.objectNode()));
    } catch (PlainFailure e) {
      return Optional.empty();
    }
  }

  private Finding finding(JsonClient.Answer probe) {
    return switch (probe.status()) {
      case 200 -> send(probe);
      case 401, 403 ->
          Finding.warn(
              "The server at %s does not know this key: it works on another database, or the key lacks the scopes operate and configure (--key)"
                  .formatted(server.base()));
      default ->
          Finding.warn(
              "The way in from Twilio was not tried: "
                  + (probe.text("detail").isEmpty()
                      ? "HTTP " + probe.status()
                      : probe.text("detail")));
    };
  }

  private Finding send(JsonClient.Answer probe) {
    var outcome = sender.send(probe.json());
    var seen = server.get("/v1/callbacks/probes/" + probe.text("id"));
    return ProbeFindings.of(probe.text("url"), outcome, seen.json().path("arrival"));
  }
}
