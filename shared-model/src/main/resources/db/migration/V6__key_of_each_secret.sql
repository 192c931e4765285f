-- A secret is stored encrypted, as aes-256-gcm:<id of the key>:<base64>. What was stored before is
-- not touched here: api-service encrypts it once it runs, so that no secret is ever without a reader.

-- Which key a secret is encrypted with; null if it is not. Virtual, so that it is added at once
-- however many rows there are, and never differs from the secret itself.
ALTER TABLE webhooks ADD COLUMN secret_key text GENERATED ALWAYS AS (
  CASE WHEN starts_with(secret, 'aes-256-gcm:') THEN split_part(secret, ':', 2) END
) VIRTUAL;
