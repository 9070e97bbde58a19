import fs from 'node:fs';
import path from 'node:path';
import { applyEdits, modify, parse } from 'jsonc-parser';

const formattingOptions = { insertSpaces: true, tabSize: 2 };

/** Keeps the editor to itself: nothing that moves, asks, phones home or differs between two runs. */
export const QUIET_SETTINGS: Readonly<Record<string, unknown>> = {
  'workbench.startupEditor': 'none',
  'workbench.colorTheme': 'Dark Modern',
  'workbench.reduceMotion': 'on',
  // as text in the page, which tests can read
  'terminal.integrated.gpuAcceleration': 'off',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'window.autoDetectColorScheme': false,
  'window.commandCenter': false,
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  // It searches the descriptors of every process of the machine for ports, again and again.
  'remote.autoForwardPorts': false,
  // A second extension host, in the page, for extensions that are not there.
  'extensions.webWorker': false,
  'editor.cursorBlinking': 'solid',
  'git.openRepositoryInParentFolders': 'never',
};

/** The file of an editor's user settings; the editor reads it when a page is loaded. */
export const userSettingsFile = (userDataFolder: string): string =>
  path.join(userDataFolder, 'User', 'settings.json');

/** Settings that belong to a machine: a window on a server reads them from a file of the server. */
const OF_MACHINE: readonly string[] = ['clientCredentials.localTenant.dataFolder'];

/** Reads an editor's user settings; none when there is no file yet. */
export function readUserSettings(userDataFolder: string): Record<string, unknown> {
  const file = userSettingsFile(userDataFolder);
  return fs.existsSync(file) ? parse(fs.readFileSync(file, 'utf8')) : {};
}

/** Sets user settings, and those of the machine; comments and whatever else is in the files stay. */
export function writeUserSettings(userDataFolder: string, settings: Readonly<Record<string, unknown>>): void {
  writeSettings(userSettingsFile(userDataFolder), settings);
  const ofMachine = Object.entries(settings).filter(([name]) => OF_MACHINE.includes(name));
  const machineFile = path.join(userDataFolder, 'Machine', 'settings.json');
  if (ofMachine.length > 0) writeSettings(machineFile, Object.fromEntries(ofMachine));
}

function writeSettings(file: string, settings: Readonly<Record<string, unknown>>): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const before = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '{}';
  const after = Object.entries(settings).reduce(
    (text, [name, value]) => applyEdits(text, modify(text, [name], value, { formattingOptions })),
    before,
  );
  fs.writeFileSync(file, after);
}

/** Keys of our own for commands of the editor with which tests tidy up: pressing them costs a tenth of what the palette does. */
export const TIDY_KEYS = {
  closeAllEditors: 'Control+Alt+Shift+F8',
  clearNotifications: 'Control+Alt+Shift+F9',
} as const;

/** Writes an editor's keybindings, so that it knows {@link TIDY_KEYS}. */
export function writeKeybindings(userDataFolder: string): void {
  const commands = {
    closeAllEditors: 'workbench.action.closeAllEditors',
    clearNotifications: 'notifications.clearAll',
  } as const satisfies Record<keyof typeof TIDY_KEYS, string>;
  const bindings = Object.entries(TIDY_KEYS).map(([name, keys]) => ({
    key: keys.toLowerCase().replace('control', 'ctrl'),
    command: commands[name as keyof typeof commands],
  }));
  const file = path.join(path.dirname(userSettingsFile(userDataFolder)), 'keybindings.json');
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, JSON.stringify(bindings));
}
