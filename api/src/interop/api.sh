#!/usr/bin/env bash
# The HTTP interface as others meet it: the service's OpenAPI document is validated, a Python client is generated from it and used, and
# schemathesis sends what the document allows and what it does not, and finds nothing. VENV has what requirements.lock names; WRIT is the
# command that starts the service (default: ./writ). EXAMPLES and SEED steer schemathesis.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
bin=${VENV:?the folder of a virtual environment}/bin
writ=${WRIT:-$root/writ}
export PATH="$bin:$PATH"
work=$(mktemp -d)
service=
trap '[ -z "$service" ] || kill "$service" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT

"$writ" serve --dev --port 0 --data-dir "$work/data" >"$work/serve.log" 2>&1 &
service=$!
for _ in $(seq 120); do
  ! grep -q '^administrator token' "$work/serve.log" || break
  kill -0 "$service" || { cat "$work/serve.log" >&2; exit 1; }
  sleep 1
done
url=$(sed -n 's/^writ serves \(http[^ ]*\) .*/\1/p' "$work/serve.log")
admin=$(sed -n 's/^administrator token.*: //p' "$work/serve.log")

curl -fsS "$url/v3/api-docs" >"$work/openapi.json"
openapi-spec-validator "$work/openapi.json"

# A warning of the generator is a place that a client would not know of.
printf 'project_name_override: writ-client\npackage_name_override: writ_client\npost_hooks: []\n' >"$work/generator.yaml"
openapi-python-client generate --path "$work/openapi.json" --config "$work/generator.yaml" --meta none \
  --output-path "$work/client/writ_client" --fail-on-warning
PYTHONPATH="$work/client" python3 "$here/client.py" "$url" "$admin"

# One who may do everything, so that requests get beyond the door.
post() { curl -fsS "$url/api/v1/$1" -H "Authorization: Bearer $admin" -H 'Content-Type: application/json' -d "$2"; }
post principals '{"id": "somebody", "kind": "human", "roles": []}' >/dev/null
post principals '{"id": "everybody", "kind": "service", "owner": "somebody", "roles": ["admin", "auditor", "deployer", "enforcement-point", "integrator", "on-call", "operator",
  "privacy-officer", "producer", "release-manager", "requester", "steward"]}' >/dev/null
token=$(post tokens '{"principal": "everybody", "scopes": ["admin", "approve", "erase", "evaluate", "evaluate:on-behalf", "read", "redeem", "request", "submit"]}' |
  sed 's/.*"token":"\([^"]*\)".*/\1/')
cd "$work"
schemathesis --config-file "$here/schemathesis.toml" run "$url/v3/api-docs" --header "Authorization: Bearer $token" \
  --phases examples,coverage,fuzzing --max-examples "${EXAMPLES:-30}" --seed "${SEED:-1}" --continue-on-failure --workers 2 --no-color
