import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import {
  type ClientHealth,
  clientHealth,
  type ExpiringSecret,
  type SecretState,
  secretState,
} from '../../../../credentials/clientHealth.ts';
import type { Connection } from '../../../../credentials/connections/connection.ts';
import type { Operation } from '../../../../credentials/operations/operation.ts';
import type { ClientSecret } from '../../../../service/model/clientSecret.ts';
import { hasSecrets } from '../../../../service/model/clientTypes.ts';
import { spokenRow } from '../../../platform/trees/spokenRow.ts';
import type { ClientNode, ClientsNode, SecretNode } from '../../../vocabulary/clientsNode.ts';
import { CLIENT_TYPE_ICONS } from '../../../vocabulary/clientTypeIcons.ts';
import { commandFor } from '../../../vocabulary/commandId.ts';
import { errorInWords } from '../../../vocabulary/errors/messages.ts';
import { clientTypeInWords } from '../../../vocabulary/words/clientTypeWords.ts';
import { countInWords } from '../../../vocabulary/words/countWords.ts';
import { lookInWords } from '../../../vocabulary/words/lookWords.ts';
import { pendingInWords } from '../../../vocabulary/words/pendingWords.ts';
import { secretInWords } from '../../../vocabulary/words/urgencyWords.ts';
import { contextValueOf } from '../nodeActions.ts';
import type { TypeCounts } from '../shownClients.ts';
import { EXPIRED_URI, expiringUri } from './expiryDecorations.ts';
import { healthInWords } from './healthWords.ts';

/** What the item depends on in addition to the node. */
export interface TreeFacts {
  readonly now: Date;
  readonly counts: (node: Extract<ClientsNode, { kind: 'type' }>) => TypeCounts;
  readonly knownSecrets: (node: ClientNode) => readonly ClientSecret[] | undefined;
  /** Whether the value of the node's secret, or of one of the client's, is saved on this machine. */
  readonly isKept: (node: ClientNode | SecretNode) => boolean;
  /** The unfinished rotation that replaces the node's secret, or one of the client's. */
  readonly rotation: (node: ClientNode | SecretNode) => Operation | undefined;
}

const { None, Collapsed } = vscode.TreeItemCollapsibleState;
type Look = readonly [icon: string, color?: string];
type Node<Kind extends ClientsNode['kind']> = Extract<ClientsNode, { kind: Kind }>;
type Mappers = {
  readonly [Kind in ClientsNode['kind']]: (node: Node<Kind>, facts: TreeFacts) => vscode.TreeItem;
};

/** Icons of clients that need attention; the others have that of their type. Color only adds emphasis. */
const HEALTH_ICONS: Readonly<Partial<Record<ClientHealth['state'], Look>>> = {
  expiring: ['warning', 'list.warningForeground'],
  expired: ['error', 'list.errorForeground'],
  disabled: ['circle-slash', 'disabledForeground'],
};

const SECRET_ICONS: Readonly<Record<SecretState, Look>> = {
  neverExpires: ['lock'],
  valid: ['lock'],
  unknown: ['question'],
  expiring: ['warning', 'list.warningForeground'],
  expired: ['error', 'list.errorForeground'],
};

const PENDING_ICON: Look = ['history'];

const icon = ([id, color]: Look) =>
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
      contextValue: contextValueOf({ kind: 'connection', connection }),
    }),
  type: (node, facts) => {
    const label = clientTypeInWords(node.type);
    const counts = countsInWords(facts.counts(node));
    return item(label, Collapsed, {
      id: idOf(node.connection, node.type),
      description: counts,
      accessibilityInformation: spokenRow(label, l10n.t('clients: {0}', counts)),
      iconPath: icon([CLIENT_TYPE_ICONS[node.type]]),
      contextValue: contextValueOf(node),
    });
  },
  emptyTypes: node => {
    const types = node.types.map(clientTypeInWords).join(', ');
    return item(l10n.t('(none)'), None, {
      id: idOf(node.connection, 'none'),
      description: types,
      accessibilityInformation: spokenRow(l10n.t('No clients of these types: {0}', types)),
      contextValue: contextValueOf(node),
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
function decorationOf(state: string, expiresAt: Date | undefined, now: Date): Partial<vscode.TreeItem> {
  if (state === 'expired') return { resourceUri: EXPIRED_URI };
  const resourceUri = state === 'expiring' && expiresAt ? expiringUri(expiresAt, now) : undefined;
  return resourceUri ? { resourceUri } : {};
}

/** What a click on a client or a secret does. */
const openDetails = (): vscode.Command => commandFor('openDetails', l10n.t('Open Details'));

function clientItem(node: ClientNode, facts: TreeFacts): vscode.TreeItem {
  const { client, connection } = node;
  const secrets = facts.knownSecrets(node);
  const isDisabled = client.enabled === false;
  const unknown = isDisabled ? l10n.t('disabled') : '';
  const isPublic = !hasSecrets(client.type);
  const health = secrets && !isPublic ? clientHealth(client, secrets, facts.now) : undefined;
  const state = health?.state ?? (isDisabled ? 'disabled' : 'unknown');
  const description = health ? healthInWords(health, facts.now) : unknown;
  return item(client.name, isPublic ? None : Collapsed, {
    id: idOf(connection, client.type, client.id),
    description,
    accessibilityInformation: spokenRow(client.name, lookInWords(state), description),
    iconPath: icon(HEALTH_ICONS[state] ?? [CLIENT_TYPE_ICONS[client.type]]),
    ...decorationOf(state, health?.nextExpiry, facts.now),
    contextValue: contextValueOf(node, { kept: facts.isKept(node), rotation: facts.rotation(node) }),
    command: openDetails(),
  });
}

function secretItem(node: SecretNode, facts: TreeFacts): vscode.TreeItem {
  const { client, connection, secret } = node;
  const rotation = facts.rotation(node);
  const kept = facts.isKept(node);
  const label = secret.description || l10n.t('Secret {0}', secret.id);
  const state = rotation ? 'unknown' : secretState(secret, facts.now);
  const description = rotation
    ? pendingInWords(rotation, facts.now)
    : savedInWords(secret, { kept, now: facts.now });
  return item(label, None, {
    id: idOf(connection, client.type, client.id, String(secret.id)),
    description,
    accessibilityInformation: spokenRow(label, lookInWords(state), description),
    iconPath: icon(rotation ? PENDING_ICON : secretIcon(state, kept)),
    ...decorationOf(state, secret.expiresAt, facts.now),
    contextValue: contextValueOf(node, { kept, rotation }),
    command: openDetails(),
  });
}

function secretIcon(state: SecretState, kept: boolean): Look {
  const isFine = state === 'valid' || state === 'neverExpires';
  return kept && isFine ? ['key'] : SECRET_ICONS[state];
}

function savedInWords(
  secret: ExpiringSecret,
  { kept, now }: { readonly kept: boolean; readonly now: Date },
): string {
  const expiration = secretInWords(secret, now);
  return kept ? l10n.t('{0} · saved', expiration) : expiration;
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
