#!/usr/bin/env bash
# Grows a log on H2 and prints, every STEP entries, appends a second and how long a proof takes: both should stay as they are.
#
#   api/src/bench/growth/run.sh [ENTRIES] [STEP]     default: 10000000 entries, a line every 1000000
#
# Ten million entries need some 20 GB of disk.
set -euo pipefail
cd "$(dirname "$0")/../../../.."
exec mvn -q -Pbaseline -pl api -am verify -DskipTests -Dspotless.check.skip \
    -Dbaseline.main=dev.writ.api.Growth "-Dbaseline.arguments=${1:-10000000} ${2:-1000000}"
