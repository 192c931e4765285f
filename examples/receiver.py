#!/usr/bin/env python3
"""A webhook receiver with nothing but Python's standard library, written from the Standard Webhooks
text (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md).

    python3 examples/receiver.py SECRET [PORT [ADDRESS]]

SECRET is the whsec_... that POST /webhooks answered with; PORT is 9000 if not given. ADDRESS is that of this machine
alone, 127.0.0.1, if not given; a relay in a container reaches 0.0.0.0, or the address of Docker's bridge.
It prints the type and id of each event that it takes, each id once.
"""
import base64
import hashlib
import hmac
import json
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

if len(sys.argv) < 2:
    sys.exit("Give the webhook's secret: python3 examples/receiver.py SECRET [PORT [ADDRESS]]")
SECRET = base64.b64decode(sys.argv[1].removeprefix("whsec_"))
PORT = int(sys.argv[2]) if len(sys.argv) > 2 else 9000
ADDRESS = sys.argv[3] if len(sys.argv) > 3 else "127.0.0.1"
TOLERANCE_SECONDS = 5 * 60
seen = set()  # a real receiver keeps these in its database, with what it did


def is_genuine(headers, body):
    message_id, timestamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not timestamp.isdecimal() or abs(time.time() - int(timestamp)) > TOLERANCE_SECONDS:
        return False
    signed = f"{message_id}.{timestamp}.".encode() + body
    expected = b"v1," + base64.b64encode(hmac.new(SECRET, signed, hashlib.sha256).digest())
    given = headers.get("webhook-signature", "").split(" ")
    return any(hmac.compare_digest(expected, signature.encode()) for signature in given)


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        if not is_genuine(self.headers, body):
            return self.answer(401)
        message_id = self.headers["webhook-id"]
        if message_id not in seen:
            seen.add(message_id)
            print(json.loads(body)["type"], message_id, flush=True)
        self.answer(204)

    def answer(self, status):
        self.send_response(status)
        self.end_headers()

    def log_message(self, *_):
        pass  # one line an event, not one a request


print(f"Listening on http://{ADDRESS}:{PORT}/", flush=True)
try:
    ThreadingHTTPServer((ADDRESS, PORT), Receiver).serve_forever()
except KeyboardInterrupt:
    print()
