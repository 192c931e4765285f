-- A claim of an OpenID provider could name a tenant that nobody had made, and who came by it could
-- make keys and webhooks there: those tenants are made now, and nobody is of another from here on.
INSERT INTO tenants (name)
SELECT tenant FROM people
 UNION
SELECT tenant FROM api_keys
 UNION
SELECT tenant FROM webhooks
    ON CONFLICT (name) DO NOTHING;

ALTER TABLE people
  ADD CONSTRAINT people_tenant_fkey FOREIGN KEY (tenant) REFERENCES tenants (name);
