import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import {
  type ClientHealth,
  clientHealth,
  type SecretState,
  secretState,
} from '../../../credentials/clientHealth.ts';
import type { Connection } from '../../../credentials/connections/connection.ts';
import type { ClientSecret } from '../../../service/model/clientSecret.ts';
import { hasSecrets } from '../../../service/model/clientTypes.ts';
import { spokenRow } from '../../platform/trees/spokenRow.ts';
import type { ClientNode, ClientsNode, SecretNode } from '../../vocabulary/clientsNode.ts';
import { commandFor } from '../../vocabulary/commandId.ts';
import { errorInWords } from '../../vocabulary/errors/messages.ts';
import { clientTypeInWords } from '../../vocabulary/words/clientTypeWords.ts';
import { countInWords } from '../../vocabulary/words/countWords.ts';
import { expiryInWords } from '../../vocabulary/words/expiryWords.ts';
import { lookInWords } from '../../vocabulary/words/lookWords.ts';
import { decorationUri } from './expiryDecorations.ts';
import { healthInWords } from './healthWords.ts';
import { contextValueOf } from './nodeActions.ts';
import type { TypeCounts } from './shownClients.ts';

/** What the item depends on in addition to the node. */
export interface TreeFacts {
  readonly now: Date;
  readonly counts: (node: Extract<ClientsNode, { kind: 'type' }>) => TypeCounts;
  readonly knownSecrets: (node: ClientNode) => readonly ClientSecret[] | undefined;
  /** Whether the value of the node's secret, or of one of the client's, is saved on this machine. */
  readonly isKept: (node: ClientNode | SecretNode) => boolean;
}

const { None, Collapsed } = vscode.TreeItemCollapsibleState;
type Node<Kind extends ClientsNode['kind']> = Extract<ClientsNode, { kind: Kind }>;
type Mappers = {
  readonly [Kind in ClientsNode['kind']]: (node: Node<Kind>, facts: TreeFacts) => vscode.TreeItem;
};

/** Icon and text show the health; color only adds emphasis. */
const HEALTH_ICONS: Readonly<Record<ClientHealth['state'], readonly [icon: string, color?: string]>> = {
  valid: ['key', 'testing.iconPassed'],
  expiring: ['warning', 'list.warningForeground'],
  expired: ['error', 'list.errorForeground'],
  noSecret: ['circle-outline'],
  disabled: ['circle-slash', 'disabledForeground'],
  unknown: ['key'],
};

const SECRET_ICONS: Readonly<Record<SecretState, readonly [icon: string, color?: string]>> = {
  neverExpires: ['lock'],
  valid: ['lock'],
  unknown: ['question'],
  expiring: ['warning', 'list.warningForeground'],
  expired: ['error', 'list.errorForeground'],
};

const icon = ([id, color]: readonly [string, string?]) =>
  new vscode.ThemeIcon(id, color ? new vscode.ThemeColor(color) : undefined);

function item(
  label: string,
  state: vscode.TreeItemCollapsibleState,
  look: Partial<vscode.TreeItem>,
): vscode.TreeItem {
  return Object.assign(new vscode.TreeItem(label, state), look);
}

const MAPPERS: Mappers = {
  connection: ({ connection }) =>
    item(connection.name, Collapsed, {
      id: idOf(connection),
      description: connection.resource,
      accessibilityInformation: spokenRow(l10n.t('Connection'), connection.name, connection.resource),
      iconPath: icon(['plug']),
      contextValue: contextValueOf({ kind: 'connection', connection }, { kept: false }),
    }),
  type: (node, facts) => {
    const label = clientTypeInWords(node.type);
    const counts = countsInWords(facts.counts(node));
    return item(label, Collapsed, {
      id: idOf(node.connection, node.type),
      description: counts,
      accessibilityInformation: spokenRow(label, l10n.t('clients: {0}', counts)),
      iconPath: icon(['symbol-class']),
      contextValue: contextValueOf(node, { kept: false }),
    });
  },
  emptyTypes: node => {
    const types = node.types.map(clientTypeInWords).join(', ');
    return item(l10n.t('(none)'), None, {
      id: idOf(node.connection, 'none'),
      description: types,
      accessibilityInformation: spokenRow(l10n.t('No clients of these types: {0}', types)),
    });
  },
  client: clientItem,
  secret: secretItem,
  loadMore: (node, facts) => {
    const { shown, total } = facts.counts(node.of);
    const label = l10n.t('Load more… ({0} of {1})', countInWords(shown), countInWords(total));
    return item(label, None, {
      id: idOf(node.of.connection, node.of.type, 'more', String(shown)),
      accessibilityInformation: spokenRow(label),
      iconPath: icon(['ellipsis']),
      command: commandFor('loadMore', l10n.t('Load More')),
    });
  },
  problem: problemItem,
};

