// SPDX-License-Identifier: Apache-2.0
package io.trunkline.templates;

import io.trunkline.id.Ids;
import io.trunkline.storage.Storage;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

@AutoConfiguration(afterName = "io.trunkline.twilio.TwilioConfiguration")
class TemplatesConfiguration {

  @Bean
  Templates trunklineTemplates(Storage storage, Ids ids, Clock clock) {
    var store = new TemplateStore(storage);
    return new Templates(store, new Published(store), ids, clock);
  }
}
