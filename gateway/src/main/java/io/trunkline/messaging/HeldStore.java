// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.storage.Storage;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code messages}: what is rewritten of a message while it is held. */
final class HeldStore {

  private final JdbcClient jdbc;

  HeldStore(Storage storage) {
    this.jdbc = storage.jdbc();
  }

  /**
   * Lets a held message be what this row says from now on, still held.
   *
   * @return whether it was held
   */
  boolean rewrite(MessageStore.Row row) {
    return jdbc.sql(
                """
                UPDATE trunkline.messages AS messages
                SET channel = new.channel, purpose = new.purpose, priority = new.priority,
                  lane_id = new.lane_id, pool = new.pool, sender = new.sender, body = new.body,
                  media_urls = new.media_urls::jsonb, template = new.template,
                  template_version = new.template_version, language = new.language,
                  content_sid = new.content_sid, content_variables = new.content_variables::jsonb,
                  encoding = new.encoding, units = new.units, due_at = new.due_at,
                  expires_at = new.expires_at, further_channels = new.further_channels,
                  fallback_after = new.fallback_after, estimated_price = new.estimated_price,
                  estimated_currency = new.estimated_currency,
                  held_because = coalesce(new.held_because, messages.held_because),
                  time_zone = new.time_zone
                FROM unnest(
                  :id::uuid[], :channel::text[], :purpose::text[], :priority::smallint[],
                  :lane::uuid[], :pool::text[], :sender::text[], :body::text[], :media::text[],
                  :template::text[], :version::int[], :language::text[], :content_sid::text[],
                  :content_variables::text[], :encoding::text[], :units::int[],
                  :due_at::timestamptz[], :expires_at::timestamptz[], :further_channels::text[],
                  :fallback_after::int[], :estimated_price::numeric[],
                  :estimated_currency::text[], :held_because::text[], :time_zone::text[])
                  AS new (id, channel, purpose, priority, lane_id, pool, sender, body, media_urls,
                    template, template_version, language, content_sid, content_variables, encoding,
                    units, due_at, expires_at, further_channels, fallback_after, estimated_price,
                    estimated_currency, held_because, time_zone)
                WHERE messages.id = new.id AND messages.status = 'held'
                """)
            .params(MessageRows.parameters(List.of(row)))
            .update()
        == 1;
  }
}
