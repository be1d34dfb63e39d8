#!/bin/bash
# hack/release/manifest.sh: joins the pushed images of all architectures under the version, signs the whole, and attaches an SBOM.
# The digest of the whole is kept in artifacts/release/image.digest.
. "$(dirname "$0")/lib.sh"
need_version
need_registry
need docker "it joins the images."
need cosign "it signs the image."
need syft "it lists what the image consists of."
members=()
for file in "$out"/*64.digest; do members+=("$image@$(cat "$file")"); done
docker buildx imagetools create --tag "$image:v$version" "${members[@]}"
docker buildx imagetools inspect "$image:v$version" --format '{{json .Manifest}}' | jq -er .digest > "$out/image.digest"
whole=$image@$(cat "$out/image.digest")
cosign sign --yes "$whole"
for file in "$out"/*64.digest; do
  syft "$image@$(cat "$file")" --output "cyclonedx-json=${file%.digest}.sbom.json"
  cosign attest --yes --type cyclonedx --predicate "${file%.digest}.sbom.json" "$image@$(cat "$file")"
done
