-- What happened, once its event is forgotten and as long as the delivery may still be sent; else null,
-- since it is read from the event. An event that is told to nobody any more is so no longer kept for the
-- sake of an endpoint that has been away for weeks, and the endpoint gets it all the same.
ALTER TABLE webhook_deliveries ADD COLUMN data json;
