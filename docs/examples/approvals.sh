#!/usr/bin/env bash
# A team promotes a model: asked for, voted on by two people, permitted, verified offline, redeemed, and another permit revoked. A requester
# who votes for herself is refused, and every step is found in the ledger. Starts an issuer of tokens and the service on free ports, in a
# folder that is removed again; ends with 0 only if everything came out as it must.
#
#   docs/examples/approvals.sh        needs curl, and what `./writ` needs
set -euo pipefail
cd "$(dirname "$0")/../.."
readonly EXAMPLE=docs/examples/home-mortgage
readonly MODEL=$EXAMPLE/model/home-mortgage.onnx
work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null; wait 2>/dev/null || true; rm -rf "$work"' EXIT

say() { printf '%s\n' "$*"; }
fail() { printf 'failed: %s\n' "$*" >&2; exit 1; }

# call STATUS METHOD PATH TOKEN [BODY] [HEADER...]: the answer is in $body, and has that status.
call() {
  local expected=$1 method=$2 path=$3 token=$4 json=${5:-} status
  shift $(($# < 5 ? $# : 5))
  local headers=() header
  for header in "$@"; do headers+=(-H "$header"); done
  status=$(curl -sS -o "$work/answer" -D "$work/headers" -w '%{http_code}' -X "$method" "$url$path" \
    -H "Authorization: Bearer $token" -H 'Content-Type: application/json' "${headers[@]}" ${json:+-d "$json"})
  body=$(cat "$work/answer")
  [ "$status" = "$expected" ] || fail "$method $path answered $status instead of $expected: $body"
}
has() { case $body in *"$1"*) ;; *) fail "no $1 in $body" ;; esac; }
text() { grep -o "\"$1\":\"[^\"]*\"" <<<"$body" | head -1 | cut -d'"' -f4; }
digest() { grep -o '"digest":"sha256:[0-9a-f]*"' <<<"$body" | tail -1 | cut -d'"' -f4; }
# Waits until a file has a line that fits, and prints what of it fits the group.
wait_for() {
  local tries
  for tries in $(seq 600); do
    if [ -s "$1" ] && grep -q "$2" "$1"; then sed -n "s|.*$2.*|\\1|p" "$1" | head -1; return; fi
    sleep 0.2
  done
  cat "$1" >&2
  fail "no line like \`$2\`"
}

./writ --version >"$work/version" # builds it, if nobody has
say "== an issuer of tokens, and the service of $(head -1 "$work/version")"
java docs/examples/issuer/Issuer.java >"$work/issuer" 2>&1 &
issuer=$(wait_for "$work/issuer" '\(http://[0-9.:]*\)')
./writ serve --dev --port 0 --data-dir "$work/data" --oidc-issuer "$issuer" --oidc-audience writ >"$work/serve" 2>&1 &
admin=$(wait_for "$work/serve" 'administrator token.*: \(writ_[A-Za-z0-9_-]*\)')
url=$(wait_for "$work/serve" 'writ serves \(http://[0-9.:]*\)')
say "issuer $issuer, service $url"

person() { # ID ROLES [ATTRIBUTES]
  call 201 POST /api/v1/principals "$admin" "{\"id\": \"$1\", \"kind\": \"human\", \"roles\": [$2], \"attributes\": {${3:-}},
    \"identity\": {\"issuer\": \"$issuer\", \"subject\": \"$1\"}}"
}
signed_in() { curl -fsS "$issuer/token?sub=$1&aud=writ"; }
api_token() { # PRINCIPAL SCOPES
  call 201 POST /api/v1/tokens "$admin" "{\"principal\": \"$1\", \"scopes\": [$2]}"
  text token
}

say "== the team: ana asks, bob and cleo are of the group model-risk, as is ana; a pipeline submits evidence, another one deploys"
person ana '"requester"' '"team": "loans"'
person bob ''
person cleo ''
person rita '"auditor"'
person example-trainer '' # whom the evidence names: votes must be of others, so it must be known who they are
person example-author ''
call 200 PUT /api/v1/groups/model-risk "$admin" '{"members": ["ana", "bob", "cleo"]}'
for service in training:producer deploy:deployer; do
  call 201 POST /api/v1/principals "$admin" \
    "{\"id\": \"${service%:*}\", \"kind\": \"service\", \"roles\": [\"${service#*:}\"], \"attributes\": {}, \"owner\": \"ana\"}"
done
training=$(api_token training '"submit"')
deploy=$(api_token deploy '"redeem"')
ana=$(signed_in ana) bob=$(signed_in bob) cleo=$(signed_in cleo) rita=$(signed_in rita)

