# shellcheck shell=bash
# Shared by the long checks; sourced, not run. Needs bash, curl, kubectl, awk, dotnet and kube-lite.
#
#   KUBE_LITE   folder of kube-lite (default ../shared/kube-lite beside this repository)
#   OPERATOR    the operator to check: a native binary or a .dll (default: a framework-dependent Release publish, made when missing)
#   STANDIN     the LiteLLM stand-in (default: likewise)
#   PORT, ETCD_PORT, LITELLM_PORT   fixed ports (default: free ones)
#   KEEP=1      keep the folder with logs, journal and audit log
#
# Every variable the operator reads (LEASE_DURATION, LITELLM_POLL_INTERVAL, …) reaches it from the caller's environment.
# A check prints one line of JSON last and ends with 1 when one of its expectations was not met.

set -euo pipefail

readonly API_GROUP=litellm.ackstorm.ai
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$root"
KUBE_LITE=${KUBE_LITE:-../shared/kube-lite}
instance_namespace=default
master_key=sk-1234
declare -A pid=() health=() metrics=()
declare -a figures=() failures=()
background=()

say() { printf '%s %s\n' "$(date +%T)" "$*" >&2; }

die() { say "$*"; exit 1; }

now_ms() { date +%s%3N; }

# ---- figures and expectations -------------------------------------------------------------------------------------------------

# figure NAME VALUE: a number or, in quotes, a text of the last line.
figure() { figures+=("\"$1\":$2"); say "$1 = $2"; }

# expect WHAT VALUE OPERATOR BOUND: a figure with a bound, in whole numbers: expect rows 500 -eq 500
expect() {
  figure "$1" "$2"
  test "$2" "$3" "$4" || { failures+=("$1 is $2, which is not $3 $4"); say "FAILED: ${failures[-1]}"; }
}

fail() { failures+=("$1"); say "FAILED: $1"; }

finish() {
  local ok=true list='' item
  [ ${#failures[@]} -eq 0 ] || ok=false
  for item in ${failures[@]+"${failures[@]}"}; do list+=${list:+,}"\"${item//\"/\'}\""; done
  printf '{"bar":"%s","ok":%s,%s,"failures":[%s]}\n' "$bar" "$ok" "$(IFS=,; echo "${figures[*]}")" "$list"
  [ "$ok" = true ]
}

# wait_until SECONDS WHAT COMMAND…: polls; false and a failure when the time is over.
wait_until() {
  local deadline=$((SECONDS + $1)) what=$2
  shift 2
  until "$@"; do
    [ $SECONDS -lt $deadline ] || { fail "not within time: $what"; return 1; }
    sleep 0.2
  done
}

# ---- start and end ------------------------------------------------------------------------------------------------------------

begin() {
  bar=$1
  [ -x "$KUBE_LITE/up" ] || die "kube-lite is not in $KUBE_LITE; set KUBE_LITE"
  work=$(mktemp -d "${TMPDIR:-/tmp}/alitellm-$bar.XXXXXX")
  trap clean_up EXIT
  trap 'exit 130' INT TERM
  publish
  PORT=${PORT:-$(free_port)} ETCD_PORT=${ETCD_PORT:-$(free_port)} LITELLM_PORT=${LITELLM_PORT:-$(free_port)}
  export PORT ETCD_PORT
  kube_up
  say "waiting for the definitions"
  k apply --server-side -f crds/ > /dev/null
  k wait --for=condition=Established --timeout=60s crd --all > /dev/null
}

clean_up() {
  local status=$? name
  for name in "${!pid[@]}"; do kill -CONT "${pid[$name]}" 2> /dev/null || true; kill -KILL "${pid[$name]}" 2> /dev/null || true; wait "${pid[$name]}" 2> /dev/null || true; done
  for name in ${background[@]+"${background[@]}"}; do kill -KILL "$name" 2> /dev/null || true; wait "$name" 2> /dev/null || true; done
  "$KUBE_LITE/down" "$work/kube" || true
  if [ "${KEEP:-}" = 1 ]; then say "kept: $work"; else rm -rf "$work"; fi
  exit $status
}

free_port() {
  local port
  while port=$((20000 + RANDOM % 12000)); do
    if ! { : < "/dev/tcp/127.0.0.1/$port"; } 2> /dev/null && ! { : < "/dev/tcp/127.0.0.1/$((port + 1))"; } 2> /dev/null; then echo "$port"; return; fi
  done
}

# publish_once FILE PROJECT SOURCES… -- OPTIONS…: publishes unless the file is newer than every source.
publish_once() {
  local file=$1 project=$2 sources=()
  shift 2
  while [ "$1" != -- ]; do sources+=("$1"); shift; done
  shift
  if [ ! -f "$file" ] || [ -n "$(find "${sources[@]}" Directory.*.props -name obj -prune -o -name bin -prune -o -name artifacts -prune -o -type f -newer "$file" -print -quit)" ]; then
    say "publishing $project"
    # Restored by itself: with the options of the publish it would rewrite the lock files.
    dotnet restore "$project" --locked-mode -v quiet -nologo >&2
    dotnet publish "$project" -c Release --no-restore -o "$(dirname "$file")" -v quiet -nologo "$@" >&2
    touch "$file"
  fi
}

publish() {
  if [ -z "${OPERATOR:-}" ]; then
    OPERATOR=$root/artifacts/bars/operator/alitellm-operator.dll
    publish_once "$OPERATOR" src/Alitellm.Operator src -- -p:PublishAot=false
  fi
  if [ -z "${STANDIN:-}" ]; then
    STANDIN=$root/artifacts/bars/standin/LiteLLMStandIn.dll
    publish_once "$STANDIN" hack/LiteLLMStandIn hack/LiteLLMStandIn test/Alitellm.Testing --
  fi
}

# launch LOG FILE ARGS…: starts a .dll or a binary in the background; its id is in $!.
launch() {
  local log=$1 program=$2
  shift 2
  case $program in
    *.dll) dotnet "$program" "$@" >> "$log" 2>&1 < /dev/null & ;;
    *) "$program" "$@" >> "$log" 2>&1 < /dev/null & ;;
  esac
}

