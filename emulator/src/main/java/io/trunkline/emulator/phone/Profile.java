// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.phone;

/**
 * What a phone and its line are like.
 *
 * @param switchedOn whether it can be reached; messages wait for one that is not
 * @param inService whether anybody has the number
 * @param carrier whose line it is, empty if nobody says
 * @param onWhatsApp whether the person uses WhatsApp
 * @param onRcs whether it gets texts by RCS
 * @param reads whether the person reads at once what comes by a channel that tells
 * @param delay how much longer than usual messages take
 * @param fate what becomes of messages that nothing else keeps away
 * @param callFate what becomes of calls that nothing else keeps away
 */
public record Profile(
    boolean switchedOn,
    boolean inService,
    LineType line,
    String carrier,
    boolean onWhatsApp,
    boolean onRcs,
    boolean reads,
    Delay delay,
    Fate fate,
    CallFate callFate) {
  /** A mobile phone that gets everything but RCS, which has to be switched on. */
  public static final Profile USUAL =
      new Profile(
          true,
          true,
          LineType.MOBILE,
          "",
          true,
          false,
          false,
          Delay.NONE,
          Fate.DELIVERED,
          CallFate.ANSWERED);

  public Profile withSwitchedOn(boolean switchedOn) {
    return new Profile(
        switchedOn, inService, line, carrier, onWhatsApp, onRcs, reads, delay, fate, callFate);
  }

  public Profile withInService(boolean inService) {
    return new Profile(
        switchedOn, inService, line, carrier, onWhatsApp, onRcs, reads, delay, fate, callFate);
  }

  public Profile withLine(LineType line) {
    return new Profile(
        switchedOn, inService, line, carrier, onWhatsApp, onRcs, reads, delay, fate, callFate);
  }

  public Profile withCarrier(String carrier) {
    return new Profile(
        switchedOn, inService, line, carrier, onWhatsApp, onRcs, reads, delay, fate, callFate);
  }

  public Profile withWhatsApp(boolean onWhatsApp) {
    return new Profile(
        switchedOn, inService, line, carrier, onWhatsApp, onRcs, reads, delay, fate, callFate);
  }

  public Profile withRcs(boolean onRcs) {
    return new Profile(
        switchedOn, inService, line, carrier, onWhatsApp, onRcs, reads, delay, fate, callFate);
  }

  public Profile withReads(boolean reads) {
    return new Profile(
        switchedOn, inService, line, carrier, onWhatsApp, onRcs, reads, delay, fate, callFate);
  }

  public Profile withDelay(Delay delay) {
    return new Profile(
        switchedOn, inService, line, carrier, onWhatsApp, onRcs, reads, delay, fate, callFate);
  }

  public Profile withFate(Fate fate) {
    return new Profile(
        switchedOn, inService, line, carrier, onWhatsApp, onRcs, reads, delay, fate, callFate);
  }

  public Profile withCallFate(CallFate callFate) {
    return new Profile(
        switchedOn, inService, line, carrier, onWhatsApp, onRcs, reads, delay, fate, callFate);
  }
}
