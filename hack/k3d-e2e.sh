#!/bin/bash
# hack/k3d-e2e.sh: the end-to-end suite against the operator in the trial cluster of hack/k3d-up.sh, and the samples against its LiteLLM.
#   CLUSTER (alitellm)    name of the cluster
. "$(dirname "$0")/k3d/lib.sh"
need_k3d
need dotnet "the end-to-end suite is a .NET project."
[ -s "$kubeconfig" ] || die "There is no trial cluster $cluster: run hack/k3d-up.sh first."
await_rollouts

tell() {
  local code=$?
  [ $code -eq 0 ] || {
    mkdir -p artifacts/k3d/failure
    k -n "$namespace" logs -l app.kubernetes.io/name=alitellm-operator --prefix --tail=-1 > artifacts/k3d/failure/operator.log || true
    k -n litellm logs deployment/litellm --tail=-1 > artifacts/k3d/failure/litellm.log || true
    k get litellm --all-namespaces -o yaml > artifacts/k3d/failure/objects.yaml || true
    k get events --all-namespaces > artifacts/k3d/failure/events.txt || true
    echo "What was found is in artifacts/k3d/failure." >&2
  }
  exit $code
}
trap tell EXIT

# The suite's LiteLLM stand-ins listen on this machine, which pods know by k3d's name for it.
ALITELLM_E2E_KUBECONFIG=$PWD/$kubeconfig ALITELLM_E2E_DEPLOYMENT=$namespace/alitellm-operator ALITELLM_E2E_PROXY_HOST=host.k3d.internal \
  dotnet test test/Alitellm.E2E -c Release

# The real LiteLLM: every sample becomes Ready, and goes.
install_samples
k wait --for=condition=Ready --timeout=5m litellm --all --namespace default
sed -s '1i ---' samples/*.yaml | k delete --timeout=5m -f -