say "== evidence about the model, signed by the pipeline"
call 201 POST /api/v1/producers "$admin" "$(./writ key generate --producer training --out "$work/producer.pem")"
for statement in evaluation reproducibility training; do
  call 201 POST /api/v1/evidence "$training" "$(./writ evidence sign --producer-key "$work/producer.pem" $EXAMPLE/evidence/$statement.json)"
done

bytes=$(sha256sum "$MODEL" | cut -d' ' -f1)
ask='{"action": {"name": "promote", "properties": {"environment": "production"}}, "comment": "better than the model that is there",
  "resource": {"type": "model", "id": "home-mortgage:1.0.0", "properties": {"digest": "sha256:'$bytes'"}}}'
vote() { # STATUS TOKEN
  call "$1" POST "/api/v1/change-requests/$request/votes" "$2" "{\"verdict\": \"approve\", \"digest\": \"$bound\"}"
}

fetch_permit() { # FILE: the permit of the request, which is the newest one
  call 200 GET "/api/v1/change-requests/$request/permit" "$ana"
  cp "$work/answer" "$1"
  nonce=$(grep -o '"payload": *"[^"]*"' "$1" | cut -d'"' -f4 | base64 -d | grep -o '"nonce":"[^"]*"' | cut -d'"' -f4)
  call 200 GET '/api/v1/permits?limit=1' "$ana"
  permit=$(text id)
}
redeem() { # STATUS
  call "$1" POST "/api/v1/permits/$permit/redemptions" "$deploy" "{\"nonce\": \"$nonce\", \"environment\": \"production\",
    \"artifacts\": [{\"name\": \"home-mortgage:1.0.0\", \"digest\": \"sha256:$bytes\"}]}"
}

say "== ana asks for a promotion to production"
call 201 POST /api/v1/change-requests "$ana" "$ask" 'Idempotency-Key: promotion-1'
has '"state":"open"'
request=$(text id) bound=$(digest)
say "change request $request waits for two votes of model-risk"

say "== ana votes for herself, and an API token of bob's votes: both are refused"
vote 403 "$ana"
has vote.own_request
vote 403 "$(api_token bob '"approve", "read"')"
has caller.not_a_person

say "== bob and cleo vote"
vote 201 "$bob"
has '"state":"open"'
vote 201 "$cleo"
has '"state":"approved"'

say "== the permit, verified without the service"
fetch_permit "$work/permit.json"
call 200 GET /ledger/main/keys "$rita"
cp "$work/answer" "$work/log.keys"
./writ permit verify "$work/permit.json" --artifact "$MODEL" --environment production --key-file "$work/log.keys"
{ cat "$MODEL"; echo; } >"$work/other.onnx"
code=0
./writ permit verify "$work/permit.json" --artifact "$work/other.onnx" --environment production --key-file "$work/log.keys" \
  >"$work/other" 2>&1 || code=$?
[ "$code" = 3 ] || fail "other bytes ended with $code: $(cat "$work/other")"

say "== the deploying pipeline redeems it, once"
redeem 201
redeem 409
has permit.used
call 200 GET "/api/v1/change-requests/$request" "$ana"
has '"state":"executed"'

say "== another one is approved and revoked before it is used"
call 201 POST /api/v1/change-requests "$ana" "$ask" 'Idempotency-Key: promotion-2'
first=$request request=$(text id) bound=$(digest)
vote 201 "$bob"
vote 201 "$cleo"
fetch_permit "$work/second.json"
call 201 POST "/api/v1/permits/$permit/revocation" "$admin" '{"reason": "the data were wrong"}'
redeem 409
has permit.revoked
call 200 GET /api/v1/permits/revocations "$rita"
cp "$work/answer" "$work/revocations.json"
code=0
./writ permit verify "$work/second.json" --artifact "$MODEL" --environment production --key-file "$work/log.keys" \
  --revocations "$work/revocations.json" >"$work/other" 2>&1 || code=$?
[ "$code" = 5 ] || fail "a revoked permit ended with $code: $(cat "$work/other")"

say "== every step is in the ledger"
call 200 GET "/api/v1/ledger/entries?resource=$first&order=oldest" "$rita"
for type in change-request.opened change-request.vote-refused change-request.voted change-request.approved change-request.executed; do
  has "\"type\":\"$type\""
done
call 200 GET "/api/v1/ledger/entries?digest=sha256:$bytes&order=oldest&limit=200" "$rita"
for type in evidence.recorded decision permit.issued permit.redeemed permit.refused; do has "\"type\":\"$type\""; done
call 200 GET "/api/v1/ledger/entries?type=permit.revoked" "$rita"
has "\"permit\":\"$permit\""
WRIT_TOKEN=$rita ./writ ledger export --url "$url" --dir "$work/export" >/dev/null
./writ ledger verify --dir "$work/export" --key-file "$work/log.keys"
say "== everything came out as it must"