# ---- Kubernetes ---------------------------------------------------------------------------------------------------------------

kube_up() { "$KUBE_LITE/up" "$work/kube" > /dev/null; kubeconfig=$work/kube/kubeconfig audit=$work/kube/audit.log; }

k() { kubectl --kubeconfig "$kubeconfig" "$@"; }

# api METHOD PATH [CURL ARGS…]: the API server without kubectl's start-up time.
api() {
  local method=$1 path=$2
  shift 2
  curl -fsk -X "$method" -H 'Authorization: Bearer admin-token' "$@" "https://127.0.0.1:$PORT$path"
}

models_path() { echo "/apis/$API_GROUP/v1alpha1/namespaces/default/litellmmodels${1:+/$1}"; }

patch_model() { api PATCH "$(models_path "$1")" -H 'Content-Type: application/merge-patch+json' -d "$2" > /dev/null; }

# apply_connection: a Connection without a rate limit, and the Secret of its master key.
apply_connection() {
  k apply -f - > /dev/null << Y
apiVersion: v1
kind: Secret
metadata: {name: litellm-master-key, namespace: default}
stringData: {master-key: "$master_key"}
---
apiVersion: $API_GROUP/v1alpha1
kind: LiteLLMConnection
metadata: {name: default, namespace: default}
spec:
  endpoint: http://127.0.0.1:$LITELLM_PORT
  masterKeySecretRef: {name: litellm-master-key, key: master-key}
  maxRequestsPerSecond: 0
  maxBurst: 0
Y
}

# model_documents FIRST LAST: manifests of the models bar-<n>.
model_documents() {
  local n
  for ((n = $1; n <= $2; n++)); do
    printf -- '---\napiVersion: %s/v1alpha1\nkind: LiteLLMModel\nmetadata: {name: bar-%04d, namespace: default}\nspec: {params: {model: openai/gpt-4o, api_key: os.environ/OPENAI_API_KEY, rpm: %d}, info: {mode: chat}}\n' "$API_GROUP" "$n" "$((n + 1))"
  done
}

