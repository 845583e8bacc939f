// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of opt-outs.
 *
 * @param senderName who you are, as a recipient knows you; it stands in the confirmation of an
 *     opt-out and in the answer to HELP, up to 40 characters
 */
@ConfigurationProperties("trunkline.consent")
record ConsentProperties(@DefaultValue("this sender") String senderName) {

  ConsentProperties {
    if (senderName.isBlank() || senderName.length() > 40) {
      throw new IllegalArgumentException("trunkline.consent.sender-name has 1 to 40 characters");
    }
  }
}