/** Maps a node to the editor's tree item. */
export function clientsTreeItem(node: ClientsNode, facts: TreeFacts): vscode.TreeItem {
  const mapper = MAPPERS[node.kind] as (node: ClientsNode, facts: TreeFacts) => vscode.TreeItem;
  return mapper(node, facts);
}

const countsInWords = ({ total, all }: TypeCounts): string =>
  total === all ? countInWords(all) : l10n.t('{0} of {1}', countInWords(total), countInWords(all));

/** Marks secrets that expire soon or have expired. */
const decorationOf = (state: string): Partial<vscode.TreeItem> =>
  state === 'expired' || state === 'expiring' ? { resourceUri: decorationUri(state) } : {};

function clientItem(node: ClientNode, facts: TreeFacts): vscode.TreeItem {
  const { client, connection } = node;
  const secrets = facts.knownSecrets(node);
  const health = secrets && clientHealth(client, secrets, facts.now);
  const isDisabled = client.enabled === false;
  const unknown = isDisabled ? l10n.t('disabled') : '';
  const state = health?.state ?? (isDisabled ? 'disabled' : 'unknown');
  const isPublic = !hasSecrets(client.type);
  const description = health ? healthInWords(health, facts.now) : unknown;
  return item(client.name, isPublic ? None : Collapsed, {
    id: idOf(connection, client.type, client.id),
    description,
    accessibilityInformation: spokenRow(client.name, lookInWords(state), description),
    iconPath: icon(isPublic && !isDisabled ? ['account'] : HEALTH_ICONS[state]),
    ...decorationOf(state),
    contextValue: contextValueOf(node, { kept: facts.isKept(node) }),
  });
}

function secretItem(node: SecretNode, facts: TreeFacts): vscode.TreeItem {
  const { client, connection, secret } = node;
  const kept = facts.isKept(node);
  const label = secret.description || l10n.t('Secret {0}', secret.id);
  const expiry = expiryInWords(secret, facts.now);
  const description = kept ? l10n.t('{0} · value kept here', expiry) : expiry;
  const state = secretState(secret, facts.now);
  const isFine = state === 'valid' || state === 'neverExpires';
  return item(label, None, {
    id: idOf(connection, client.type, client.id, String(secret.id)),
    description,
    accessibilityInformation: spokenRow(label, lookInWords(state), description),
    iconPath: icon(kept && isFine ? ['key'] : SECRET_ICONS[state]),
    ...decorationOf(state),
    contextValue: contextValueOf(node, { kept }),
  });
}

/** Returns the item of a problem; a click runs the fix for its connection. */
function problemItem(node: Node<'problem'>): vscode.TreeItem {
  const { text, mend } = errorInWords(node.error);
  return item(text, None, {
    id: idOf(node.connection, 'problem'),
    iconPath: icon(['warning', 'list.warningForeground']),
    tooltip: text,
    accessibilityInformation: spokenRow(l10n.t('Warning'), text, mend?.label ?? l10n.t('Refresh')),
    command: mend ? commandFor(mend.command, mend.label) : commandFor('refresh', l10n.t('Refresh')),
  });
}

const idOf = (connection: Connection, ...path: readonly string[]): string =>
  [connection.name, ...path].join('\n');
