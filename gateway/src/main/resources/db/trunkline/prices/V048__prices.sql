-- Which countries' prices an account has asked for.
CREATE TABLE price_lists (
  account_id uuid        NOT NULL CONSTRAINT price_lists_account_fk REFERENCES accounts,
  -- its two letters
  country    text        NOT NULL,
  -- null if Twilio has no prices for the country
  currency   text,
  fetched_at timestamptz NOT NULL,
  CONSTRAINT price_lists_pk PRIMARY KEY (account_id, country),
  CONSTRAINT price_lists_country_known CHECK (country ~ '^[A-Z]{2}$')
);

CREATE INDEX price_lists_oldest ON price_lists (fetched_at);

-- What a segment costs, at the dearest carrier of the country.
CREATE TABLE prices (
  account_id  uuid    NOT NULL,
  country     text    NOT NULL,
  -- of the sender, in Twilio's words
  number_type text    NOT NULL,
  amount      numeric NOT NULL,
  carrier     text    NOT NULL,
  CONSTRAINT prices_pk PRIMARY KEY (account_id, country, number_type),
  CONSTRAINT prices_list_fk FOREIGN KEY (account_id, country)
    REFERENCES price_lists ON DELETE CASCADE,
  CONSTRAINT prices_amount_not_negative CHECK (amount >= 0)
);
