import * as vscode from 'vscode';
import { fingerprintOf } from '../../core/permissions/fingerprint.ts';

/** The editor's names for the platforms in its settings. */
const PLATFORMS: Readonly<Partial<Record<NodeJS.Platform, string>>> = { win32: 'windows', darwin: 'osx' };

/** Settings that say what a terminal runs, and what else it gets in its environment. */
const SETTINGS = ['defaultProfile', 'profiles', 'env'] as const;

/** Returns the fingerprint of what the editor starts as a terminal: shell, arguments, variables, folder. */
export function terminalFingerprint(platform: NodeJS.Platform): string {
  const settings = vscode.workspace.getConfiguration('terminal.integrated');
  const name = PLATFORMS[platform] ?? 'linux';
  return fingerprintOf([
    vscode.env.shell,
    settings.get('cwd'),
    settings.get('inheritEnv'),
    ...SETTINGS.map(setting => settings.get(`${setting}.${name}`)),
  ]);
}
