#!/usr/bin/env bash
# Two verifiers, one in Java and one in Go (docs/examples/verify-go), must say the same of thousands of evidence packs, most of them
# damaged. Needs go. PACKS says how many (default 5000), SEED which (default: a new one, printed).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
module=$(cd "$here/../.." && pwd)
root=$(cd "$module/.." && pwd)
packs=$module/target/interop-packs

if [ -z "${KEEP_PACKS:-}" ]; then
  rm -rf "$packs"
  (cd "$root" && mvn -B -ntp -pl audit-ledger test -Dtest=PackInteropTest -Dwrit.packs="${PACKS:-5000}" ${SEED:+-Dwrit.seed="$SEED"})
fi
[ -s "$packs/verdicts" ] || { echo "PackInteropTest left no packs in $packs" >&2; exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd "$root/docs/examples/verify-go" && go vet ./... && go build -o "$work/verify-go" .)

# Reasons differ in their words, so only the verdicts are compared.
cd "$packs"
find . -name '*.pack.json' | sort | xargs -n 500 "$work/verify-go" -key-file keys >"$work/go.txt" || true
sed -E 's|^\./||; s/: not good: .*/: not good/' "$work/go.txt" >"$work/go.verdicts"
sed -E 's/: not good: .*/: not good/' verdicts >"$work/java.verdicts"
if ! diff "$work/java.verdicts" "$work/go.verdicts" >"$work/differences"; then
  echo "the verifiers disagree (< Java, > Go); seed $(cat seed):" >&2
  grep '^[<>]' "$work/differences" | head -20 >&2
  exit 1
fi

# The exit codes that people and scripts see, of both programs.
good=0 bad=0
while IFS=: read -r name verdict; do
  case $verdict in
    *"not good") [ "$bad" -lt 10 ] || continue; bad=$((bad + 1)); expected=1 ;;
    *) [ "$good" -lt 10 ] || continue; good=$((good + 1)); expected=0 ;;
  esac
  for verifier in "$work/verify-go -key-file keys" ${WRIT:+"$WRIT ledger verify --key-file keys --pack"}; do
    code=0
    $verifier "$name" >/dev/null 2>&1 || code=$?
    [ "$code" -eq "$expected" ] || { echo "$verifier $name ended with $code instead of $expected" >&2; exit 1; }
  done
done <"$work/java.verdicts"
echo "both verifiers agree on $(wc -l <"$work/java.verdicts") packs, $(grep -c ': good' "$work/java.verdicts") of them good; seed $(cat seed)"
