import { type SecretState, secretState } from './clientHealth.ts';
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

/** What the rules look at beside the client itself. */
interface Facts {
  readonly administratorRoleIds: readonly string[];
  readonly secrets: readonly SurveyedSecret[];
  readonly stateOf: (secret: SurveyedSecret) => SecretState;
}

/** Returns the secrets that break a rule, or whether the client as a whole does. */
type Check = (client: SurveyedClient, facts: Facts) => boolean | readonly SurveyedSecret[];

const CHECKS: Readonly<Record<AuditRule, Check>> = {
  administrator: ({ roleIds }, { administratorRoleIds }) =>
    roleIds.some(id => administratorRoleIds.includes(id)),
  neverExpires: (_, { secrets, stateOf }) => secrets.filter(secret => stateOf(secret) === 'neverExpires'),
  manySecrets: (_, { secrets, stateOf }) =>
    secrets.filter(secret => stateOf(secret) !== 'expired').length > ENOUGH_SECRETS,
  expired: (_, { secrets, stateOf }) => secrets.filter(secret => stateOf(secret) === 'expired'),
  disabled: ({ enabled }) => !enabled,
  noDescription: (_, { secrets }) => secrets.filter(({ description }) => description.trim() === ''),
};

function findingsOf(
  client: SurveyedClient,
  administratorRoleIds: readonly string[],
  now: Date,
): readonly Omit<AuditFinding, 'tenantId'>[] {
  const stateOf = ({ expiresAt }: SurveyedSecret) =>
    secretState({ expiresAt: expiresAt === undefined ? undefined : new Date(expiresAt) }, now);
  const facts = { administratorRoleIds, secrets: client.secrets ?? [], stateOf };
  return AUDIT_RULES.flatMap(rule => {
    const found = CHECKS[rule](client, facts);
    if (typeof found === 'boolean') return found ? [{ rule, client }] : [];
    return found.map(secret => ({ rule, client, secret }));
  });
}
