-- The cost of a page that is looked up, on an SSD or in memory. With 4, that of a turning disk, the planner rather
-- walks through a table until it has met enough rows than looks these up; docs/scale.md. It is set for the database, so
-- that it holds through a pooler and for each role. Where the role does not own the database, the services say what
-- to run.
DO $$
BEGIN
  IF current_setting('random_page_cost')::float8 > 1.1 THEN
    EXECUTE format('ALTER DATABASE %I SET random_page_cost = 1.1', current_database());
  END IF;
EXCEPTION
  WHEN insufficient_privilege THEN NULL;
END $$;
