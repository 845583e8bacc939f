// SPDX-License-Identifier: Apache-2.0
package io.trunkline.rejections;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trunkline.signatures.TwilioSignature;
import java.security.MessageDigest;
import java.util.EnumSet;
import java.util.Set;

/**
 * What Twilio may have signed.
 *
 * @param url with its query
 * @param form what is signed of the form
 * @param differs from what was expected
 */
record SignatureGuess(String url, String form, Set<Difference> differs) {

  SignatureGuess {
    differs = Set.copyOf(differs);
  }

  boolean isOf(String token, String signature) {
    return MessageDigest.isEqual(
        TwilioSignature.sign(token, url + form).getBytes(UTF_8), signature.getBytes(UTF_8));
  }

  SignatureGuess and(Difference more) {
    var all = EnumSet.of(more);
    all.addAll(differs);
    return new SignatureGuess(url, form, all);
  }
}
