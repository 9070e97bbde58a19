import { secretState } from './clientHealth.ts';
import type { Survey, SurveyedClient, SurveyedSecret } from './expiry/survey.ts';

/** What an audit finds, the gravest first. */
export const AUDIT_RULES = [
  /** A client with the role Tenant Administrator, which the service advises against. */
  'administrator',
  /** A secret that works for ever. */
  'neverExpires',
  /** More than two secrets that work: a rotation needs two. */
  'manySecrets',
  /** A secret that is listed and works no more. */
  'expired',
  /** A client that gets no token, and is there all the same. */
  'disabled',
  /** A secret of which nobody can say what uses it. */
  'noDescription',
] as const;

/** One of the rules. */
export type AuditRule = (typeof AUDIT_RULES)[number];

/** One thing that an audit has found. */
export interface AuditFinding {
  readonly rule: AuditRule;
  /** GUID. */
  readonly tenantId: string;
  readonly client: SurveyedClient;
  /** Missing where the finding is about the whole client. */
  readonly secret?: SurveyedSecret;
}

/** Secrets that a client needs at most: the one in use, and its successor while a rotation is under way. */
const ENOUGH_SECRETS = 2;

/** Finds what is not as it should be in a tenant, by rule, and within a rule by name. */
export function audit(
  { tenantId, administratorRoleIds, clients }: Survey,
  now: Date,
): readonly AuditFinding[] {
  const found = clients.flatMap(client => findingsOf(client, administratorRoleIds, now));
  const place = ({ rule }: AuditFinding) => AUDIT_RULES.indexOf(rule);
  return found
    .map(finding => ({ ...finding, tenantId }))
    .toSorted((one, other) => place(one) - place(other) || one.client.name.localeCompare(other.client.name));
}

function findingsOf(
  client: SurveyedClient,
  administratorRoleIds: readonly string[],
  now: Date,
): readonly Omit<AuditFinding, 'tenantId'>[] {
  const { secrets = [], roleIds, enabled } = client;
  const stateOf = ({ expiresAt }: SurveyedSecret) =>
    secretState({ expiresAt: expiresAt === undefined ? undefined : new Date(expiresAt) }, now);
  const active = secrets.filter(secret => stateOf(secret) !== 'expired');
  const ofClient = (rule: AuditRule, holds: boolean) => (holds ? [{ rule, client }] : []);
  const ofSecrets = (rule: AuditRule, holds: (secret: SurveyedSecret) => boolean) =>
    secrets.filter(holds).map(secret => ({ rule, client, secret }));
  return [
    ...ofClient(
      'administrator',
      roleIds.some(id => administratorRoleIds.includes(id)),
    ),
    ...ofSecrets('neverExpires', secret => stateOf(secret) === 'neverExpires'),
    ...ofClient('manySecrets', active.length > ENOUGH_SECRETS),
    ...ofSecrets('expired', secret => stateOf(secret) === 'expired'),
    ...ofClient('disabled', !enabled),
    ...ofSecrets('noDescription', ({ description }) => description.trim() === ''),
  ];
}
