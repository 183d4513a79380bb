#!/usr/bin/env python3
"""Receives Writ's webhooks: takes what is genuine, new and fresh, prints it, and answers 204.

The signature is that of Standard Webhooks (https://www.standardwebhooks.com): HMAC-SHA256 over "id.timestamp.body", under the secret
that Writ showed when the webhook was registered. Only the standard library is needed.
"""

import argparse
import base64
import hashlib
import hmac
import http.server
import time

TOLERANCE = 5 * 60  # seconds that clocks may differ by, and a request may be under way
LONGEST_BODY = 1 << 20


class Refused(Exception):
    """The request is not one that Writ sent just now."""


def signature(secret, message_id, timestamp, body):
    key = base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    signed = f"{message_id}.{timestamp}.".encode() + body
    return base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def verify(secrets, headers, body, now):
    """The id of a message that is genuine; the same id may come again."""
    try:
        message_id, timestamp = headers["webhook-id"], headers["webhook-timestamp"]
        given = headers["webhook-signature"].split(" ")
        sent = int(timestamp)
    except (KeyError, AttributeError, TypeError, ValueError):
        raise Refused("a header is missing or malformed") from None
    if abs(now - sent) > TOLERANCE:
        raise Refused("the timestamp is too far from now")
    # While a secret is being replaced there are two of each; one pair that fits is enough.
    for secret in secrets:
        expected = "v1," + signature(secret, message_id, timestamp, body)
        if any(hmac.compare_digest(expected.encode(), one.encode()) for one in given):
            return message_id
    raise Refused("no signature fits")


class Receiver(http.server.BaseHTTPRequestHandler):
    secrets = []
    seen = set()  # a real receiver keeps these as long as it keeps what they led to

    def do_POST(self):
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > LONGEST_BODY:
            return self.answer(413)
        body = self.rfile.read(int(length))
        try:
            message_id = verify(self.secrets, self.headers, body, time.time())
        except Refused as why:
            print(f"refused: {why}", flush=True)
            return self.answer(401)
        if message_id not in self.seen:
            print(body.decode(), flush=True)
            self.seen.add(message_id)
        return self.answer(204)

    def answer(self, status):
        self.send_response(status)
        self.end_headers()

    def log_message(self, *_):
        pass


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--secret-file", required=True, action="append", help="a secret on the first line; may be repeated")
    asked = parser.parse_args()
    for path in asked.secret_file:
        with open(path, encoding="ascii") as file:
            Receiver.secrets.append(file.readline().strip())
    http.server.ThreadingHTTPServer(("127.0.0.1", asked.port), Receiver).serve_forever()


if __name__ == "__main__":
    main()
