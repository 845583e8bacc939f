// SPDX-License-Identifier: Apache-2.0
package io.trunkline.templates;

import io.trunkline.background.Routine;
import io.trunkline.events.Events;
import io.trunkline.id.Ids;
import io.trunkline.storage.Storage;
import io.trunkline.twilio.TwilioContents;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@AutoConfiguration(afterName = "io.trunkline.twilio.TwilioConfiguration")
@EnableConfigurationProperties(TemplatesProperties.class)
class TemplatesConfiguration {

  @Bean
  Approvals trunklineApprovals(
      Storage storage,
      Events events,
      PlatformTransactionManager transactions,
      TwilioContents contents,
      Clock clock) {
    var store = new ApprovalStore(storage);
    var news = new ApprovalNews(store, events, new TransactionTemplate(transactions));
    return new Approvals(store, news, contents, clock);
  }

  @Bean
  Templates trunklineTemplates(
      Storage storage,
      Approvals approvals,
      TwilioContents contents,
      PlatformTransactionManager transactions,
      Ids ids,
      Clock clock) {
    var store = new TemplateStore(storage);
    return new Templates(
        store,
        new Published(store),
        approvals,
        new Submission(store, contents, approvals, new TransactionTemplate(transactions), clock),
        ids,
        clock);
  }

  @Bean
  Routine trunklineSyncApprovals(Approvals approvals, TemplatesProperties properties) {
    return new Routine("templates-sync-approvals", properties.syncEvery(), approvals::sync);
  }

  @Bean
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  @ConditionalOnBooleanProperty(name = "trunkline.api.enabled")
  TemplateController trunklineTemplateController(Templates templates) {
    return new TemplateController(templates);
  }
}
