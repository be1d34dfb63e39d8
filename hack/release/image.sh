#!/bin/bash
# hack/release/image.sh: builds this machine's image, pushes it without a tag, and keeps its digest in artifacts/release/ARCHITECTURE.digest.
. "$(dirname "$0")/lib.sh"
need_version
need_registry
need docker "it builds the image."
case $(uname -m) in
  x86_64) architecture=amd64 ;;
  aarch64) architecture=arm64 ;;
  *) die "There is no image for $(uname -m)." ;;
esac
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH
docker buildx build . --platform "linux/$architecture" \
  --build-arg "VERSION=$version" --build-arg "REVISION=$(git rev-parse HEAD)" --build-arg "SOURCE=${SOURCE:-unknown}" \
  --provenance mode=max --output "type=image,name=$image,push=true,push-by-digest=true,name-canonical=true,rewrite-timestamp=true" \
  --metadata-file "$out/$architecture.json"
jq -er '."containerimage.digest"' "$out/$architecture.json" > "$out/$architecture.digest"
