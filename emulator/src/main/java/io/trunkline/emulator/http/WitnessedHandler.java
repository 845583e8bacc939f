// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.http;

import java.util.List;
import java.util.ServiceLoader;

/** Shows what the handler of Twilio's API answers to those who want to see it. */
public final class WitnessedHandler implements Handler {
  private final Handler handler;
  private final List<AnswerWitness> witnesses;

  private WitnessedHandler(Handler handler, List<AnswerWitness> witnesses) {
    this.handler = handler;
    this.witnesses = witnesses;
  }

  /** The handler before the witnesses that are on the class path; itself if there are none. */
  public static Handler of(Handler handler) {
    var witnesses =
        ServiceLoader.load(AnswerWitness.class).stream().map(ServiceLoader.Provider::get).toList();
    return witnesses.isEmpty() ? handler : new WitnessedHandler(handler, witnesses);
  }

  @Override
  public Answer handle(Request request) {
    var answer = answer(request);
    if (!Router.OWN.equals(request.product())) {
      witnesses.forEach(witness -> witness.sees(request, answer));
    }
    return answer;
  }

  private Answer answer(Request request) {
    try {
      return handler.handle(request);
    } catch (Refusal refusal) {
      return refusal.answer();
    }
  }
}
