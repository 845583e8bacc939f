// SPDX-License-Identifier: Apache-2.0
package io.trunkline.templates;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of templates.
 *
 * @param syncEvery the pause between two rounds of asking Twilio what WhatsApp thinks of the
 *     contents that templates are linked to, at least a second
 */
@ConfigurationProperties("trunkline.templates")
record TemplatesProperties(@DefaultValue("5m") Duration syncEvery) {

  TemplatesProperties {
    if (syncEvery.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("trunkline.templates.sync-every is at least a second");
    }
  }
}
