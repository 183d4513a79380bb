#!/usr/bin/env bash
# How long the service takes to start in an empty data folder, until it says that it serves: from the single jar, laid out beside its
# libraries without a cache, and as `writ serve` starts it; in turns, medians in seconds.
#
#   api/src/bench/start/run.sh [ROUNDS]     default: 5
#
# Needs what `mvn -DskipTests package` leaves, and a JDK 25 as JAVA_HOME.
set -euo pipefail
: "${JAVA_HOME:?set it to the home of a JDK 25 or newer}"
target=$(cd "$(dirname "$0")/../../../target" && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

start() {
  local name=$1 begin end
  shift
  rm -rf "$work/data" && : > "$work/out"
  begin=$(date +%s%N)
  "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED "$@" serve --port 0 --data-dir "$work/data" > "$work/out" 2>&1 &
  until grep -q '^writ serves' "$work/out"; do
    kill -0 $! 2>/dev/null || { cat "$work/out" >&2; exit 1; }
    sleep 0.02
  done
  end=$(date +%s%N)
  kill $! && wait $! || true
  echo "$(((end - begin) / 1000000))" >> "$work/$name"
}

single=$(ls "$target"/*-exec.jar)
jar=$target/service/${single##*/}
for _ in $(seq "${1:-5}"); do
  start single -jar "$single"
  start layout -jar "$jar"
  start cache "-XX:AOTCache=$target/service/service.aot" -jar "$jar"
done
for name in single layout cache; do
  sort -n "$work/$name" | awk -v name="$name" '{ ms[NR] = $1 } END { printf "%-8s %6.2f s\n", name, ms[int((NR + 1) / 2)] / 1000 }'
done
