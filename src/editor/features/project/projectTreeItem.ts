import path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { SecretState } from '../../../credentials/clientHealth.ts';
import { type CredentialState, mostUrgent, stateName } from '../../../credentials/projectCredential.ts';
import type { ProjectFileError } from '../../../projectFiles/projectFileError.ts';
import { spokenRow } from '../../platform/trees/spokenRow.ts';
import { commandFor } from '../../vocabulary/commandId.ts';
import { unreadInWords, unreadReasonInWords } from '../../vocabulary/errors/projectFileErrorWords.ts';
import type { FileNode, FolderNode, KeyNode, MoreNode, ProjectNode } from '../../vocabulary/projectNode.ts';
import { lookInWords } from '../../vocabulary/words/lookWords.ts';
import { credentialStateInWords } from './credentialStateWords.ts';

const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;

type Look = readonly [icon: string, color?: string];
const WRONG: Look = ['error', 'list.errorForeground'];
const DOUBTFUL: Look = ['warning', 'list.warningForeground'];

/** The name of a state, as `stateName` makes it. */
type StateName =
  | Exclude<CredentialState['kind'], 'secret'>
  | `secret/${SecretState}`
  | 'unknownSecret/changed';

const nameOf = (state: CredentialState): StateName => stateName(state) as StateName;

/** Icon and text show the state; color only adds emphasis. */
const ICONS: Readonly<Record<StateName, Look>> = {
  clientGone: WRONG,
  secretGone: WRONG,
  clientDisabled: ['circle-slash', 'disabledForeground'],
  'secret/expired': WRONG,
  'secret/expiring': DOUBTFUL,
  'secret/unknown': ['question'],
  'secret/valid': ['pass', 'testing.iconPassed'],
  'secret/neverExpires': ['pass', 'testing.iconPassed'],
  placeholder: ['circle-outline'],
  notKept: DOUBTFUL,
  unidentified: ['question'],
  unknownSecret: ['question'],
  'unknownSecret/changed': DOUBTFUL,
  failed: ['debug-disconnect'],
  unknownClient: ['question'],
  elsewhere: ['link-external'],
  idOnly: ['account'],
};

const iconOf = (state: CredentialState): vscode.ThemeIcon => {
  const [id, color] = ICONS[nameOf(state)];
  return new vscode.ThemeIcon(id, color ? new vscode.ThemeColor(color) : undefined);
};

/** Returns the text equivalent of an icon. */
const shownOnly = (state: CredentialState): string => lookInWords(nameOf(state).replace('secret/', ''));

/** States that require a credential. */
const WANTING = new Set<StateName>(['placeholder', 'clientGone', 'secretGone', 'notKept', 'secret/expired']);

/** Maps a node to the editor's tree item. */
export function projectTreeItem(node: ProjectNode, now: Date): vscode.TreeItem {
  switch (node.kind) {
    case 'folder':
      return folderItem(node);
    case 'file':
      return fileItem(node, now);
    case 'key':
      return keyItem(node, now);
    case 'more':
      return moreItem(node);
  }
}

function folderItem({ name, path: folder }: FolderNode): vscode.TreeItem {
  const item = new vscode.TreeItem(name, Expanded);
  return Object.assign(item, {
    id: folder,
    tooltip: folder,
    iconPath: new vscode.ThemeIcon('root-folder'),
    accessibilityInformation: spokenRow(l10n.t('Folder {0}', name)),
  });
}

function fileItem(node: FileNode, now: Date): vscode.TreeItem {
  const { file, keys } = node;
  if (file.unread) return unreadItem(file, file.unread);
  const state = mostUrgent(keys.map(({ credential }) => credential.state)) ?? {
    kind: 'placeholder' as const,
  };
  const label = path.posix.basename(file.relativePath);
  const item = new vscode.TreeItem(label, file.template ? None : Collapsed);
  const folder = path.posix.dirname(file.relativePath);
  const told = [
    folder === '.' ? '' : folder,
    file.isUserSecrets ? l10n.t('user secrets') : '',
    file.leavesFolder ? l10n.t('a link out of the folder, only read') : '',
    file.template
      ? l10n.t('not there yet; made from {0}', path.basename(file.template))
      : credentialStateInWords(state, now),
  ];
  return Object.assign(item, {
    id: file.path,
    description: told.filter(text => text !== '').join(' · '),
    accessibilityInformation: spokenRow(label, ...told, shownOnly(state)),
    tooltip: file.path,
    iconPath: iconOf(state),
    contextValue: contextOf(
      'file',
      [state],
      !file.template && keys.some(({ credential }) => credential.isAdoptable),
    ),
    command: file.template ? undefined : commandFor('openProjectFile', l10n.t('Open')),
  });
}

/** Returns the item of a credentials file that can't be read, which opens it at the place that is wrong. */
function unreadItem(file: FileNode['file'], error: ProjectFileError): vscode.TreeItem {
  const label = file.template ? path.basename(file.template) : path.posix.basename(file.relativePath);
  const text = unreadInWords(error);
  const folder = path.posix.dirname(file.relativePath);
  return Object.assign(new vscode.TreeItem(label, None), {
    id: file.path,
    description: [folder === '.' ? '' : folder, text].filter(part => part !== '').join(' · '),
    accessibilityInformation: spokenRow(label, text),
    tooltip: unreadReasonInWords(error),
    iconPath: new vscode.ThemeIcon('circle-slash', new vscode.ThemeColor('disabledForeground')),
    contextValue: ';file;unread;',
    // Opening a pipe would wait for what is written to it.
    command: error.code === 'notAFile' ? undefined : commandFor('openProjectFile', l10n.t('Open')),
  });
}

function moreItem({ of }: MoreNode): vscode.TreeItem {
  return Object.assign(new vscode.TreeItem(l10n.t('Not everything is shown'), None), {
    id: [of, 'more'].join('\n'),
    description: l10n.t('there is more than we look at'),
    tooltip: l10n.t('Leave out what is no configuration by the settings files.exclude or search.exclude.'),
    iconPath: new vscode.ThemeIcon('ellipsis'),
  });
}

function keyItem(node: KeyNode, now: Date): vscode.TreeItem {
  const { file, field, keyPath, credential } = node;
  const { state, clientName, found } = credential;
  const label = keyPath.at(-1) ?? '';
  const item = new vscode.TreeItem(label, None);
  const described =
    field === 'clientId'
      ? (clientName ?? found.clientId ?? credentialStateInWords({ kind: 'placeholder' }, now))
      : credentialStateInWords(state, now);
  return Object.assign(item, {
    id: [file.path, ...keyPath].join('\n'),
    description: described,
    accessibilityInformation: spokenRow(label, described, field === 'clientId' ? '' : shownOnly(state)),
    tooltip: [keyPath.join('.'), described].join(': '),
    iconPath: field === 'clientId' ? new vscode.ThemeIcon('symbol-key') : iconOf(state),
    contextValue: contextOf('key', [state], field === 'clientSecret' && credential.isAdoptable),
    command: commandFor('openProjectFile', l10n.t('Open')),
  });
}

function contextOf(kind: string, states: readonly CredentialState[], isAdoptable: boolean): string {
  const wants = states.some(state => WANTING.has(nameOf(state)));
  return `;${[kind, ...(wants ? ['wants'] : []), ...(isAdoptable ? ['adopt'] : []), 'insertHere'].join(';')};`;
}