create_models() { model_documents "$1" "$2" | k create -f - > /dev/null; }

objects() { k get litellmmodels -o name | wc -l; }

ready_models() { k get litellmmodels -o jsonpath='{range .items[*]}{.status.conditions[?(@.type=="Ready")].status}{"\n"}{end}' | grep -c '^True$' || true; }

all_ready() { [ "$(ready_models)" -eq "$1" ]; }

no_objects() { [ "$(objects)" -eq 0 ]; }

ready_of() { k get "$1" "$2" -o jsonpath='{.status.conditions[?(@.type=="Ready")].status}'; }

# holder LEASE: the replica that holds alitellm-operator-LEASE.
holder() { api GET "/apis/coordination.k8s.io/v1/namespaces/default/leases/alitellm-operator-$1" 2> /dev/null | sed -n 's/.*"holderIdentity": *"\([^"]*\)".*/\1/p'; }

# operator_requests FROM_LINE: the operators' requests in the audit log after a line, as "count verb resource/subresource".
operator_requests() {
  tail -n "+$(($1 + 1))" "$audit" | grep '"userAgent":"alitellm-operator/' | grep '"stage":"ResponseComplete"\|"stage":"ResponseStarted"' \
    | awk '
      function value(name, rest) { rest = $0; if (!sub(".*\"" name "\":\"", "", rest)) return ""; sub("\".*", "", rest); return rest }
      { verb = value("verb"); if (verb == "watch" && value("stage") != "ResponseStarted") next
        if (!match($0, /"objectRef":\{[^}]*\}/)) next
        reference = substr($0, RSTART, RLENGTH); resource = reference; sub(/.*"resource":"/, "", resource); sub(/".*/, "", resource)
        if (reference ~ /"subresource"/) { sub(/.*"subresource":"/, "", reference); sub(/".*/, "", reference); resource = resource "/" reference }
        count[verb " " resource]++ }
      END { for (key in count) print count[key], key }' | sort -k2
}

# ---- LiteLLM ------------------------------------------------------------------------------------------------------------------

standin_up() {
  journal=$work/journal.ndjson
  launch "$work/standin.log" "$STANDIN" --port "$LITELLM_PORT" --master-key "$master_key" --journal "$journal" "$@"
  background+=($!)
  wait_until 60 "the stand-in listens" curl -fso /dev/null "http://127.0.0.1:$LITELLM_PORT/__standin/stats" || die "$(cat "$work/standin.log")"
}

# source_up MODELS: a service that offers so many models to discover, in the place of the one that ran before.
source_up() {
  SOURCE_PORT=${SOURCE_PORT:-$(free_port)}
  if [ -n "${source_pid:-}" ]; then kill -KILL "$source_pid"; wait "$source_pid" 2> /dev/null || true; fi
  launch "$work/source.log" "$STANDIN" source --port "$SOURCE_PORT" --models "$1"
  source_pid=$!
  background+=("$source_pid")
  wait_until 60 "the source listens" curl -fso /dev/null "http://127.0.0.1:$SOURCE_PORT/v1/models" || die "$(cat "$work/source.log")"
}

# control METHOD ROUTE [BODY]: the stand-in's own routes.
control() { curl -fsS -X "$1" ${3:+-d "$3"} "http://127.0.0.1:$LITELLM_PORT/__standin/$2"; }

# stat NAME: one number of /__standin/stats.
stat() { control GET stats | sed -n "s/.*\"$1\":\([0-9]*\).*/\1/p"; }

rows() { stat models; }

rows_are() { [ "$(rows)" -eq "$1" ]; }

names() { control GET dump | grep -o '"model_name":"bar-[0-9]*"' | sort; }

# calls OPERATION [FROM_MS]: how many, by the journal; OPERATION may be a pattern of awk.
calls() { awk -v operation="$1" 'index($0, "\"operation\":\"" operation "\"")' "$journal" | wc -l; }

