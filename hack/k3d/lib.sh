# shellcheck shell=bash
# Shared by hack/k3d-*.sh; sourced, not run. Nothing here touches a kubeconfig of yours: the trial cluster has one of its own.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

cluster=${CLUSTER:-alitellm}
kubeconfig=${KUBECONFIG_FILE:-artifacts/k3d/$cluster.kubeconfig}
namespace=alitellm-operator-system

die() { echo "$*" >&2; exit 1; }

# need PROGRAM WHY: ends with a sentence where a program is missing.
need() { command -v "$1" > /dev/null || die "$1 is not installed: $2"; }

k() { kubectl --kubeconfig "$kubeconfig" "$@"; }

need_k3d() {
  need docker "the trial cluster runs in containers."
  docker info > /dev/null 2>&1 || die "docker is installed, but its engine does not answer."
  need k3d "it makes the trial cluster (https://k3d.io)."
  need kubectl "it talks to the trial cluster."
}

# install_litellm IMAGE: LiteLLM and its database.
install_litellm() { sed "s|image: litellm\$|image: $1|" hack/k3d/litellm.yaml | k apply --server-side -f -; }

# install_operator IMAGE: the chart, with an image of this machine.
install_operator() {
  hack/helm upgrade --install alitellm-operator deploy/helm/alitellm-operator --kubeconfig "$kubeconfig" --namespace "$namespace" --create-namespace \
    --values hack/k3d/values.yaml --set "image.repo=${1%:*},image.tag=${1##*:},image.pullPolicy=Never"
}

# install_samples: all samples, with a Connection to the real LiteLLM.
install_samples() { sed -s -e '1i ---' -e 's|http://127.0.0.1:4000|http://litellm.litellm.svc:4000|' samples/*.yaml | k apply -f -; }

# await_rollouts: everything runs.
await_rollouts() {
  k -n litellm rollout status deployment/postgres --timeout=5m
  k -n litellm rollout status deployment/litellm --timeout=10m
  k -n "$namespace" rollout status deployment/alitellm-operator --timeout=5m
}
