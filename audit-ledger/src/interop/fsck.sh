#!/usr/bin/env bash
# Has exported logs checked by other people's programs: Tessera's fsck, Go's sumdb/note, transparency-dev's ML-DSA-44 verifier
# and torchwood's proof verifier. Needs go, and fsck of Tessera v1.0.4 on the PATH (or FSCK=/path/to/it; /usr/sbin/fsck checks
# disks and is never taken). The exports are left in target/interop by InteropExportTest.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
module=$(cd "$here/../.." && pwd)

fsck=${FSCK:-}
if [ -z "$fsck" ]; then
  for candidate in $(type -ap fsck) "$(go env GOPATH)/bin/fsck"; do
    case $candidate in /usr/sbin/* | /sbin/*) continue ;; esac
    [ -x "$candidate" ] && fsck=$candidate && break
  done
fi
if [ -z "$fsck" ]; then
  echo "Tessera's fsck is missing: go install github.com/transparency-dev/tessera/cmd/fsck@v1.0.4" >&2
  exit 1
fi

if [ ! -d "$module/target/interop" ]; then
  (cd "$module/.." && mvn -B -ntp -pl audit-ledger test -Dtest=InteropExportTest)
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd "$here" && go build -o "$work/interop" .)

(cd "$here" && go run ./golden "$work/golden")
diff -r "$work/golden" "$module/src/test/resources/golden/log" || { echo "the golden log is not what ./golden writes" >&2; exit 1; }

for proof in "$module"/target/interop/*.tlog-proof; do
  "$work/interop" "${proof%.tlog-proof}" "$proof" "$fsck"
done

# The check itself must bite: one changed byte in any kind of file, and it fails.
for file in checkpoint keys tile/0/000 tile/1/000.p/2 tile/entries/001; do
  cp -r "$module/target/interop/700" "$work/damaged"
  printf '\001' | dd of="$work/damaged/$file" bs=1 seek=40 conv=notrunc status=none
  if "$work/interop" "$work/damaged" "$module/target/interop/700.tlog-proof" "$fsck" >/dev/null 2>&1; then
    echo "a changed byte in $file was not noticed" >&2
    exit 1
  fi
  rm -rf "$work/damaged"
done
echo "five damaged copies were refused"
