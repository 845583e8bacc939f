// SPDX-License-Identifier: Apache-2.0
package io.trunkline.conversations;

import io.trunkline.id.Ids;
import io.trunkline.storage.Storage;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

@AutoConfiguration(
    afterName = {"io.trunkline.id.IdConfiguration", "io.trunkline.storage.StorageConfiguration"})
@EnableConfigurationProperties(ConversationsProperties.class)
class ConversationsConfiguration {

  @Bean
  Conversations trunklineConversations(
      Storage storage, ConversationsProperties properties, Ids ids, Clock clock) {
    return new Conversations(
        new ConversationStore(storage),
        new SpokenStore(storage, ids, properties),
        new LoopGuard(properties),
        clock);
  }

  @Bean
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  @ConditionalOnBooleanProperty(name = "trunkline.api.enabled")
  ConversationController trunklineConversationController(Conversations conversations) {
    return new ConversationController(conversations);
  }
}
