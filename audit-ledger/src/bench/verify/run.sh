#!/usr/bin/env bash
# How long the verifier takes over a log, beside SHA-256 over the same files on the same number of threads: prints both and their ratio.
#
#   run.sh [ENTRIES] [HEAP]     default: 1000000 entries, 256m of heap, which does not grow with the log
#
# Needs a build (`mvn -pl audit-ledger package`) or CLASSES, a class path of audit-ledger and its libraries.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
module=$(cd "$here/../../.." && pwd)
entries=${1:-1000000}
heap=${2:-256m}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
if [ -z "${CLASSES:-}" ]; then
  repository=${MAVEN_REPOSITORY:-$HOME/.m2/repository}
  CLASSES=$module/target/classes:$(find "$repository/org/bouncycastle/bcprov-jdk18on" "$repository/tools/jackson/core/jackson-core" \
    "$repository/org/jspecify/jspecify" -name '*.jar' ! -name '*-sources.jar' | tr '\n' ':')
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$java" -Xmx"$heap" -cp "$CLASSES" "$here/VerifyBench.java" "$work/log" "$entries"
