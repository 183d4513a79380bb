#!/usr/bin/env bash
# The drill "On PostgreSQL" of docs/guides/backup.md, on a real server and by its own programs: dumps and a base backup are taken while
# decisions are made, restored, verified and gone on from, and an older one is refused. Needs PostgreSQL's server and client programs
# (the newest in /usr/lib/postgresql, or those in PG_BIN) and curl. The server is this script's own, in a temporary folder; where this
# runs as root, the server runs as nobody. WRIT is the command that starts the service (default: ./writ), LOAD how many decisions are
# made before each step (default 100), CALLERS by how many at once (default 4).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
writ=$(realpath "${WRIT:-$root/writ}")
readonly LOAD=${LOAD:-100} CALLERS=${CALLERS:-4} NOBODY=65534

say() { printf '%4s s  %s\n' "$SECONDS" "$*"; }
fail() { printf 'failed: %s\n' "$*" >&2; exit 1; }

bin=${PG_BIN:-$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -n 1)}
for program in initdb postgres pg_ctl psql createdb pg_dump pg_restore pg_basebackup pg_verifybackup; do
  [ -x "$bin/$program" ] || fail "\`$program\` is not in \`$bin\`: install PostgreSQL's server and client (Debian: apt-get install postgresql), or name their folder by PG_BIN"
done
export PATH="$bin:$PATH"
unset WRIT_DB_PASSWORD WRIT_TOKEN WRIT_URL "${!PG@}"

