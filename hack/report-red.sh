#!/bin/bash
# hack/report-red.sh TITLE URL: opens an issue about a scheduled run that failed, or adds to the one that is open already, so that red
# nights do not go unseen. Needs gh, signed in.
set -euo pipefail
[ $# -eq 2 ] || { sed -n '2,3s/^# //p' "$0" >&2; exit 2; }
title=$1 url=$2
open=$(gh issue list --state open --search "in:title \"$title\"" --json number,title --jq "[.[] | select(.title == \"$title\")][0].number // empty")
if [ -n "$open" ]; then
  gh issue comment "$open" --body "Red again: $url"
else
  gh issue create --title "$title" --body "The first red run: $url"
fi
