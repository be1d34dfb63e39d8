#!/bin/bash
# hack/k3d-soak.sh: the samples in the trial cluster of hack/k3d-up.sh, at rest: LiteLLM must see no write, and the memory must not grow.
#   CLUSTER (alitellm)    name of the cluster
#   MINUTES (35)          how long
. "$(dirname "$0")/k3d/lib.sh"
need_k3d
[ -s "$kubeconfig" ] || die "There is no trial cluster $cluster: run hack/k3d-up.sh first."
minutes=${MINUTES:-35}

# memory: of all replicas together, in MiB, as they tell it themselves.
memory() {
  local pod
  for pod in $(k -n "$namespace" get pods -l app.kubernetes.io/name=alitellm-operator -o jsonpath='{.items[*].metadata.name}'); do
    k get --raw "/api/v1/namespaces/$namespace/pods/$pod:8080/proxy/metrics"
  done | awk '/^dotnet_process_memory_working_set/ { sum += $2 } END { printf "%d\n", sum / 1048576 }'
}

install_samples
k wait --for=condition=Ready --timeout=5m litellm --all --namespace default
sleep 120
before=$(memory)
sleep $((minutes * 60))
after=$(memory)
# LiteLLM's own log of requests; the probe is the one POST that is no write.
writes=$(k -n litellm logs deployment/litellm --since="${minutes}m" | grep -cE '"(POST|PUT|PATCH|DELETE) ' || true)
probes=$(k -n litellm logs deployment/litellm --since="${minutes}m" | grep -c '"POST /key/health' || true)
echo "in $minutes minutes: $((writes - probes)) writes, memory from $before to $after MiB"
[ $((writes - probes)) -eq 0 ] || die "An operator at rest wrote to LiteLLM."
[ "$after" -le $((before + before / 10 + 5)) ] || die "The memory grew by more than a tenth."
