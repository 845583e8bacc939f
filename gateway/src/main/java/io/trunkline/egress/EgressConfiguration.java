// SPDX-License-Identifier: Apache-2.0
package io.trunkline.egress;

import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

@AutoConfiguration
@EnableConfigurationProperties(EgressProperties.class)
class EgressConfiguration {

  @Bean
  Egress trunklineEgress(EgressProperties properties) {
    return new Egress(SystemDefaultDnsResolver.INSTANCE, properties.networks());
  }
}
