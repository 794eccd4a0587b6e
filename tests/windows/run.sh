#!/usr/bin/env bash
# The built solution on Windows' .NET runtime and in Windows' PowerShell, under Wine: unit tests, module tests, Pester.
#
#   tests/windows/run.sh                            all that Windows has a part in; run "dotnet build" before
#   tests/windows/run.sh UnitTests.Ledger Pester    a namespace of a test project, and the suite in the shell
#   tests/windows/run.sh ModuleTests.Docs.HelpPageTests    a class
#   tests/windows/run.sh pwsh -Command '...'        PowerShell there
#
# Needs the .NET 10 SDK, and Wine and MinGW or apt-get as root to install them. The runtime is laid out once in
# $FEISHUHIRE_WINDOWS (~/.cache/feishuhire-windows). What this proves, and what not: docs/windows.md.
# The last line is "WINDOWS <passed> <failed> <skipped>"; the exit code is 0 only if nothing failed, and 77 where there is no
# Wine and none can be installed.
set -uo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
repo=$(cd "$here/../.." && pwd)
place=${FEISHUHIRE_WINDOWS:-${XDG_CACHE_HOME:-$HOME/.cache}/feishuhire-windows}
logs=$place/logs
passed=0 failed=0 skipped=0

finish() {
  echo "WINDOWS $passed $failed $skipped"
  [ "$failed" -eq 0 ]
  exit
}

no_wine() {
  echo "The Windows stand-in was not run: $1"
  exit 77
}

give_up() {
  echo "$1"
  failed=$((failed + 1))
  finish
}

# Runs a program under Wine, with an environment of its own: a Linux SDK beside it must not see this one.
windows() {
  # DOTNET_EnableWriteXorExecute: else the runtime dies in finalizers of dynamic methods (0x80131506).
  # DOTNET_gcConcurrent, DOTNET_GCgen0size: few collections; one now and then waits for ever for a thread to stop.
  # WINEDLLOVERRIDES without mscoree: assemblies without native code are not found where it is disabled.
  env -u DOTNET_HOST_PATH -u MSBuildSDKsPath -u PSModulePath WINEPREFIX="$place/prefix" WINEDEBUG=-all WINEDLLOVERRIDES=mshtml= \
    WINEPATH='C:\dotnet;C:\pwsh' DOTNET_ROOT='C:\dotnet' DOTNET_EnableWriteXorExecute=0 DOTNET_gcConcurrent=0 \
    DOTNET_GCgen0size=0x10000000 DOTNET_NOLOGO=1 NO_COLOR=1 POWERSHELL_TELEMETRY_OPTOUT=1 POWERSHELL_UPDATECHECK=Off "$@"
}

require_wine() {
  command -v wine > /dev/null && command -v x86_64-w64-mingw32-gcc > /dev/null && return
  command -v apt-get > /dev/null && [ "$(id -u)" = 0 ] ||
    no_wine 'there is no Wine here (packages wine, wine64 and gcc-mingw-w64-x86-64-win32), and no apt-get to install it with.'
  { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends wine wine64 gcc-mingw-w64-x86-64-win32; } > "$logs/apt" 2>&1 ||
    no_wine "apt-get could not install Wine: $(tail -1 "$logs/apt")"
}

