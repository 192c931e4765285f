// Run by `node --test build/`. The services are played by a server on loopback.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { fileURLToPath } from "node:url";

const script = join(dirname(fileURLToPath(import.meta.url)), "check-dependencies");
const root = mkdtempSync(join(tmpdir(), "check-dependencies-"));
let severity, advisories, asked;

const server = createServer(async (request, response) => {
  let body = "";
  for await (const text of request) body += text;
  asked.push(request.url);
  const answer = (json) => response.end(JSON.stringify(json));
  if (request.url === "/v1/querybatch") {
    const { queries } = JSON.parse(body);
    const bad = ({ package: { purl } }) => purl === "pkg:maven/org.example/bad@1.2";
    answer({
      results: queries.map((query) => (severity && bad(query) ? { vulns: [{ id: "GHSA-1" }] } : {})),
    });
  } else if (request.url === "/v1/vulns/GHSA-1") {
    answer({ id: "GHSA-1", summary: "It is bad", database_specific: { severity } });
  } else if (request.url.startsWith("/-/npm/v1/security/advisories/bulk")) {
    response.setHeader("Content-Type", "application/json");
    answer(advisories);
  } else {
    response.writeHead(404).end("{}");
  }
});

before(async () => {
  mkdirSync(join(root, "module", "target"), { recursive: true });
  writeFileSync(
    join(root, "module", "target", "dependencies.txt"),
    [
      "",
      "The following files have been resolved:",
      "   org.example:good:jar:3.0:compile -- module good",
      "   org.example:bad:jar:linux:1.2:runtime",
      "   relay:shared-model:jar:0.1.0:compile",
      "",
    ].join("\n"),
  );
  mkdirSync(join(root, "dashboard"));
  writeFileSync(
    join(root, "dashboard", "package.json"),
    JSON.stringify({ name: "a", version: "1.0.0", dependencies: { bad: "1.0.0" } }),
  );
  writeFileSync(
    join(root, "dashboard", "package-lock.json"),
    JSON.stringify({
      name: "a",
      version: "1.0.0",
      lockfileVersion: 3,
      packages: {
        "": { name: "a", version: "1.0.0", dependencies: { bad: "1.0.0" } },
        "node_modules/bad": { version: "1.0.0" },
      },
    }),
  );
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
});

after(() => {
  server.close();
  server.closeAllConnections();
  rmSync(root, { recursive: true });
});

beforeEach(() => {
  severity = undefined;
  advisories = {};
  asked = [];
});

function check(url = `http://127.0.0.1:${server.address().port}`) {
  return new Promise((resolve) => {
    const run = spawn(script, {
      env: {
        ...process.env,
        CHECK_ROOT: root,
        OSV_URL: url,
        CHECK_MS: "8000",
        npm_config_registry: `${url}/`,
        npm_config_cache: join(root, "cache"),
      },
    });
    let said = "";
    run.stdout.on("data", (text) => (said += text));
    run.stderr.on("data", (text) => (said += text));
    run.on("close", (code) => resolve({ code, said }));
  });
}

test("passes where no fault is known", async () => {
  const { code, said } = await check();
  assert.equal(code, 0, said);
  assert.match(said, /Maven dependencies: no known fault/);
  assert.match(said, /npm packages: no known fault/);
  assert.ok(asked.includes("/v1/querybatch"));
});

test("fails for a Maven dependency with a fault of high severity, and names it", async () => {
  severity = "HIGH";
  const { code, said } = await check();
  assert.equal(code, 1, said);
  assert.match(said, /pkg:maven\/org\.example\/bad@1\.2: GHSA-1, HIGH: It is bad/);
});

test("passes for one of moderate severity", async () => {
  severity = "MODERATE";
  const { code, said } = await check();
  assert.equal(code, 0, said);
});

test("fails for an npm package with a critical fault, and names it", async () => {
  advisories = {
    bad: [
      {
        id: 1,
        url: "https://example.com/1",
        title: "It is bad",
        severity: "critical",
        vulnerable_versions: "<2.0.0",
        cwe: [],
        cvss: {},
      },
    ],
  };
  const { code, said } = await check();
  assert.equal(code, 1, said);
  assert.match(said, /npm bad .*: critical/);
});

test("does not wait for a service that hangs", async () => {
  const silent = createServer(() => {});
  await new Promise((listening) => silent.listen(0, "127.0.0.1", listening));
  const { code, said } = await check(`http://127.0.0.1:${silent.address().port}`);
  silent.closeAllConnections();
  silent.close();
  assert.equal(code, 0, said);
  assert.match(said, /^Maven dependencies were not checked/m);
  assert.match(said, /^npm packages were not checked/m);
});

test("says so in a line each, and passes, where nothing can be reached", async () => {
  const { code, said } = await check("http://127.0.0.1:1");
  assert.equal(code, 0, said);
  assert.match(said, /^Maven dependencies were not checked for known faults: .+$/m);
  assert.match(said, /^npm packages were not checked for known faults: .+$/m);
});
