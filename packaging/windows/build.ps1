# Builds the installer for Windows: powershell -File packaging\windows\build.ps1
# Needs Python 3.11, Visual Studio's C++ tools with CMake, and Inno Setup 6. Never run so far: see docs/packaging.md.
# INKGLOW_SIGN_COMMAND, if set, signs a file whose name stands in the place of $f, e.g. signtool sign /fd sha256 /a $f
$ErrorActionPreference = "Stop"
Set-Location (Join-Path $PSScriptRoot "..\..")
foreach ($tool in "python", "cmake", "iscc") {
    if (-not (Get-Command $tool -ErrorAction SilentlyContinue)) { Write-Error "$tool is missing; see docs\packaging.md." }
}
function Step { & python -m tools.package @args; if ($LASTEXITCODE) { exit $LASTEXITCODE } }
Step environment
Step tree
Step sbom
$env:INKGLOW_VERSION = python -c "from tools.package.common import version; print(version())"
$options = @()
if ($env:INKGLOW_SIGN_COMMAND) {
    foreach ($program in Get-ChildItem build\package\tree\inkglow\*.exe) {
        cmd /c $env:INKGLOW_SIGN_COMMAND.Replace('$f', "`"$($program.FullName)`"")
        if ($LASTEXITCODE) { exit $LASTEXITCODE }
    }
    $options = "/DSign", "/Sinkglow=$env:INKGLOW_SIGN_COMMAND"
}
& iscc @options packaging\windows\inkglow.iss
exit $LASTEXITCODE
