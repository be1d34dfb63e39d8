#!/bin/bash
# hack/release/run.sh: a release from its commit to its tag, on one machine. .github/workflows/release.yml takes the same steps, the
# image's once on a machine of each architecture. Running it again after a failure, or after a success, is harmless.
. "$(dirname "$0")/lib.sh"
facts=$(hack/release/check.sh)
echo "$facts"
grep -q '^release=true$' <<< "$facts" || { echo "There is nothing to release."; exit; }
rm -rf "$out"
for step in test image manifest chart install tag; do
  echo "==> $step"
  "hack/release/$step.sh" || die "The release of v$version ended at: $step. Nothing is tagged."
done
