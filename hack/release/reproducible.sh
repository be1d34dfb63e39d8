#!/bin/bash
# hack/release/reproducible.sh: builds the binary twice, in different folders, and compares them.
. "$(dirname "$0")/lib.sh"
for build in first second; do hack/image-stages "$out/$build"; done
cmp "$out/first/alitellm-operator" "$out/second/alitellm-operator" || die "Two builds of one commit differ."
sha256sum "$out/first/alitellm-operator"
