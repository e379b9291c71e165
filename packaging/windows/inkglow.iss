; Inno Setup's description of the installer for Windows. packaging\windows\build.ps1 runs it after the program is frozen.
; Never run so far: see docs/packaging.md.
#define Version GetEnv("INKGLOW_VERSION")
#define Tree "..\..\build\package\tree\inkglow"

[Setup]
AppId={{6B1B0E2B-8C0B-4C55-9B0C-6E5D1D3C7A41}
AppName=Inkglow
AppVersion={#Version}
AppPublisher=The makers of Inkglow
DefaultDirName={autopf}\Inkglow
DefaultGroupName=Inkglow
DisableProgramGroupPage=yes
; For one person without an administrator's password, or for all with it.
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
LicenseFile=..\..\LICENSE
SetupIconFile=..\..\build\package\icons\inkglow.ico
UninstallDisplayIcon={app}\inkglow-window.exe
OutputDir=..\..\dist
OutputBaseFilename=inkglow-{#Version}-setup
Compression=lzma2
SolidCompression=yes
ChangesAssociations=yes
; A developer's certificate: build.ps1 defines the tool where INKGLOW_SIGN_COMMAND is set.
#ifdef Sign
SignTool=inkglow
SignedUninstaller=yes
#endif

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "de"; MessagesFile: "compiler:Languages\German.isl"

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[InstallDelete]
; Files of an earlier version that this one has no longer would be loaded with it.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Tree}\*"; DestDir: "{app}"; Flags: recursesubdirs createallsubdirs ignoreversion
Source: "..\..\dist\inkglow-{#Version}.cdx.json"; DestDir: "{app}"; DestName: "sbom.cdx.json"

[Icons]
Name: "{group}\Inkglow"; Filename: "{app}\inkglow-window.exe"
Name: "{autodesktop}\Inkglow"; Filename: "{app}\inkglow-window.exe"; Tasks: desktopicon

[Registry]
; Inkglow is offered for these files; it does not take them from other programs.
Root: HKA; Subkey: "Software\Classes\Inkglow.Text"; ValueType: string; ValueData: "Text"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Inkglow.Text\shell\open\command"; ValueType: string; ValueData: """{app}\inkglow-window.exe"" open ""%1"""
Root: HKA; Subkey: "Software\Classes\.md\OpenWithProgids"; ValueType: string; ValueName: "Inkglow.Text"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.markdown\OpenWithProgids"; ValueType: string; ValueName: "Inkglow.Text"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.txt\OpenWithProgids"; ValueType: string; ValueName: "Inkglow.Text"; Flags: uninsdeletevalue

[Run]
Filename: "{app}\inkglow-window.exe"; Description: "{cm:LaunchProgram,Inkglow}"; Flags: nowait postinstall skipifsilent