# C:\dotnet as an installed runtime, C:\pwsh as PowerShell's archive, each started by host.c.
lay_out() {
  local stamp
  stamp=$(cat "$here/run.sh" "$here/host.c" "$here"/Runtime/*.cs* | sha256sum)
  [ "$(cat "$place/complete" 2> /dev/null)" = "$stamp" ] && return
  echo "Laying out the Windows runtime in $place"
  rm -rf "$place/complete" "$place/prefix"

  dotnet build "$here/Runtime" -v q -clp:ErrorsOnly > "$logs/runtime" 2>&1 || { tail -3 "$logs/runtime"; give_up 'The Windows runtime could not be fetched.'; }
  local packages version shell pester
  { read -r packages; read -r version; read -r shell; read -r pester; } < "$here/Runtime/bin/Debug/net10.0/places"

  # A crash ends the process, and starts no debugger; a file is not hidden because its name begins with a full stop. The account's
  # folders are its own, not those of $HOME.
  {
    windows wine wineboot -i && windows wine winecfg -v win10 &&
      windows wine reg delete 'HKLM\Software\Microsoft\Windows NT\CurrentVersion\AeDebug' /f &&
      windows wine reg add 'HKCU\Software\Wine' /v ShowDotFiles /d Y /f
  } > "$logs/prefix" 2>&1
  local c=$place/prefix/drive_c user folder
  user=$c/users/$(id -un)
  for folder in Desktop Documents Downloads Music Pictures Videos; do
    [ -L "$user/$folder" ] && rm "$user/$folder" && mkdir "$user/$folder"
  done

  local name from to
  for name in NETCore AspNetCore WindowsDesktop; do
    from=$packages/microsoft.${name,,}.app.runtime.win-x64/$version/runtimes/win-x64
    to=$c/dotnet/shared/Microsoft.$name.App/$version
    mkdir -p "$to"
    cp "$from"/lib/net10.0/*.* "$to/"
    cp "$from"/native/* "$to/"
  done 2> /dev/null
  to=$c/dotnet/shared/Microsoft.NETCore.App/$version
  mkdir -p "$c/dotnet/host/fxr/$version"
  cp "$to/hostfxr.dll" "$c/dotnet/host/fxr/$version/"

  # Wine's http.sys loses requests that come at the same time.
  dotnet "$here/Runtime/bin/Debug/net10.0/Runtime.dll" \
    "$packages/microsoft.netcore.app.runtime.linux-x64/$version/runtimes/linux-x64/lib/net10.0/System.Net.HttpListener.dll" "$to/System.Net.HttpListener.dll"

  cp -r "$packages/powershell/$shell/tools/net10.0/any/win" "$c/pwsh"
  mkdir -p "$user/Documents/PowerShell/Modules/Pester"
  cp -r "$packages/pester/$pester/tools" "$user/Documents/PowerShell/Modules/Pester/$pester"
  x86_64-w64-mingw32-gcc -O2 -w -municode -o "$c/dotnet/dotnet.exe" "$here/host.c" && cp "$c/dotnet/dotnet.exe" "$c/pwsh/pwsh.exe"

  [ "$(windows wine 'C:\pwsh\pwsh.exe' -NoProfile -Command '$IsWindows' < /dev/null 2> "$logs/first" | tr -d '\r')" = True ] ||
    { tail -3 "$logs/first"; give_up 'PowerShell does not start under Wine.'; }
  echo "$stamp" > "$place/complete"
}

# The namespaces of both test projects, less those in which the system has no part: texts and rules, what the build makes, the
# sandbox (its listener is not Windows' own here), and what installs modules into the account's own folder.
left_out='UnitTests\.(Columns|Docs|Rules|Sandbox)|ModuleTests\.(Architecture|Desktop|Docs|Harness|Install|Sandbox)'
namespaces() {
  grep -rhoE '^namespace FeishuHire\.(Unit|Module)Tests\.[A-Za-z]+' "$repo"/tests/FeishuHire.*Tests --include='*Tests.cs' |
    sed 's/^namespace FeishuHire\.//' | sort -ru | grep -vxE "$left_out"
}

# Runs PROJECT.NAMESPACE, PROJECT.NAMESPACE.CLASS or Pester once, and leaves its counts in good, wrong and left; false where it
# came to no result: the process died, or hung.
attempt() {
  local log=$logs/$1 project=${1%%.*} which=(-namespace "FeishuHire.$1" -namespace "FeishuHire.$1.*") line
  if [ "$1" = Pester ]; then
    windows timeout -k 10 300 wine 'C:\pwsh\pwsh.exe' -NoProfile -NonInteractive -ExecutionPolicy Bypass \
      -File tests/Pester/Invoke-Suite.ps1 -ModulePath "$(echo tests/FeishuHire.ModuleTests/bin/Debug/modules/FeishuHire/*/FeishuHire.psd1)" > "$log" 2>&1 < /dev/null
    line=$(tr -d '\r' < "$log" | grep -a '^PESTER ') && read -r _ good wrong left <<< "$line"
    return
  fi

  [[ $1 == *.*.* ]] && which=(-class "FeishuHire.$1")
  windows timeout -k 10 300 wine 'C:\dotnet\dotnet.exe' "tests/FeishuHire.$project/bin/Debug/net10.0/FeishuHire.$project.dll" -noColor -noLogo \
    -reporter verbose "${which[@]}" > "$log" 2>&1 < /dev/null
  line=$(tr -d '\r' < "$log" | grep -a 'Total: .*Skipped: ' | tail -1)
  [ -n "$line" ] && read -r good wrong left < <(sed -E 's/.*Total: ([0-9]+), Errors: ([0-9]+), Failed: ([0-9]+), Skipped: ([0-9]+).*/\1 \2 \3 \4/' <<< "$line" | awk '{ print $1 - $2 - $3 - $4, $2 + $3, $4 }')
}

# Runs a part. A process that died is started again, twice at most: Wine 8 now and then ends one of .NET by itself. What failed
# runs once more and is told both times: only what fails again is a failure.
run() {
  local tries=0 from=$SECONDS good=0 wrong=0 left=0
  until attempt "$1"; do
    cp "$logs/$1" "$logs/$1.died-$((++tries))"
    echo "$1: the process died, or took more than 5 minutes: $(tr -d '\r' < "$logs/$1" | grep -av '^wine: ' | tail -1 | cut -c 1-160)"
    [ "$tries" -lt 3 ] || { count "$1" 0 1 0 $((SECONDS - from)); return; }
  done

  if [ "$wrong" -gt 0 ]; then
    echo "$1: $good passed, $wrong failed, $left skipped ($((SECONDS - from)) s); once more, it failed in"
    tell "$1"
    cp "$logs/$1" "$logs/$1.failed"
    attempt "$1" || attempt "$1" || { good=0 wrong=1 left=0; echo "$1: and then the process died."; }
  fi

  count "$1" "$good" "$wrong" "$left" $((SECONDS - from))
}

count() {
  echo "$1: $2 passed, $3 failed, $4 skipped ($5 s)"
  passed=$((passed + $2)) failed=$((failed + $3)) skipped=$((skipped + $4))
}

# What failed, and what was left out and why, in the words of the tests.
tell() {
  tr -d '\r' < "$logs/$1" | grep -av '^wine: ' | grep -aE '^ *(\[-\]|\[!\])|\[(FAIL|SKIP)\]' -A 1 | grep -avE '^--$|\[(STARTING|FINISHED)\]' | cut -c 1-240
}

mkdir -p "$logs"
rm -f "$logs"/*
require_wine
lay_out
cd "$repo" || exit 1
if [ "${1:-}" = pwsh ]; then
  shift
  windows wine 'C:\pwsh\pwsh.exe' "$@"
  exit
fi

windows wineserver -p 60
[ $# -gt 0 ] || set -- $(namespaces) Pester
for part in "$@"; do
  run "$part"
  tell "$part"
done
windows wineserver -k > /dev/null 2>&1
finish
