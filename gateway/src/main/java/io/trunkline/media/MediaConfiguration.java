// SPDX-License-Identifier: Apache-2.0
package io.trunkline.media;

import io.trunkline.background.Routine;
import io.trunkline.callbacks.Callbacks;
import io.trunkline.egress.Egress;
import io.trunkline.id.Ids;
import io.trunkline.storage.Storage;
import io.trunkline.twilio.Twilio;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

@AutoConfiguration(
    afterName = {
      "io.trunkline.callbacks.CallbacksConfiguration",
      "io.trunkline.egress.EgressConfiguration",
      "io.trunkline.twilio.TwilioConfiguration"
    })
@EnableConfigurationProperties(MediaProperties.class)
class MediaConfiguration {

  private static final MediaTypes TYPES = new MediaTypes();

  @Bean
  Fetcher trunklineMediaFetcher(MediaProperties properties, Egress egress) {
    return new Fetcher(properties, egress);
  }

  @Bean
  Shelf trunklineMediaShelf(Storage storage, Ids ids, Clock clock, MediaProperties properties) {
    return new Shelf(new MediaStore(storage), TYPES, ids, clock, properties.keepFor());
  }

  @Bean
  InboundCopies trunklineInboundCopies(
      Storage storage, Shelf shelf, Twilio twilio, MediaProperties properties, Clock clock) {
    return new InboundCopies(new CopyStore(storage), shelf, twilio, properties, clock);
  }

  @Bean
  Media trunklineMedia(
      Shelf shelf,
      Fetcher fetcher,
      InboundCopies inbound,
      Storage storage,
      Callbacks callbacks,
      MediaProperties properties,
      Clock clock) {
    var store = new MediaStore(storage);
    return new Media(
        shelf,
        store,
        new MediaCheck(store, TYPES, fetcher, clock),
        fetcher,
        inbound,
        new Media.Surroundings(callbacks, properties.checkUrls(), clock));
  }

  @Bean
  @ConditionalOnBooleanProperty(name = "trunkline.media.copy-inbound")
  Routine trunklineCopyInboundMedia(InboundCopies inbound) {
    return new Routine("media-copy-inbound", Duration.ofSeconds(2), inbound::copyDue);
  }

  @Bean
  Routine trunklineTidyMedia(Shelf shelf, InboundCopies inbound) {
    return new Routine(
        "media-tidy",
        Duration.ofMinutes(10),
        () -> {
          shelf.tidy();
          inbound.tidy();
        });
  }

  @Bean
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  PublicMediaController trunklinePublicMediaController(Media media) {
    return new PublicMediaController(media);
  }

  @Bean
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  @ConditionalOnBooleanProperty(name = "trunkline.api.enabled")
  MediaController trunklineMediaController(Media media) {
    return new MediaController(media);
  }
}
