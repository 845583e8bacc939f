// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.specification;

import io.trunkline.emulator.http.Answer;
import io.trunkline.emulator.http.AnswerWitness;
import io.trunkline.emulator.http.Refusal;
import io.trunkline.emulator.http.Request;
import java.util.Objects;

/**
 * Checks each answer of every emulator in this process against Twilio's documents. A deviation is
 * remembered, and answered with status 500 and what is wrong.
 */
public final class SpecificationWitness implements AnswerWitness {
  private static final Specification SPECIFICATION = Specification.load();

  private final Tally tally;

  /** For the service loader. */
  public SpecificationWitness() {
    this(Tally.OF_THIS_RUN);
  }

  SpecificationWitness(Tally tally) {
    this.tally = tally;
  }

  @Override
  public void sees(Request request, Answer answer) {
    var product = Objects.requireNonNullElse(request.product(), "");
    var deviations =
        SPECIFICATION.deviations(
            product,
            request.method(),
            request.productPath(),
            answer.status(),
            answer.contentType(),
            answer.body());
    if (deviations.isEmpty()) {
      tally.conforming();
      if (answer.status() < 400) {
        SPECIFICATION
            .find(product, request.method(), request.productPath())
            .ifPresent(operation -> tally.done(operation.id()));
      }
      return;
    }
    var words =
        "%s %s answered %d unlike Twilio's specification: %s"
            .formatted(
                request.method(), request.path(), answer.status(), String.join("; ", deviations));
    tally.deviating(words);
    throw new Refusal(500, 20500, words);
  }
}
