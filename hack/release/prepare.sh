#!/bin/bash
# hack/release/prepare.sh X.Y.Z[-pre]: the commit that releases a version, on top of what is checked out. Everything that names the
# version is brought up to it here, and nowhere else: no build changes a tracked file.
. "$(dirname "$0")/lib.sh"
[[ ${1:-} =~ ^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$ ]] || die "usage: hack/release/prepare.sh X.Y.Z[-pre]"
new=$1
[ -z "$(git status --porcelain)" ] || die "The checkout has changes that are not committed."
[ -z "$(git tag --list "v$new")" ] || die "v$new is released already."
grep -q '^## \[Unreleased\]$' CHANGELOG.md || die "CHANGELOG.md has no section [Unreleased]."
[ -n "$(sed -n '/^## \[Unreleased\]$/,/^## \[[0-9]/{/^- /p}' CHANGELOG.md)" ] || die "CHANGELOG.md lists nothing under [Unreleased]."

sed -i -E "s|(<Version [^>]*>)[^<]*|\1$new|" Directory.Build.props
sed -i -E "s|^(version\|appVersion): .*|\1: $new|" deploy/helm/alitellm-operator/Chart.yaml
sed -i -E "s|newTag: .*|newTag: v$new|" deploy/kustomize/kustomization.yaml
sed -i "s|^## \[Unreleased\]\$|## [Unreleased]\n\n## [$new] - $(date -u +%F)|" CHANGELOG.md
hack/deploy-files
git commit --quiet --all --message "chore(release): v$new"
echo "v$new is prepared. Push it to main to release it."
