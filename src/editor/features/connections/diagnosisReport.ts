import * as l10n from '@vscode/l10n';
import type {
  ConnectionDiagnosis,
  DiagnosisRule,
  RuleResult,
} from '../../../credentials/connections/checks/diagnoseConnection.ts';
import type { Connection } from '../../../credentials/connections/connection.ts';
import type { NetworkSettings } from '../../../network/networkSettings.ts';
import { redactForeign } from '../../../secret/redaction.ts';
import { BUILT_IN_ROLES } from '../../../service/model/builtInRoles.ts';
import { markdownTable } from '../../core/reports/markdownTable.ts';

/** What a report contains beside the diagnosis. */
export interface DiagnosisSurroundings {
  readonly network: Pick<NetworkSettings, 'proxy' | 'noProxy' | 'strictProxyTls'>;
  /** Versions of the extension, the editor and Node, and the platform. */
  readonly versions: Readonly<Record<string, string>>;
  readonly now: Date;
}

/** What each rule says. */
const RULES: Readonly<Record<DiagnosisRule, () => string>> = {
  reachable: () => l10n.t('The address answers'),
  certificate: () => l10n.t('The certificate is trusted'),
  discovery: () => l10n.t('The address has a discovery document'),
  endpoints: () => l10n.t('The endpoints are on the host of the address'),
  clock: () => l10n.t('The service’s clock and this machine’s agree'),
  token: () => l10n.t('The service issues a token'),
  tokenTenant: () => l10n.t('The token is for the tenant of the connection'),
  member: () => l10n.t('The sign-in can read the tenant (Tenant Member)'),
  administrator: () => l10n.t('The sign-in can change clients (Tenant Administrator)'),
  self: () => l10n.t('The client can manage its own secrets (Self)'),
  writes: () => l10n.t('The address takes changes'),
};

/** Writes a diagnosis as Markdown that a user can send to support. It contains no secret, and names no user. */
export function diagnosisReport(
  connection: Connection,
  diagnosis: ConnectionDiagnosis,
  surroundings: DiagnosisSurroundings,
): string {
  const broken = diagnosis.rules.find(({ outcome }) => outcome === 'failed');
  const sections = [
    `# ${l10n.t('Diagnosis of a connection')}`,
    broken ? l10n.t('First rule that failed: {0}', `**${RULES[broken.rule]()}**`) : l10n.t('No rule failed.'),
    `## ${l10n.t('Rules')}`,
    markdownTable([l10n.t('Rule'), l10n.t('Result'), l10n.t('Detail')], diagnosis.rules.map(ruleRow)),
    `## ${l10n.t('Connection')}`,
    markdownTable([l10n.t('What'), l10n.t('Value')], rows(connectionFacts(connection, diagnosis))),
    `## ${l10n.t('Network')}`,
    markdownTable([l10n.t('What'), l10n.t('Value')], rows(networkFacts(connection, diagnosis, surroundings))),
    `## ${l10n.t('Discovery document')}`,
    markdownTable([l10n.t('Endpoint'), l10n.t('Host')], Object.entries(diagnosis.endpointHosts).map(row)),
    l10n.t('Properties: {0}', diagnosis.discoveryKeys.map(safeKey).join(', ') || l10n.t('none')),
    `## ${l10n.t('Versions')}`,
    markdownTable(
      [l10n.t('What'), l10n.t('Version')],
      rows({ ...surroundings.versions, [l10n.t('Time')]: surroundings.now.toISOString() }),
    ),
  ];
  return `${sections.join('\n\n')}\n`;
}

const OUTCOMES: Readonly<Record<RuleResult['outcome'], () => string>> = {
  passed: () => l10n.t('passed'),
  failed: () => l10n.t('failed'),
  unknown: () => l10n.t('not checked'),
};

const yesOrNo = (value: boolean): string => (value ? l10n.t('yes') : l10n.t('no'));

/** What is shown instead of a user's name. */
const HIDDEN = '[…]';

/** Folders whose subfolders are named after users. */
const HOMES: ReadonlySet<string | undefined> = new Set(['home', 'users']);

/** Hides the names of accounts, which are e-mail addresses, and of folders that are named after a user. */
function withoutPersons(text: string): string {
  const parts = text.split(/([\\/])/);
  const isUser = (index: number) => HOMES.has(parts[index - 2]?.toLowerCase());
  const path = parts.map((part, index) => (isUser(index) ? HIDDEN : part)).join('');
  return path
    .split(' ')
    .map(word => (word.includes('@') ? HIDDEN : word))
    .join(' ');
}

/** Masks what could be a secret or a user's name after all: parts of the report are what a server said. */
const safe = (text: string): string => withoutPersons(redactForeign(text));

/** Returns an address without the user, the password and the query, which can contain secrets. */
function plainAddress(text: string): string {
  const url = URL.parse(text);
  if (!url?.host) return text;
  return `${url.protocol}//${url.host}${url.pathname}${url.search || url.hash ? '?…' : ''}`;
}

/** Returns the name of a property as a word, whatever a server calls it. */
const safeKey = (key: string): string => safe(key).replace(/[^\w.-]/g, '?');

const row = (cells: readonly string[]): readonly string[] => cells.map(safe);

const ruleRow = ({ rule, outcome, detail }: RuleResult) =>
  row([RULES[rule](), OUTCOMES[outcome](), detail ?? '']);

const rows = (facts: Readonly<Record<string, string | undefined>>) =>
  Object.entries(facts).map(([name, value]) => row([name, value ?? l10n.t('unknown')]));

function connectionFacts(
  { kind, resource, tenantId, signIn }: Connection,
  { issuer, tokenLifetimeSeconds, roleTypeIds, writeAddress }: ConnectionDiagnosis,
) {
  const roleName = (id: string) => BUILT_IN_ROLES.find(role => role.roleTypeId === id)?.name ?? id;
  return {
    [l10n.t('Kind')]: kind,
    [l10n.t('Address')]: resource,
    [l10n.t('Tenant id')]: tenantId,
    [l10n.t('Sign-in')]: signIn.method,
    [l10n.t('Client Id')]: signIn.clientId,
    [l10n.t('Redirect URI')]: signIn.method === 'browser' ? plainAddress(signIn.redirectUri) : l10n.t('none'),
    [l10n.t('Stay signed in')]: signIn.method === 'browser' ? yesOrNo(signIn.offlineAccess) : l10n.t('none'),
    [l10n.t('Issuer')]: issuer && plainAddress(issuer),
    [l10n.t('Token lifetime')]: tokenLifetimeSeconds === undefined ? undefined : `${tokenLifetimeSeconds} s`,
    [l10n.t('Roles in the token')]: roleTypeIds && (roleTypeIds.map(roleName).join(', ') || l10n.t('none')),
    [l10n.t('Address that takes changes')]: writeAddress,
  };
}

const networkFacts = (
  { resource }: Connection,
  { clockSkewSeconds }: ConnectionDiagnosis,
  { network: { proxy, noProxy, strictProxyTls } }: DiagnosisSurroundings,
) => ({
  TLS: yesOrNo(resource.startsWith('https:')),
  // Host and port only: the address can contain a password.
  [l10n.t('Proxy')]: proxy ? URL.parse(proxy)?.host || l10n.t('unknown') : l10n.t('none'),
  [l10n.t('Hosts without a proxy')]: noProxy.join(', ') || l10n.t('none'),
  [l10n.t('Certificates behind the proxy are checked')]: yesOrNo(strictProxyTls),
  [l10n.t('The service’s clock is ahead by')]:
    clockSkewSeconds === undefined ? undefined : `${clockSkewSeconds} s`,
});
