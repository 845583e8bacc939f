-- What was expected may be in another currency than what Twilio charges, which currency is that of.
ALTER TABLE messages ADD COLUMN estimated_currency text;

UPDATE messages
SET estimated_currency = currency, currency = CASE WHEN price IS NOT NULL THEN currency END
WHERE estimated_price IS NOT NULL;
