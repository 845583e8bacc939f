// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.junit;

import io.trunkline.emulator.EmulatorOptions;
import io.trunkline.emulator.Phone;
import io.trunkline.emulator.TwilioEmulator;
import io.trunkline.emulator.seedfile.SeedFile;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Runs one emulator for all tests of a class and its nested classes, and begins each test with a
 * fresh world. A parameter of type {@link TwilioEmulator} is the emulator; one of type {@link
 * Phone} is the phone that {@link Handset} names.
 *
 * <p>By {@link EmulatedTwilio}, or, with options of your own, in a static field with
 * {@code @RegisterExtension}.
 */
public final class TwilioExtension
    implements BeforeAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        AfterAllCallback,
        ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(TwilioExtension.class);

  private final EmulatorOptions options;
  private final boolean strict;

  /** What {@link EmulatedTwilio} on the class says, or the usual. */
  public TwilioExtension() {
    this(EmulatorOptions.defaults(), false);
  }

  private TwilioExtension(EmulatorOptions options, boolean strict) {
    this.options = options;
    this.strict = strict;
  }

  /** With options of your own. */
  public static TwilioExtension with(EmulatorOptions options) {
    return new TwilioExtension(options, false);
  }

  /** Lets a text that no phone expected fail the test. */
  public TwilioExtension strict() {
    return new TwilioExtension(options, true);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    var store = context.getStore(NAMESPACE);
    if (store.get(Running.class) == null) {
      store.put(Running.class, start(context));
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    running(context).twilio().reset();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    var running = running(context);
    if (running.strict() && context.getExecutionException().isEmpty()) {
      running.twilio().expectNoMore();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    // Removes only what this very class has put: a nested class finds its outer class's emulator.
    var own = context.getStore(NAMESPACE).remove(Running.class, Running.class);
    if (own != null) {
      own.twilio().close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    var type = parameter.getParameter().getType();
    return type == TwilioEmulator.class || type == Phone.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    var twilio = running(context).twilio();
    if (parameter.getParameter().getType() == TwilioEmulator.class) {
      return twilio;
    }
    return parameter
        .findAnnotation(Handset.class)
        .map(handset -> twilio.handset(handset.value()))
        .orElseThrow(
            () -> new ParameterResolutionException("Name the phone: @Handset(\"+1415…\") Phone"));
  }

  private Running start(ExtensionContext context) {
    return AnnotationSupport.findAnnotation(context.getRequiredTestClass(), EmulatedTwilio.class)
        .map(asked -> new Running(TwilioEmulator.start(options(asked)), strict || asked.strict()))
        .orElseGet(() -> new Running(TwilioEmulator.start(options), strict));
  }

  private EmulatorOptions options(EmulatedTwilio asked) {
    var wanted = options;
    if (!asked.seed().isEmpty()) {
      wanted = wanted.withSeed(SeedFile.read(Path.of(asked.seed())));
    }
    return asked.numbers().length == 0 ? wanted : wanted.withNumbers(asked.numbers());
  }

  private static Running running(ExtensionContext context) {
    return Objects.requireNonNull(
        context.getStore(NAMESPACE).get(Running.class, Running.class),
        "A field with @RegisterExtension must be static, for one emulator serves all tests");
  }

  private record Running(TwilioEmulator twilio, boolean strict) {}
}