# writes: one line per write in order of arrival: arrival tick, completion tick, process, ms of the day at arrival and completion, operation, subject.
writes() {
  grep '"write":true' "$journal" | awk '
    function text(name, rest) { rest = $0; if (!sub(".*\"" name "\":\"", "", rest)) return "-"; sub("\".*", "", rest); gsub(" ", "_", rest); return rest }
    function number(name, rest) { rest = $0; if (!sub(".*\"" name "\":", "", rest)) return "-"; sub("[,}].*", "", rest); return rest }
    function ms(stamp) { return int(1000 * (3600 * substr(stamp, 12, 2) + 60 * substr(stamp, 15, 2) + substr(stamp, 18, index(stamp "Z", "Z") < index(stamp "+", "+") ? index(stamp "Z", "Z") - 18 : index(stamp "+", "+") - 18))) }
    { sub(/,"body":.*/, ""); print number("arrival_tick"), number("completion_tick"), number("process"), ms(text("arrived")), ms(text("completed")), text("operation"), text("subject") }' | sort -n
}

# overlaps: pairs of writes of different processes that LiteLLM worked on at the same time.
overlaps() {
  writes | awk '{ for (other in until) if (other != $3 && until[other] > $1) pairs++; if (!($3 in until) || $2 > until[$3]) until[$3] = $2 } END { print pairs + 0 }'
}

# day_ms [EPOCH_MS]: a moment in the journal's ms of the day (UTC).
day_ms() { echo $((${1:-$(now_ms)} % 86400000)); }

# ---- the operator -------------------------------------------------------------------------------------------------------------

# start NAME [VARIABLE=VALUE…]: starts a replica; it keeps its name over restarts, as a container does.
start() {
  local name=$1
  shift
  health[$name]=${health[$name]:-$(free_port)} metrics[$name]=${metrics[$name]:-$(free_port)}
  KUBECONFIG=${replica_kubeconfig:-$kubeconfig} POD_NAMESPACE=$instance_namespace POD_NAME=$name INSTANCE_ID=$instance_namespace/bars \
    WATCH_NAMESPACE=default METRICS_BIND_ADDRESS=127.0.0.1:${metrics[$name]} HEALTH_PROBE_BIND_ADDRESS=127.0.0.1:${health[$name]} \
    ENABLE_LEADER_ELECTION=true launch_with "$@" "$work/$name.log" "$OPERATOR"
  pid[$name]=$!
}

# launch_with VARIABLE=VALUE… LOG FILE
launch_with() {
  local settings=()
  while [[ $1 == *=* ]]; do settings+=("$1"); shift; done
  local log=$1 program=$2
  case $program in
    *.dll) env ${settings[@]+"${settings[@]}"} dotnet "$program" >> "$log" 2>&1 < /dev/null & ;;
    *) env ${settings[@]+"${settings[@]}"} "$program" >> "$log" 2>&1 < /dev/null & ;;
  esac
}

is_ready() { curl -fso /dev/null "http://127.0.0.1:${health[$1]}/readyz"; }

await_ready() { wait_until 60 "$1 is ready" is_ready "$1" || die "$(tail -5 "$work/$1.log")"; }

crash() { kill -KILL "${pid[$1]}"; wait "${pid[$1]}" 2> /dev/null || true; unset "pid[$1]"; }

stop() { kill -TERM "${pid[$1]}"; wait "${pid[$1]}" || fail "$1 did not end well after SIGTERM"; unset "pid[$1]"; }

is_running() { kill -0 "${pid[$1]}" 2> /dev/null; }

metric() { curl -fs "http://127.0.0.1:${metrics[$1]}/metrics" | awk -v name="$2" 'index($1, name) == 1 { sum += $2 } END { printf "%d\n", sum }'; }

# cpu_ms NAME: CPU time used so far.
cpu_ms() { awk -v hertz="$(getconf CLK_TCK)" '{ sub(/.*\) /, ""); print int(($12 + $13) * 1000 / hertz) }' "/proc/${pid[$1]}/stat"; }

rss_kb() { awk '/^VmRSS/ { print $2 }' "/proc/${pid[$1]}/status"; }
