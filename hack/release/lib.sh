# shellcheck shell=bash
# Shared by the steps of a release; sourced, not run.
#   REGISTRY   where the image and the chart are pushed to, such as ghcr.io/owner
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

out=artifacts/release
mkdir -p "$out"

die() { echo "$*" >&2; exit 1; }

need() { command -v "$1" > /dev/null || die "$1 is not installed: $2"; }

# version_of COMMIT: the version that a release commit is for; empty for any other.
version_of() { git log -1 --format=%s "$1" | sed -nE 's/^chore\(release\): v([0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?)$/\1/p'; }

# The version being released, of the commit that is checked out.
version=$(version_of HEAD)
# shellcheck disable=SC2034 # Used by the steps.
image=${REGISTRY:-registry.invalid/nobody}/alitellm-operator
# shellcheck disable=SC2034
charts=${REGISTRY:-registry.invalid/nobody}/charts

need_version() { [ -n "$version" ] || die "HEAD is no release: its first line is not 'chore(release): vX.Y.Z'."; }

need_registry() { [ -n "${REGISTRY:-}" ] || die "REGISTRY is not set: where would the release go?"; }
