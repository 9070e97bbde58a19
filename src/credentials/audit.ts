import { type SecretState, secretState } from './clientHealth.ts';
import type { Survey, SurveyedClient, SurveyedSecret } from './expiry/survey.ts';

/** The rules of an audit, the most severe first. */
export const AUDIT_RULES = [
  /** A client with the role Tenant Administrator, which the service advises against. */
  'administrator',
  /** A secret without an expiration date. */
  'neverExpires',
  /** More than two secrets that work: a rotation needs two. */
  'manySecrets',
  /** A secret that has expired but still exists. */
  'expired',
  /** A client that gets no tokens but still exists. */
  'disabled',
  /** A secret without a hint at what uses it. */
  'noDescription',
] as const;

/** One of the rules. */
export type AuditRule = (typeof AUDIT_RULES)[number];

/** A finding of an audit. */
export interface AuditFinding {
  readonly rule: AuditRule;
  /** GUID. */
  readonly tenantId: string;
  readonly client: SurveyedClient;
  /** Missing when the finding is about the client. */
  readonly secret?: SurveyedSecret;
}

/** The most secrets that a client needs: the one in use, and its successor during a rotation. */
const ENOUGH_SECRETS = 2;

/** Audits a tenant. The findings are ordered by rule, and by client name within a rule. */
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

/** What the rules check besides the client itself. */
interface Facts {
  readonly administratorRoleIds: readonly string[];
  readonly secrets: readonly SurveyedSecret[];
  readonly stateOf: (secret: SurveyedSecret) => SecretState;
}

/** Returns the secrets that violate a rule, or whether the client does. */
type Check = (client: SurveyedClient, facts: Facts) => boolean | readonly SurveyedSecret[];

/** The states in which a secret is known to work. */
const WORKING: ReadonlySet<SecretState> = new Set(['neverExpires', 'valid', 'expiring']);

const CHECKS: Readonly<Record<AuditRule, Check>> = {
  administrator: ({ roleIds = [] }, { administratorRoleIds }) =>
    roleIds.some(id => administratorRoleIds.includes(id)),
  neverExpires: (_, { secrets, stateOf }) => secrets.filter(secret => stateOf(secret) === 'neverExpires'),
  manySecrets: (_, { secrets, stateOf }) =>
    secrets.filter(secret => WORKING.has(stateOf(secret))).length > ENOUGH_SECRETS,
  expired: (_, { secrets, stateOf }) => secrets.filter(secret => stateOf(secret) === 'expired'),
  disabled: ({ enabled }) => enabled === false,
  noDescription: (_, { secrets }) => secrets.filter(({ description }) => description.trim() === ''),
};

function findingsOf(
  client: SurveyedClient,
  administratorRoleIds: readonly string[],
  now: Date,
): readonly Omit<AuditFinding, 'tenantId'>[] {
  const stateOf = ({ expiresAt, expiryUnknown }: SurveyedSecret) =>
    secretState({ expiresAt: expiresAt === undefined ? undefined : new Date(expiresAt), expiryUnknown }, now);
  const facts = { administratorRoleIds, secrets: client.secrets ?? [], stateOf };
  return AUDIT_RULES.flatMap(rule => {
    const found = CHECKS[rule](client, facts);
    if (typeof found === 'boolean') return found ? [{ rule, client }] : [];
    return found.map(secret => ({ rule, client, secret }));
  });
}
