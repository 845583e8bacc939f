// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.cli;

import io.trunkline.server.cli.DoctorCommand.Finding;
import tools.jackson.databind.JsonNode;

/** What a probe says about the way in, in plain words. */
final class ProbeFindings {

  private ProbeFindings() {}

  /**
   * @param url of the probe
   * @param arrival what the server has seen of it; missing if nothing
   */
  static Finding of(String url, ProbeOutcome outcome, JsonNode arrival) {
    var base = url.replaceFirst("/twilio/probe/.*$", "");
    return arrival.isObject() ? arrived(base, outcome, arrival) : lost(base, outcome);
  }

  private static Finding arrived(String base, ProbeOutcome outcome, JsonNode arrival) {
    var arrives =
        "as %s %s://%s%s"
            .formatted(
                text(arrival, "method"),
                text(arrival, "scheme"),
                text(arrival, "host"),
                text(arrival, "path").replaceFirst("/[0-9a-f]{32}/?$", "/\u2026"));
    if (!arrival.path("genuine").asBoolean(false)) {
      return Finding.fail(
          "What Twilio sends to %s arrives (%s) and is refused. %s. Change %s: %s"
              .formatted(
                  base,
                  arrives,
                  text(arrival, "reason"),
                  text(arrival, "setting"),
                  text(arrival, "advice")));
    }
    return switch (outcome) {
      case ProbeOutcome.Answered(int status, _, _, var took) when status == 204 ->
          Finding.ok(
              "What Twilio sends to %s arrives (%s) and is believed, after %d ms"
                  .formatted(base, arrives, took.toMillis()));
      case ProbeOutcome.Answered(int status, _, _, _) ->
          Finding.fail(
              "What Twilio sends to %s arrives and is believed, but Twilio is answered HTTP %d: something in front of the server changes answers"
                  .formatted(base, status));
      case ProbeOutcome.Failed(_, var why) ->
          Finding.fail(
              "What Twilio sends to %s arrives and is believed, but the answer is lost: %s"
                  .formatted(base, why));
    };
  }

  private static Finding lost(String base, ProbeOutcome outcome) {
    return Finding.fail(
        "Nothing of what is sent to %s arrives. ".formatted(base)
            + switch (outcome) {
              case ProbeOutcome.Failed(var failure, var why) -> failed(failure, why);
              case ProbeOutcome.Answered answered -> answered(answered);
            });
  }

  private static String failed(ProbeOutcome.Failure failure, String why) {
    return switch (failure) {
      case UNKNOWN_HOST ->
          "The name %s is not known to the DNS: make an A or AAAA record, or correct TWILIO_WEBHOOK_BASE_URL"
              .formatted(why);
      case REFUSED ->
          "The connection is refused: nothing listens there. Start the proxy, open the port, or"
              + " correct the port in TWILIO_WEBHOOK_BASE_URL";
      case TIMED_OUT ->
          "Nobody answers in the time that Twilio gives (5 s to connect, 15 s in all): look at the"
              + " firewall, and whether the proxy reaches this server. From inside a network its"
              + " own public address may be out of reach: then send the probe from outside";
      case SELF_SIGNED ->
          "The certificate is self-signed, or its chain is not complete, and Twilio refuses it:"
              + " take one of a public authority, with its intermediate certificates";
      case EXPIRED -> "The certificate has expired, and Twilio refuses it: renew it";
      case OTHER_NAME ->
          "The certificate is for another name, and Twilio refuses it: take one for this host";
      case TLS ->
          "TLS fails (%s): is it https at all? Correct the scheme in TWILIO_WEBHOOK_BASE_URL, or the TLS of the proxy"
              .formatted(why);
      case BROKEN -> "The connection breaks off (%s): look at the log of the proxy".formatted(why);
    };
  }

  private static String answered(ProbeOutcome.Answered answer) {
    int status = answer.status();
    if (status >= 300 && status < 400) {
      return "It is redirected to %s, and a signature is for one address only: set TWILIO_WEBHOOK_BASE_URL to where it ends"
          .formatted(answer.location().replaceFirst("/twilio/probe/.*$", ""));
    }
    if (answer.code().equals("not_found")) {
      return "A Trunkline answers there, but at another path: the proxy has to take away the prefix"
          + " that TWILIO_WEBHOOK_BASE_URL has (for nginx, a slash at the end of"
          + " proxy_pass)";
    }
    if (!answer.code().isEmpty()) {
      return "A Trunkline answers there (%s), but not one that works on this database: correct TWILIO_WEBHOOK_BASE_URL, or where the proxy leads"
          .formatted(answer.code());
    }
    return switch (status) {
      case 401, 403, 407 ->
          "Something in front of the server refuses it (HTTP %d), a login or a firewall: let everything below /twilio/ through, the signature guards it"
              .formatted(status);
      case 404 ->
          "Something in front of the server answers 404: lead the paths below /twilio/ to this"
              + " server, and put a prefix that the proxy takes away into TWILIO_WEBHOOK_BASE_URL";
      case 502, 503, 504 ->
          "The proxy does not reach this server (HTTP %d): correct its address and port there"
              .formatted(status);
      default -> "Something else answers there (HTTP %d): it is not this server".formatted(status);
    };
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asString("");
  }
}
