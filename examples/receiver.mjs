// A webhook receiver with nothing but Node's standard library, written from the Standard Webhooks
// text (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md).
//
//     node examples/receiver.mjs SECRET [PORT [ADDRESS]]
//
// SECRET is the whsec_... that POST /webhooks answered with; PORT is 9000 if not given. ADDRESS is that of this
// machine alone, 127.0.0.1, if not given; a relay in a container reaches 0.0.0.0, or the address of Docker's bridge.
// It prints the type and id of each event that it takes, each id once.
import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";

const [secretText = "", port = "9000", address = "127.0.0.1"] = process.argv.slice(2);
if (!secretText) {
  console.error("Give the webhook's secret: node examples/receiver.mjs SECRET [PORT [ADDRESS]]");
  process.exit(1);
}
const secret = Buffer.from(secretText.replace(/^whsec_/, ""), "base64");
const toleranceSeconds = 5 * 60;
const seen = new Set(); // a real receiver keeps these in its database, with what it did

function isGenuine(headers, body) {
  const id = headers["webhook-id"];
  const timestamp = headers["webhook-timestamp"];
  if (!/^\d+$/.test(timestamp ?? "")) return false;
  if (Math.abs(Date.now() / 1000 - Number(timestamp)) > toleranceSeconds) return false;
  const digest = createHmac("sha256", secret).update(`${id}.${timestamp}.`).update(body);
  const expected = Buffer.from(`v1,${digest.digest("base64")}`);
  return (headers["webhook-signature"] ?? "").split(" ").some((signature) => {
    const given = Buffer.from(signature);
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}

createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  if (!isGenuine(request.headers, body)) {
    response.writeHead(401).end();
    return;
  }
  const id = request.headers["webhook-id"];
  if (!seen.has(id)) {
    seen.add(id);
    console.log(JSON.parse(body).type, id);
  }
  response.writeHead(204).end();
}).listen(Number(port), address, () => console.log(`Listening on http://${address}:${port}/`));
