import os from 'node:os';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

/** Kinds of remotes, as their extensions name them. */
const REMOTES: ReadonlyMap<string, () => string> = new Map([
  ['wsl', () => l10n.t('WSL')],
  ['ssh-remote', () => l10n.t('SSH')],
  ['dev-container', () => l10n.t('Container')],
  ['attached-container', () => l10n.t('Container')],
  ['codespaces', () => l10n.t('Codespaces')],
]);

/** Names the host that this window works on: the kind of its remote, if it has one, and the machine. */
export function hostName(): string {
  const { remoteName } = vscode.env;
  const machine = process.env.WSL_DISTRO_NAME ?? os.hostname();
  if (remoteName === undefined) return machine;
  return `${REMOTES.get(remoteName)?.() ?? remoteName}: ${machine}`;
}
