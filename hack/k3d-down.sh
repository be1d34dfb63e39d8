#!/bin/bash
# hack/k3d-down.sh: deletes the trial cluster of hack/k3d-up.sh, and nothing else.
#   CLUSTER (alitellm)    name of the cluster
. "$(dirname "$0")/k3d/lib.sh"
need_k3d
k3d cluster delete "$cluster"
rm -f "$kubeconfig"
