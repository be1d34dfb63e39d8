#!/bin/bash
# hack/release/test.sh: what every pull request passes, and that two builds of this commit are the same to the byte.
#   RELEASE_TESTS   what is run in its place (a dry run has no hours to spend)
. "$(dirname "$0")/lib.sh"
if [ -n "${RELEASE_TESTS:-}" ]; then exec bash -euc "$RELEASE_TESTS"; fi
bash .ci/run
hack/release/reproducible.sh
