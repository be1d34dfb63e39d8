#!/bin/bash
# hack/release/chart.sh: packages the chart with the pushed image in it, by digest, pushes it, and signs it. Its digest is kept in
# artifacts/release/chart.digest.
. "$(dirname "$0")/lib.sh"
need_version
need_registry
need helm "it pushes the chart; hack/helm is too old for that."
need cosign "it signs the chart."
copy=$out/chart/alitellm-operator
rm -rf "$out/chart"
mkdir -p "$out/chart"
cp -r deploy/helm/alitellm-operator "$copy"
sed -i -E "s|^  repo: .*|  repo: $image|; s|^  digest: .*|  digest: $(cat "$out/image.digest")|" "$copy/values.yaml"
hack/helm lint --strict "$copy"
hack/helm template check "$copy" --kube-version 1.34.0 | grep -q "image: $image:v$version@$(cat "$out/image.digest")" || die "The chart does not name the image."
hack/helm package "$copy" --destination "$out"
helm push "$out/alitellm-operator-$version.tgz" "oci://$charts" 2>&1 | tee "$out/chart.log"
sed -nE 's/^Digest: (sha256:[0-9a-f]{64})$/\1/p' "$out/chart.log" > "$out/chart.digest"
[ -s "$out/chart.digest" ] || die "The push of the chart told no digest."
cosign sign --yes "$charts/alitellm-operator@$(cat "$out/chart.digest")"
