// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import io.trunkline.account.Accounts;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

@AutoConfiguration(afterName = "io.trunkline.account.AccountConfiguration")
@EnableConfigurationProperties(TwilioProperties.class)
class TwilioConfiguration {

  @Bean
  TwilioHttp trunklineTwilioHttp(TwilioProperties properties, Clock clock) {
    return new TwilioHttp(properties, clock);
  }

  @Bean
  Twilio trunklineTwilio(
      Accounts accounts, TwilioProperties properties, TwilioHttp http, Clock clock) {
    return new Twilio(accounts, properties, http, clock);
  }

  @Bean
  TwilioNumbers trunklineTwilioNumbers(Twilio twilio, TwilioHttp http) {
    return new TwilioNumbers(twilio.requests(), http);
  }

  @Bean
  TwilioEntrances trunklineTwilioEntrances(Twilio twilio) {
    return new TwilioEntrances(twilio.requests());
  }

  @Bean
  TwilioContents trunklineTwilioContents(Twilio twilio) {
    return new TwilioContents(twilio.requests());
  }
}
