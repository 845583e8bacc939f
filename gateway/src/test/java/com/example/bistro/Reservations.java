// SPDX-License-Identifier: Apache-2.0
package com.example.bistro;

import static io.trunkline.law.Purpose.TRANSACTIONAL;

import io.trunkline.messaging.MessageDelivered;
import io.trunkline.messaging.Messages;
import io.trunkline.messaging.SendMessage;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The example of the README. */
// tag::readme[]
@Service
class Reservations {

  private final Messages messages;
  private final JdbcClient jdbc;

  Reservations(Messages messages, JdbcClient jdbc) {
    this.messages = messages;
    this.jdbc = jdbc;
  }

  /** The reservation and its text are accepted together, or neither is. */
  @Transactional
  public void confirm(String guest) {
    var message =
        messages.send(SendMessage.to(guest).body("Your table is ready").purpose(TRANSACTIONAL));
    jdbc.sql("INSERT INTO reservations (guest, message_id) VALUES (?, ?)")
        .params(guest, message.id().toString())
        .update();
  }

  /** In the transaction that records the delivery. */
  @EventListener
  void arrived(MessageDelivered event) {
    jdbc.sql("UPDATE reservations SET told = true WHERE message_id = ?")
        .param(event.message().id().toString())
        .update();
  }
}
