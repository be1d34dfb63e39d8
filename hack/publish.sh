#!/bin/bash
# hack/publish.sh [OPTIONS]: the one way to make the operator's binary, for the image, the release, CI and the checks alike.
#   --version V      what it says it is (default, and if empty: the version of Directory.Build.props)
#   --rid RID        linux-x64 or linux-arm64 (default: this machine's, which also is the only one that links without a cross toolchain)
#   --output DIR     where alitellm-operator goes (default artifacts/publish/RID); its symbols go beside it, as .dbg
#   --restore        restore first, locked; otherwise the solution must be restored
# Links by clang, or by gcc where there is no clang. Two builds of one commit by one toolchain are the same to the byte, wherever the
# checkout is. Fails on a warning of the trimmer or of the native compiler.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."

usage() { sed -n '2,9s/^# \{0,1\}//p' "$0" >&2; exit 2; }

version='' rid='' output='' restore=false
while [ $# -gt 0 ]; do
  case $1 in
    --version) version=${2?}; shift 2 ;;
    --rid) rid=${2:?}; shift 2 ;;
    --output) output=${2:?}; shift 2 ;;
    --restore) restore=true; shift ;;
    *) usage ;;
  esac
done

if [ -z "$rid" ]; then
  case $(uname -m) in
    x86_64) rid=linux-x64 ;;
    aarch64) rid=linux-arm64 ;;
    *) echo "There is no native build for $(uname -m)." >&2; exit 1 ;;
  esac
fi
output=${output:-artifacts/publish/$rid}

# Nothing of the checkout's folder or history gets into the binary, and no debug information of the assemblies either: it differs from
# build to build, since it holds generated sources whose order is by chance.
properties=("-p:PathMap=$PWD/=/_/" -p:DeterministicSourcePaths=false -p:EnableSourceControlManagerQueries=false -p:DebugType=none)
[ -z "$version" ] || properties+=("-p:Version=$version")
if ! command -v clang > /dev/null; then
  command -v gcc > /dev/null || { echo "Neither clang nor gcc is there to link the binary." >&2; exit 1; }
  properties+=(-p:CppCompilerAndLinker=gcc)
fi

project=src/Alitellm.Operator/Alitellm.Operator.csproj
mkdir -p "$output"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if $restore; then dotnet restore "$project" --locked-mode -nologo; fi
dotnet publish "$project" -c Release -r "$rid" --no-restore -o "$output" -nologo "${properties[@]}" 2>&1 | tee "$log"
if grep -Eq 'warning (IL|AOT)|warning : .*IL[0-9]{4}' "$log"; then
  echo "The native build has warnings." >&2
  exit 1
fi
