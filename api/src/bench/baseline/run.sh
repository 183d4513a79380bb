#!/usr/bin/env bash
# Builds the service and measures it: durable appends a second into the log's store, and decisions a second over HTTP.
# usage: api/src/bench/baseline/run.sh [seconds for each measurement, default 15]
set -euo pipefail
cd "$(dirname "$0")/../../../.."
exec mvn -q -Pbaseline -pl api -am verify -DskipTests -Dspotless.check.skip "-Dbaseline.arguments=${1:-15}"
