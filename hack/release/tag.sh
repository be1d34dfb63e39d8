#!/bin/bash
# hack/release/tag.sh: tags the commit and pushes the tag: the last step, so that a tag means a whole release.
. "$(dirname "$0")/lib.sh"
need_version
git tag --annotate --force "v$version" --message "v$version"
git push origin "refs/tags/v$version"
