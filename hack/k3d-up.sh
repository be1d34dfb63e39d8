#!/bin/bash
# hack/k3d-up.sh: a trial cluster in containers with LiteLLM, its database, and this checkout's operator. Running it again brings it up to date.
#   CLUSTER (alitellm)    name of the cluster
#   IMAGE                 an image of the operator on this machine (default: built from the Dockerfile)
#   LITELLM_IMAGE         which LiteLLM (default: the newest stable one)
# hack/k3d-up.sh --objects-only KUBECONFIG: only what is sent to Kubernetes, to a cluster that is there; nothing is waited for.
. "$(dirname "$0")/k3d/lib.sh"
image=${IMAGE:-alitellm-operator:k3d}
litellm=${LITELLM_IMAGE:-ghcr.io/berriai/litellm:main-stable}

if [ "${1:-}" = --objects-only ]; then
  kubeconfig=${2:?}
else
  [ $# -eq 0 ] || { sed -n '2,6s/^# \{0,1\}//p' "$0" >&2; exit 2; }
  need_k3d
  [ -n "${IMAGE:-}" ] || docker build --tag "$image" --build-arg "REVISION=$(git rev-parse HEAD)" .
  if ! k3d cluster list "$cluster" > /dev/null 2>&1; then
    k3d cluster create "$cluster" --wait --kubeconfig-update-default=false --kubeconfig-switch-context=false
  fi
  mkdir -p "$(dirname "$kubeconfig")"
  k3d kubeconfig get "$cluster" > "$kubeconfig"
  chmod 600 "$kubeconfig"
  k3d image import "$image" --cluster "$cluster"
fi

install_litellm "$litellm"
install_operator "$image"
if [ "${1:-}" != --objects-only ]; then
  # The tag is the same each time: only a restart takes a newly imported image.
  k -n "$namespace" rollout restart deployment/alitellm-operator
  await_rollouts
  echo "export KUBECONFIG=$PWD/$kubeconfig"
fi
