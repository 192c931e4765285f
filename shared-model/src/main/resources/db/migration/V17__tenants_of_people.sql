-- A claim of an OpenID provider could name a tenant that nobody had made: those that have people
-- are made now, and nobody is of another from here on.
INSERT INTO tenants (name)
SELECT DISTINCT tenant
  FROM people
    ON CONFLICT (name) DO NOTHING;

ALTER TABLE people
  ADD CONSTRAINT people_tenant_fkey FOREIGN KEY (tenant) REFERENCES tenants (name);
