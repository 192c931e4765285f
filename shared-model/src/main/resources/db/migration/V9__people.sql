-- Who may log in to the dashboard. Somebody has a password here, or logs in by an OpenID provider.
CREATE TABLE people (
  id            uuid PRIMARY KEY,
  tenant        text NOT NULL DEFAULT 'default',
  user_name     text NOT NULL UNIQUE CHECK (user_name = lower(user_name)),
  name          text NOT NULL,
  role          text NOT NULL CHECK (role IN ('viewer', 'operator', 'admin')),
  password_hash text, -- bcrypt
  oidc_issuer   text,
  oidc_subject  text,
  disabled_at   timestamptz,
  last_login_at timestamptz,
  UNIQUE (oidc_issuer, oidc_subject),
  CHECK ((oidc_issuer IS NULL) = (oidc_subject IS NULL))
);

CREATE INDEX people_by_tenant ON people (tenant, id);

-- Logins that have failed in a row, by the name that was given: whether or not it is somebody's, so
-- that nobody learns which.
CREATE TABLE failed_logins (
  user_name    text PRIMARY KEY,
  failures     int NOT NULL,
  locked_until timestamptz NOT NULL
);

-- As spring-session-jdbc 4.1 has them in its schema-postgresql.sql.
CREATE TABLE spring_session (
  primary_id            char(36) PRIMARY KEY,
  session_id            char(36) NOT NULL,
  creation_time         bigint NOT NULL,
  last_access_time      bigint NOT NULL,
  max_inactive_interval int NOT NULL,
  expiry_time           bigint NOT NULL,
  principal_name        varchar(100)
);

CREATE UNIQUE INDEX spring_session_by_id ON spring_session (session_id);
CREATE INDEX spring_session_by_expiry ON spring_session (expiry_time);
CREATE INDEX spring_session_by_principal ON spring_session (principal_name);

CREATE TABLE spring_session_attributes (
  session_primary_id char(36) NOT NULL REFERENCES spring_session (primary_id) ON DELETE CASCADE,
  attribute_name     varchar(200) NOT NULL,
  attribute_bytes    bytea NOT NULL,
  PRIMARY KEY (session_primary_id, attribute_name)
);
