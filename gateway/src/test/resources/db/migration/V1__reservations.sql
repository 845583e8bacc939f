CREATE TABLE reservations (
  guest      text    NOT NULL,
  message_id text    NOT NULL,
  told       boolean NOT NULL DEFAULT false
);
