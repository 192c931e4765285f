-- The secret before the present one, which signs too until its time is over; encrypted as that is.
ALTER TABLE webhooks
  ADD COLUMN public_key             text, -- whpk_<base64>, of a webhook that is signed with v1a
  ADD COLUMN old_secret             text,
  ADD COLUMN old_secret_valid_until timestamptz,
  ADD COLUMN old_secret_key         text GENERATED ALWAYS AS (
    CASE WHEN starts_with(old_secret, 'aes-256-gcm:') THEN split_part(old_secret, ':', 2) END
  ) VIRTUAL,
  ADD CHECK ((old_secret IS NULL) = (old_secret_valid_until IS NULL));
