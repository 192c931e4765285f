// Reads {"secret", "headers", "body"} from standard input and ends with 0 if the official library
// accepts the delivery, else with 1.
import { Webhook } from "standardwebhooks";
import { readFileSync } from "node:fs";

const { secret, headers, body } = JSON.parse(readFileSync(0, "utf8"));
try {
  new Webhook(secret).verify(body, headers);
} catch (refusal) {
  console.error(refusal.message);
  process.exitCode = 1;
}