umask 077
work=$(mktemp -d)
servers=$work/servers service= callers=()
end() {
  [ ${#callers[@]} -eq 0 ] || kill "${callers[@]}" 2>/dev/null || true
  [ -z "$service" ] || kill "$service" 2>/dev/null || true
  for server in "$servers"/*/postmaster.pid; do
    [ ! -f "$server" ] || as_server pg_ctl stop --silent --mode immediate --pgdata "$(dirname "$server")" || true
  done
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap end EXIT
cd "$work"

# PostgreSQL refuses to run as root.
as_server() {
  if [ "$(id -u)" -eq 0 ]; then
    HOME=$servers setpriv --reuid=$NOBODY --regid=$NOBODY --clear-groups "$@"
  else
    "$@"
  fi
}
owned_by_server() { [ "$(id -u)" -ne 0 ] || chown -R "$NOBODY:$NOBODY" "$@"; }

# Starts a server on a port that is free, which is left in $port.
start_server() {
  local data=$1
  for _ in 1 2 3 4 5; do
    port=$((20000 + RANDOM % 12000))
    ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || continue
    ! as_server pg_ctl start --silent --wait --timeout 120 --pgdata "$data" --log "$data.log" \
      --options "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=''" || return 0
  done
  cat "$data.log" >&2
  fail "PostgreSQL does not start in \`$data\`"
}

secret() { od -An -N16 -tx1 /dev/urandom | tr -d ' \n'; }

# --- The server, a role for the service, and an empty database of that role; everybody needs a password.

chmod 711 "$work"
mkdir "$servers"
secret >"$servers/owner.password"
secret >db.password
printf '127.0.0.1:*:*:postgres:%s\n' "$(cat "$servers/owner.password")" | tee "$servers/pgpass" >pgpass
owned_by_server "$servers"
as_server initdb --pgdata "$servers/first" --username postgres --pwfile "$servers/owner.password" --auth scram-sha-256 \
  --encoding UTF8 --locale C.UTF-8 >initdb.log || { cat initdb.log >&2; exit 1; }
start_server "$servers/first"
export PGHOST=127.0.0.1 PGPORT=$port PGUSER=postgres PGPASSFILE=$work/pgpass
psql --quiet --dbname postgres --set ON_ERROR_STOP=1 <<<"create role writ login password '$(cat db.password)'"
createdb --owner writ writ
! PGPASSFILE=/dev/null psql --no-password --username writ --dbname writ --command 'select 1' >/dev/null 2>&1 || fail "the server asks for no password"
say "$(postgres --version) listens on port $port"

# Prints the options that name a database, on the port given or on the first server's.
database() { printf '%s\n' --db-url "jdbc:postgresql://127.0.0.1:${2:-$PGPORT}/$1" --db-user writ --db-password-file "$work/db.password"; }

# Runs writ with arguments, expects an exit code, leaves what it said in the file `said`.
expect() {
  local code=$1 ended=0
  shift
  "$writ" "$@" >said 2>&1 || ended=$?
  [ "$ended" -eq "$code" ] || { cat said >&2; fail "\`writ $*\` ended with $ended instead of $code"; }
}
# The size and the root of the database, as repair has just named them.
database_size() { sed -n 's/^  database  *\([0-9]*\) entries, root .*/\1/p' said; }
database_root() { sed -n 's/^  database  *[0-9]* entries, root \([^,]*\), of .*/\1/p' said; }
expect_said() { grep -qF -- "$1" said || { cat said >&2; fail "this does not say \`$1\`"; }; }

serve() {
  # Emptied here: the shell in the background may be late to do it, and what the service before said would be read.
  : >serve.log
  "$writ" serve --dev --port 0 --data-dir "$work/data" $(database "$1") >serve.log 2>&1 &
  service=$!
  for _ in $(seq 240); do
    ! grep -q '^administrator token' serve.log || break
    kill -0 "$service" 2>/dev/null || { cat serve.log >&2; fail "the service does not start on \`$1\`"; }
    sleep 0.5
  done
  url=$(sed -n 's/^writ serves \(http[^ ]*\) .*/\1/p' serve.log)
  admin=$(sed -n 's/^administrator token.*: //p' serve.log)
  [ -n "$url" ] && [ -n "$admin" ] || { cat serve.log >&2; fail "the service did not start on \`$1\` in two minutes"; }
}

stop_service() {
  kill "$service"
  wait "$service" || true
  service=
}

post() { curl -fsS --max-time 60 "$url$1" -H "Authorization: Bearer $admin" -H 'Content-Type: application/json' -d "$2"; }
fetch() { curl -fsS --max-time 60 "$url$1" -H "Authorization: Bearer $admin"; }

# --- Decisions: one line of `made.*` for each that was acknowledged, its id and its index.

ask() {
  post /access/v1/evaluation '{"subject": {"type": "user", "id": "_dev"}, "action": {"name": "read"}, "resource": {"type": "dataset", "id": "none"}}' |
    sed -n 's/.*"context":{"id":"\([^"]*\)".*"ledger":{"log":"main","index":\([0-9]*\)}}}$/\1 \2/p'
}

# Goes on until the file `asking` is gone. An answer that is no decision ends it.
call() {
  local line
  while [ -e asking ]; do
    line=$(ask)
    [ -n "$line" ]
    echo "$line" >>"made.$1"
  done
}

start_callers() {
  local caller
  touch asking
  for caller in $(seq "$CALLERS"); do
    call "$1.$caller" &
    callers+=($!)
  done
}

stop_callers() {
  local caller
  rm asking
  for caller in "${callers[@]}"; do wait "$caller" || fail "a decision was refused while backups were taken"; done
  callers=()
}

made() { cat made.* 2>/dev/null | wc -l; }

await_more() {
  local caller enough=$(($(made) + $1))
  for _ in $(seq 600); do
    [ "$(made)" -lt "$enough" ] || return 0
    for caller in "${callers[@]}"; do kill -0 "$caller" 2>/dev/null || fail "a decision was refused while backups were taken"; done
    sleep 0.2
  done
  fail "$(made) decisions in two minutes, and not $enough"
}

# Every decision that was acknowledged is found by its id, at its index.
all_found() {
  cat made.* | sort >expected
  sed "s|\([^ ]*\) .*|url = \"$url/api/v1/decisions/\1\"|" expected >asked
  curl -fsS --fail-early --max-time 300 -H "Authorization: Bearer $admin" -w '\n' --config asked |
    sed -n 's/^{"id":"\([^"]*\)".*"ledger":{"log":"main","index":\([0-9]*\)}}$/\1 \2/p' | sort >found
  diff expected found >differences || { head -20 differences >&2; fail "decisions that were acknowledged are not found"; }
  [ "$(cut -d ' ' -f 2 expected | sort -u | wc -l)" -eq "$(wc -l <expected)" ] || fail "two decisions have one index"
}

head_size() { sed -n 2p "$1"; }
head_root() { sed -n 3p "$1"; }

# --- Copies are taken while decisions are made.

serve writ
fetch /ledger/main/keys >log.keys
start_callers writ

await_more "$LOAD"
fetch /ledger/main/checkpoint >before-early
pg_dump --format custom --file early.dump --dbname writ
await_more "$LOAD"
say "early dump: at least $(head_size before-early) entries, $(made) decisions made so far"

fetch /ledger/main/checkpoint >before-copy
PGPASSFILE=$servers/pgpass as_server pg_basebackup --pgdata "$servers/copy" --checkpoint fast
await_more "$LOAD"
say "base backup: at least $(head_size before-copy) entries, $(made) decisions made so far"

stop_callers
pg_dump --format custom --file late.dump --dbname writ
fetch /ledger/main/checkpoint >kept
stop_service
say "late dump: $(head_size kept) entries, $(made) decisions made"
[ "$(stat -c %a early.dump late.dump | sort -u)" = 600 ] || fail "others may read the dumps"

# --- The newest dump takes over.

createdb --owner writ restored
pg_restore --single-transaction --dbname restored late.dump
expect 0 ledger verify $(database restored) --key-file log.keys --since kept
expect 0 ledger repair --data-dir "$work/data" $(database restored)
expect_said 'log `main`: fine'
expect_said "$(head_size kept) entries, root $(head_root kept)"
"$writ" ledger repair --format json --data-dir "$work/data" $(database restored) 2>warnings | python3 -m json.tool >/dev/null || fail "\`ledger repair --format json\` prints more than JSON"
say "the late dump verifies, and repair says: $(grep '^log ' said)"

serve restored
start_callers restored
await_more "$LOAD"
stop_callers
all_found
fetch /ledger/main/checkpoint >newest
[ "$(head_size newest)" -gt "$(head_size kept)" ] || fail "nothing was appended to the restored log"
stop_service
expect 0 ledger verify $(database restored) --key-file log.keys --since before-early --since kept --since newest
say "the restored log was gone on from to $(head_size newest) entries; all $(made) decisions are found"

# --- An older dump beside the newer pin.

createdb --owner writ early
pg_restore --single-transaction --dbname early early.dump
expect 0 ledger verify $(database early) --key-file log.keys --since before-early
expect 1 ledger verify $(database early) --key-file log.keys --since kept
expect_said 'the log was rolled back'
expect 3 ledger repair --data-dir "$work/data" $(database early)
expect_said 'log `main`: rolled back'
cat said
early_size=$(database_size) early_root=$(database_root)
expect 1 serve --port 0 --data-dir "$work/data" $(database early)
expect_said "the database holds $early_size entries with root $early_root, and "
expect_said "knows $(head_size newest) with root $(head_root newest): the database was rolled back, restore the newer one"
expect 0 ledger repair --data-dir "$work/data" $(database restored)
say "the early dump, of $early_size entries, is refused, and the newer database still starts"

# --- The base backup, as a server of its own.

pg_verifybackup --quiet "$servers/copy"
start_server "$servers/copy"
expect 0 ledger verify $(database writ "$port") --key-file log.keys --since before-early --since before-copy
expect 3 ledger repair --data-dir "$work/data" $(database writ "$port")
expect_said 'log `main`: rolled back'
say "the base backup, of $(database_size) entries, verifies on port $port"
