#!/bin/bash
# hack/release/install.sh: verifies the signatures of what was pushed, and installs the pushed chart once, as its users will.
#   SIGNER   who must have signed, as a regular expression (default: a workflow of this repository)
. "$(dirname "$0")/lib.sh"
need_version
need_registry
for tool in cosign k3d kubectl helm; do need "$tool" "the release is tried out with it."; done
signer=(--certificate-identity-regexp "${SIGNER:?}" --certificate-oidc-issuer https://token.actions.githubusercontent.com)
cosign verify "${signer[@]}" "$image@$(cat "$out/image.digest")" > /dev/null
cosign verify "${signer[@]}" "$charts/alitellm-operator@$(cat "$out/chart.digest")" > /dev/null

export KUBECONFIG=$PWD/$out/kubeconfig
k3d cluster create release-check --wait --kubeconfig-update-default=false --kubeconfig-switch-context=false
trap 'k3d cluster delete release-check' EXIT
k3d kubeconfig get release-check > "$KUBECONFIG"
helm install alitellm-operator "oci://$charts/alitellm-operator" --version "$version" --namespace operators --create-namespace --wait --timeout 5m
kubectl -n operators logs deployment/alitellm-operator | grep -q "$version" || die "What was installed does not say that it is $version."
