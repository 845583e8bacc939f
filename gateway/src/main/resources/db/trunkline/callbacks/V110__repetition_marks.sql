-- A repetition has the token of the request that it repeats and says the same. By the token alone
-- another report that had it, too, would vanish.
ALTER TABLE callbacks RENAME COLUMN idempotency_token TO repetition_mark;
ALTER TABLE callbacks RENAME CONSTRAINT callbacks_token_length TO callbacks_repetition_mark_length;
