-- What services and scripts call the API with.
CREATE TABLE api_keys (
  id           uuid PRIMARY KEY,
  tenant       text NOT NULL DEFAULT 'default',
  name         text NOT NULL,
  prefix       text NOT NULL UNIQUE, -- the readable beginning of the key, by which it is looked up
  hash         bytea NOT NULL CHECK (length(hash) = 32), -- SHA-256 of the whole key
  scopes       text[] NOT NULL CHECK (cardinality(scopes) > 0),
  created_at   timestamptz NOT NULL DEFAULT now(),
  expires_at   timestamptz,
  last_used_at timestamptz, -- to the minute
  revoked_at   timestamptz
);

CREATE INDEX api_keys_by_tenant ON api_keys (tenant, id);
