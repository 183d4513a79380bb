#!/usr/bin/env bash
# What an approval costs, over HTTP on a service of its own (H2): decisions on a promotion, and the whole way from opening a change request
# over two votes to the permit and its redemption; a second, with median and 99th percentile.
#
#   api/src/bench/approvals/run.sh [SECONDS]     for each measurement, default: 15
set -euo pipefail
cd "$(dirname "$0")/../../../.."
exec mvn -q -Pbaseline -pl api -am verify -DskipTests -Dspotless.check.skip \
    -Dbaseline.main=dev.writ.api.ApprovalBaseline "-Dbaseline.arguments=${1:-15}"
