#!/bin/bash
# hack/release/check.sh: whether HEAD is a release that is still to be made. Prints "version=X.Y.Z" and "release=true", or
# "release=false" where there is nothing to do; ends with 1 when something does not fit together.
. "$(dirname "$0")/lib.sh"
if [ -z "$version" ]; then
  echo "release=false"
  exit
fi

says() { [ "$2" = "$version" ] || die "$1 says $2, but the commit releases $version: use hack/release/prepare.sh."; }
says Directory.Build.props "$(sed -nE 's|.*<Version [^>]*>([^<]*)<.*|\1|p' Directory.Build.props)"
says "the chart's version" "$(sed -nE 's|^version: (.*)|\1|p' deploy/helm/alitellm-operator/Chart.yaml)"
says "the chart's appVersion" "$(sed -nE 's|^appVersion: (.*)|\1|p' deploy/helm/alitellm-operator/Chart.yaml)"
says deploy/kustomize "$(sed -nE 's|.*newTag: v(.*)|\1|p' deploy/kustomize/kustomization.yaml)"
grep -q "^## \[$version\]" CHANGELOG.md || die "CHANGELOG.md has no section [$version]."
hack/deploy-files --check

# The tag, and the commit behind it, which comes last.
tagged=$(git ls-remote --tags origin "v$version" "v$version^{}" | tail -1 | cut -f1)
case $tagged in
  '') echo "release=true" ;;
  "$(git rev-parse HEAD)") echo "release=false" ;;
  *) die "v$version is released already, from another commit: $tagged." ;;
esac
echo "version=$version"
