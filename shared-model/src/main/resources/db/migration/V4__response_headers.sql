-- The headers of an answer as [["Retry-After", "7"], ...], which keeps their order and those that are
-- repeated; null if no answer came, and in rows that are older than the column.
ALTER TABLE delivery_logs
  ADD COLUMN response_headers          jsonb,
  ADD COLUMN response_headers_left_out integer NOT NULL DEFAULT 0; -- were too many or too long to keep
