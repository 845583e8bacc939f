// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import java.util.EnumSet;
import java.util.Set;

/**
 * What Twilio may have signed.
 *
 * @param base scheme, host, port and prefix
 * @param url all of it
 * @param form what is signed of the form
 * @param differs from what was expected
 */
record SignatureGuess(String base, String url, String form, Set<CallbackDifference> differs) {

  SignatureGuess {
    differs = Set.copyOf(differs);
  }

  boolean isOf(String token, String signature) {
    return TwilioSignature.sign(token, url + form).equals(signature);
  }

  SignatureGuess and(CallbackDifference more) {
    var all = EnumSet.of(more);
    all.addAll(differs);
    return new SignatureGuess(base, url, form, all);
  }
}
