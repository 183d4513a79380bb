"""Verifies a permit with securesystemslib, without network and without anything of Writ.

    python verify.py permit.json --key VKEY --artifact model.onnx [--environment production] [--action promote] [--at TIME]

VKEY is the log's Ed25519 verifier key. The steps are those of docs/formats/permit.md; exit code 0 only if all hold.
"""

import argparse
import base64
import datetime
import hashlib
import json
import sys

from securesystemslib.dsse import Envelope
from securesystemslib.signer import Signature, SSlibKey

IN_TOTO = "application/vnd.in-toto+json"


class Refused(Exception):
    """The permit does not hold."""


def require(holds, why):
    if not holds:
        raise Refused(why)


def b64(text):
    raw = base64.b64decode(text, validate=True)
    require(base64.b64encode(raw).decode() == text, "base64 is not canonical")
    return raw


def unique(pairs):
    require(len({name for name, _ in pairs}) == len(pairs), "a name is there twice in an object")
    return dict(pairs)


def read(raw):
    return json.loads(raw, object_pairs_hook=unique)


def ed25519(keyid, raw):
    return SSlibKey(keyid, "ed25519", "ed25519", {"public": raw.hex()})


def log_key(vkey):
    """A vkey of a signed note: name, id, and base64 of the type byte 0x01 and the key."""
    name, key_id, data = vkey.split("+", 2)
    raw = b64(data)
    require(raw[0] == 1 and len(raw) == 33, "give the Ed25519 key of the log")
    require(hashlib.sha256(name.encode() + b"\n" + raw).hexdigest()[:8] == key_id, "the key's id is wrong")
    return name, bytes.fromhex(key_id), ed25519(key_id, raw[1:])


def checkpoint(note, vkey):
    """Size and root of a checkpoint that the key signed."""
    name, key_id, key = log_key(vkey)
    text, signatures = note[: note.rindex("\n\n") + 1], note[note.rindex("\n\n") + 2 :]
    signed = False
    for line in signatures.splitlines():
        dash, who, blob = line.split(" ")
        raw = b64(blob)
        if dash == "\u2014" and who == name and raw[:4] == key_id:
            key.verify_signature(Signature(key.keyid, raw[4:].hex()), text.encode())
            signed = True
    require(signed, "the checkpoint is not signed by the key")
    origin, size, root = text.splitlines()
    require(origin == name, "the checkpoint is of another log")
    return int(size), b64(root)


def root_of(leaf, index, size, path):
    """RFC 9162, 2.1.3.2."""
    require(0 <= index < size, "the index is outside of the tree")
    node, fn, sn = leaf, index, size - 1
    for sibling in path:
        require(sn > 0, "the proof is too long")
        if fn & 1 or fn == sn:
            node = hashlib.sha256(b"\x01" + sibling + node).digest()
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            node = hashlib.sha256(b"\x01" + node + sibling).digest()
        fn, sn = fn >> 1, sn >> 1
    require(sn == 0, "the proof is too short")
    return node


def entry_in_log(writ, vkey):
    entry = b64(writ["entry"])
    opening, note = writ["proof"].split("\n\n", 1)
    head, index, *path = opening.split("\n")
    require(head == "c2sp.org/tlog-proof@v1" and index.startswith("index "), "the proof is of another form")
    size, root = checkpoint(note, vkey)
    leaf = hashlib.sha256(b"\x00" + entry).digest()
    found = root_of(leaf, int(index[6:]), size, [b64(line) for line in path])
    require(found == root, "the log does not hold the entry")
    parsed = read(entry)
    require(parsed["seq"] == int(index[6:]), "the proof is about another entry")
    return parsed


def verify(file, vkey, artifacts, action, environment, now):
    entry = entry_in_log(file["writ"], vkey)
    payload = b64(file["payload"])
    require(entry["type"] == "permit.issued", "the entry tells of no issue of a permit")
    require(
        entry["digests"]["payload"] == "sha256:" + hashlib.sha256(payload).hexdigest(),
        "the entry tells of the issue of another permit",
    )
    body = entry["body"]
    require(body["keyid"].startswith(log_key(vkey)[0] + "#permits+"), "the key is not one for permits")
    key = ed25519(body["keyid"], b64(body["public_key"]))
    envelope = Envelope.from_dict({name: file[name] for name in ("payload", "payloadType", "signatures")})
    require(envelope.payload_type == IN_TOTO, "the payload is of another type")
    envelope.verify([key], 1)

    statement = read(payload)
    require(statement["_type"] == "https://in-toto.io/Statement/v1", "it is no in-toto statement")
    require(statement["predicateType"] == "https://writ.dev/permit/v1", "the statement is no permit")
    permit = statement["predicate"]
    require(permit["notBefore"] <= now, "it is valid from " + permit["notBefore"])
    require(now < permit["notAfter"], "it was valid until " + permit["notAfter"])
    require(permit["action"] == action, "it is for another action")
    require(environment in (None, permit.get("environment")), "it is for another environment")
    named = {subject["digest"]["sha256"] for subject in statement["subject"]}
    require({digest(path) for path in artifacts} == named, "the artifacts are not those that it names")
    return permit["id"]


def digest(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def moment(text):
    time = datetime.datetime.fromisoformat(text).astimezone(datetime.timezone.utc)
    return time.strftime("%Y-%m-%dT%H:%M:%S.") + f"{time.microsecond // 1000:03d}Z"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("permit")
    parser.add_argument("--key", required=True)
    parser.add_argument("--artifact", required=True, action="append")
    parser.add_argument("--action", default="promote")
    parser.add_argument("--environment")
    parser.add_argument("--at", default=datetime.datetime.now(datetime.timezone.utc).isoformat())
    asked = parser.parse_args()
    try:
        with open(asked.permit, "rb") as file:
            permit = verify(read(file.read()), asked.key, asked.artifact, asked.action, asked.environment, moment(asked.at))
    except Exception as why:  # whatever a hostile file makes a parser raise, it is no permit
        print(f"not good: {why or type(why).__name__}", file=sys.stderr)
        return 1
    print(f"good: permit {permit}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
