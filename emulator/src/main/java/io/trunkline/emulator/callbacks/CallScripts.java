// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.callbacks;

import io.trunkline.emulator.call.EmulatedCall;
import io.trunkline.emulator.call.Utterance;
import io.trunkline.emulator.callbacks.SentCallback.Kind;
import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.twiml.TwimlException;
import io.trunkline.emulator.twiml.TwimlReader;
import io.trunkline.emulator.twiml.VoiceVerb;
import io.trunkline.emulator.world.World;
import java.time.Duration;

/** What happens in calls that were answered: their TwiML is fetched and done, verb by verb. */
public final class CallScripts {
  private static final System.Logger LOG = System.getLogger(CallScripts.class.getName());

  private static final int RETRIEVAL_FAILURE = 11200;
  private static final int TOO_MANY_REDIRECTS = 11215;
  private static final int MAX_REDIRECTS = 10;

  private static final String APOLOGY = "We are sorry, an application error has occurred. Goodbye.";

  /** About 150 words a minute. */
  private static final int CHARACTERS_A_SECOND = 15;

  /** Recordings are not fetched, so nobody knows how long they are. */
  private static final Duration RECORDING = Duration.ofSeconds(5);

  private final World world;
  private final CallbackSender callbacks;
  private final TwimlReader twiml = new TwimlReader();

  public CallScripts(World world, CallbackSender callbacks) {
    this.world = world;
    this.callbacks = callbacks;
  }

  /** The call was answered, or gets other instructions. What has to be asked for comes later. */
  public void begin(EmulatedCall call) {
    var script = new CallScript(call);
    var instructions = script.instructions();
    if (instructions.isInline()) {
      perform(script, instructions.twiml());
    } else {
      var first = new VoiceVerb.Redirect(instructions.url(), instructions.method());
      later(script, () -> ask(script, Kind.CALL, first));
    }
  }

  private void later(CallScript script, Runnable work) {
    callbacks.inTurn(script.call().sid() + " script", work);
  }

  private void perform(CallScript script, String document) {
    try {
      script.add(twiml.voice(document));
      next(script);
    } catch (TwimlException unusable) {
      fail(script, unusable.code(), "");
    }
  }

  private void ask(CallScript script, Kind kind, VoiceVerb.Redirect where) {
    if (!script.mayAsk(MAX_REDIRECTS)) {
      fail(script, TOO_MANY_REDIRECTS, where.url());
      return;
    }
    var form = CallForms.voice(script.call());
    script.addFailureTo(form);
    var account = script.call().account();
    var callback =
        new Callback(kind, account, script.call().sid(), where.method(), where.url(), form);
    var answer = callbacks.ask(callback);
    if (!world.accounts().has(account)) {
      return; // The world was reset meanwhile: nobody is left to listen.
    }
    var problem = answer.problem();
    if (problem != null || !answer.isSuccess()) {
      fail(script, problem == null ? RETRIEVAL_FAILURE : problem, where.url());
      return;
    }
    try {
      script.continueAt(where.url(), twiml.voice(where.url(), answer.contentType(), answer.body()));
      next(script);
    } catch (TwimlException unusable) {
      fail(script, unusable.code(), where.url());
    }
  }

  @Seen(
      what = "If the TwiML fails the fallback is asked, and without one the call ends in words.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "voice/api/call-resource")
  private void fail(CallScript script, int code, String url) {
    if (!script.isInForce()) {
      return;
    }
    warn(script.call(), "Its TwiML failed with " + code);
    var instructions = script.instructions();
    if (script.fallBack(code, url)) {
      var fallback =
          new VoiceVerb.Redirect(instructions.fallbackUrl(), instructions.fallbackMethod());
      later(script, () -> ask(script, Kind.FALLBACK, fallback));
    } else {
      say(script, APOLOGY, () -> world.switchboard().hangUp(script.call()));
    }
  }

  /** Does the verbs up to the next that takes time. */
  private void next(CallScript script) {
    boolean goesOn = script.isInForce();
    while (goesOn) {
      goesOn = perform(script, script.poll());
    }
  }

  /** Does the verb, and says whether the next is to be done at once. */
  private boolean perform(CallScript script, VoiceVerb verb) {
    switch (verb) {
      case VoiceVerb.Say say -> {
        script.repeat(say.times() > 1 ? new VoiceVerb.Say(say.text(), say.times() - 1) : null);
        say(script, say.text(), () -> next(script));
      }
      case VoiceVerb.Play play -> {
        script.repeat(play.times() > 1 ? new VoiceVerb.Play(play.url(), play.times() - 1) : null);
        hear(script, Utterance.Kind.PLAYED, script.resolve(play.url()));
        world.clock().after(RECORDING, () -> next(script));
      }
      case VoiceVerb.Pause pause -> world.clock().after(pause.length(), () -> next(script));
      case VoiceVerb.Hangup hangup -> world.switchboard().hangUp(script.call());
      case VoiceVerb.Redirect redirect -> {
        var where = new VoiceVerb.Redirect(script.resolve(redirect.url()), redirect.method());
        later(script, () -> ask(script, Kind.REDIRECT, where));
      }
      case VoiceVerb.NotImitated other -> {
        warn(script.call(), "<" + other.name() + "> is not imitated");
        return true;
      }
    }
    return false;
  }

  private void say(CallScript script, String text, Runnable then) {
    hear(script, Utterance.Kind.SAID, text);
    world.clock().after(speech(text), then);
  }

  private static Duration speech(String text) {
    return Duration.ofSeconds(Math.ceilDiv(text.length(), CHARACTERS_A_SECOND));
  }

  private void hear(CallScript script, Utterance.Kind kind, String words) {
    script.call().hear(new Utterance(world.clock().now(), kind, words));
  }

  private static void warn(EmulatedCall call, String warning) {
    call.warn(warning);
    LOG.log(System.Logger.Level.WARNING, "Call {0}: {1}", call.sid(), warning);
  }
}
