#!/usr/bin/env bash
# Durable appends with 256 concurrent callers, side by side: our log on H2 and on PostgreSQL, Tessera's POSIX driver, and
# PostgreSQL alone. Prints entries a second, p50 and p99, and how our log on H2 compares.
#
#   api/src/bench/vs-logs/run.sh [ROUNDS] [SECONDS]     default: 3 rounds of 5 seconds for each
#
# Needs Go (it builds Tessera at the version in tessera/go.mod) and Linux on amd64 for the PostgreSQL that the tests bring.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd -P)
load=$here/../../../target/tessera-load
mkdir -p "$(dirname "$load")"
(cd "$here/tessera" && go build -o "$load" .)
cd "$here/../../../.."
exec mvn -q -Pbaseline -pl api -am verify -DskipTests -Dspotless.check.skip \
    -Dbaseline.main=dev.writ.api.VsLogs "-Dbaseline.arguments=${1:-3} ${2:-5} $load"
