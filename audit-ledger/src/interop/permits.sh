#!/usr/bin/env bash
# A permit, its damaged copies and its wrong uses under programs that stand on other people's DSSE libraries: securesystemslib in Python
# (docs/examples/verify-permit-python) and go-securesystemslib (docs/examples/verify-permit-go), and under `writ permit verify`
# where WRIT names it. PYTHON has securesystemslib (default: python3). The files are left in target/interop-permits by PermitInteropTest.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
module=$(cd "$here/../.." && pwd)
root=$(cd "$module/.." && pwd)
permits=$module/target/interop-permits
readonly NOON=2026-11-29T12:00:00Z LATE=2026-11-30T10:00:00Z EARLY=2026-11-29T09:59:59Z

(cd "$root" && mvn -B -ntp -q -pl audit-ledger test -Dtest=PermitInteropTest,PermitFuzzTest -Dwrit.permits="${PERMITS:-20000}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd "$root/docs/examples/verify-permit-go" && go vet ./... && go build -o "$work/verify" .)
key=$(cat "$permits/log.ed25519")
cd "$permits"
printf 'other bytes' >"$work/other"

# All verifiers end with 0, or none does. The first argument is the code that writ ends with.
runs=0
expect() {
  local code=$1 file=$2 at=$3 environment=$4 ended
  shift 4
  local artifacts=() path
  for path in "$@"; do artifacts+=(--artifact "$path"); done
  local verifiers=("${PYTHON:-python3} $root/docs/examples/verify-permit-python/verify.py" "$work/verify")
  [ -z "${WRIT:-}" ] || verifiers+=("$WRIT permit verify")
  for verifier in "${verifiers[@]}"; do
    ended=0
    case $verifier in
      "$work/verify") $verifier -key "$key" -at "$at" -environment "$environment" "${artifacts[@]}" "$file" ;;
      *) $verifier "$file" --key "$key" --at "$at" --environment "$environment" "${artifacts[@]}" ;;
    esac >"$work/said" 2>&1 || ended=$?
    case $verifier in
      *"permit verify") [ "$ended" -eq "$code" ] ;;
      *) [ "$((ended > 0))" -eq "$((code > 0))" ] ;;
    esac || { echo "$verifier ended with $ended for $file, expected $code: $(cat "$work/said")" >&2; exit 1; }
    runs=$((runs + 1))
  done
}

expect 0 permit.json $NOON production model.onnx card.md
expect 3 permit.json $NOON production model.onnx
expect 3 permit.json $NOON production model.onnx card.md "$work/other"
expect 4 permit.json $LATE production model.onnx card.md
expect 4 permit.json $EARLY production model.onnx card.md
expect 6 permit.json $NOON staging model.onnx card.md
sed 's/,"writ":.*/}/' permit.json >"$work/bare.json"
expect 2 "$work/bare.json" $NOON production model.onnx card.md

# Of the damaged copies writ may also find that they are not of the form of a permit at all.
for file in damaged-*.json; do
  for verifier in "${PYTHON:-python3} $root/docs/examples/verify-permit-python/verify.py" "$work/verify"; do
    if $verifier --key "$key" --at $NOON --artifact model.onnx --artifact card.md "$file" >/dev/null 2>&1; then
      echo "$verifier believes $file" >&2
      exit 1
    fi
    runs=$((runs + 1))
  done
done
echo "the verifiers agree: $runs runs, $(ls damaged-*.json | wc -l) damaged copies refused"
