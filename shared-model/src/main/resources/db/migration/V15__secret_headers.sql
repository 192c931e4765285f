-- The headers of a webhook that carry a credential, encrypted as its secret is: {"<name>": "aes-256-gcm:..."}.
-- What was stored before is not touched here: api-service moves it once it runs, when every worker reads both.
ALTER TABLE webhooks ADD COLUMN secret_headers jsonb NOT NULL DEFAULT '{}';

-- Nothing is sent for a deleted webhook, so it keeps no credential, whichever version of the service deletes it.
ALTER TABLE webhooks ALTER COLUMN secret DROP NOT NULL;

CREATE FUNCTION erase_credentials() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.secret                 := NULL;
  NEW.old_secret             := NULL;
  NEW.old_secret_valid_until := NULL;
  NEW.headers                := '{}';
  NEW.secret_headers         := '{}';
  RETURN NEW;
END $$;

CREATE TRIGGER erase_credentials BEFORE UPDATE ON webhooks
  FOR EACH ROW WHEN (NEW.deleted_at IS NOT NULL) EXECUTE FUNCTION erase_credentials();

UPDATE webhooks SET deleted_at = deleted_at WHERE deleted_at IS NOT NULL;

ALTER TABLE webhooks ADD CHECK ((secret IS NULL) = (deleted_at IS NOT NULL));
