#!/bin/bash
# hack/advisories.sh: the known vulnerabilities of everything that is restored must be those of hack/advisories.txt, one a line as
# "package version advisory": a new one fails, and so does one that is acknowledged but gone.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
mkdir -p artifacts
dotnet list alitellm.sln package --vulnerable --include-transitive --format json \
  | jq -r '.projects[] | .frameworks[]? | (.topLevelPackages[]?, .transitivePackages[]?) | "\(.id) \(.resolvedVersion) \(.vulnerabilities[].advisoryurl)"' \
  | LC_ALL=C sort -u > artifacts/advisories.txt
diff -u hack/advisories.txt artifacts/advisories.txt || { echo "The known vulnerabilities are not those of hack/advisories.txt." >&2; exit 1; }
echo "$(wc -l < artifacts/advisories.txt) known vulnerabilities, all acknowledged"
