// Run by `node --test build/`.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

const script = join(dirname(fileURLToPath(import.meta.url)), "slowest-tests");
const root = mkdtempSync(join(tmpdir(), "slowest-tests-"));
after(() => rmSync(root, { recursive: true }));

const OLD = new Date("2026-01-01T00:00:00Z");

function report(module, kind, name, suites, written = new Date()) {
  const folder = join(root, module, "target", kind);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `TEST-${name}.xml`);
  const xml = suites.map(({ name, time, tests }) => `<testsuite name="${name}" time="${time}" tests="${tests}"/>`);
  writeFileSync(file, `<?xml version="1.0"?>\n<testsuites>${xml.join("\n")}</testsuites>`);
  utimesSync(file, written, written);
}

function lines(...args) {
  return execFileSync(script, args, { env: { ...process.env, CHECK_ROOT: root }, encoding: "utf8" })
    .trim()
    .split("\n")
    .map((line) => line.trim());
}

test("lists the slowest classes first, then the modules by the sum of theirs", () => {
  report("api", "surefire-reports", "A", [{ name: "A", time: "1,002.5", tests: 3 }]);
  report("api", "failsafe-reports", "B", [{ name: "B", time: "0.25", tests: 1 }]);
  report("dashboard", "test-reports", "C", [
    { name: "c.test.ts", time: "2", tests: 4 },
    { name: "d.test.ts", time: "3", tests: 5 },
  ]);
  report("old", "surefire-reports", "E", [{ name: "E", time: "7", tests: 9 }], OLD);

  assert.deepEqual(lines("2026-06-01T00:00:00Z"), [
    "13 tests in 4 classes. The slowest classes:",
    "1002.5 s  A (3 tests, api)",
    "3.0 s  d.test.ts (5 tests, dashboard)",
    "2.0 s  c.test.ts (4 tests, dashboard)",
    "0.3 s  B (1 tests, api)",
    "The modules, by the time of their tests:",
    "1002.8 s  api (4 tests)",
    "5.0 s  dashboard (9 tests)",
  ]);
  assert.equal(lines()[0], "22 tests in 5 classes. The slowest classes:");
});

test("refuses what is no time", () => {
  assert.throws(() => lines("yesterday"), { status: 2 });
});
