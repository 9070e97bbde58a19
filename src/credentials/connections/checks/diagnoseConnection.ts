import * as v from 'valibot';
import type { HttpDispatcher } from '../../../network/httpDispatcher.ts';
import { readNetworkFailure } from '../../../network/networkFailure.ts';
import { RequestError } from '../../../network/requestError.ts';
import type { IdentityService } from '../../../service/identityService.ts';
import { foreignEndpoints } from '../../../signIn/identityServer.ts';
import type { IssuedToken } from '../../../signIn/issuedToken.ts';
import { CLOCK_TOLERANCE_SECONDS } from '../../../signIn/userTokens.ts';
import { CredentialsError } from '../../credentialsError.ts';
import type { Connection } from '../connection.ts';
import { type ConnectionReport, testConnection } from './testConnection.ts';

/** The rules of a diagnosis, in the order in which they are checked. */
export const DIAGNOSIS_RULES = [
  /** The address answers, through the proxy if there is one. */
  'reachable',
  /** The address has a certificate that is trusted. */
  'certificate',
  /** The address has a discovery document with an issuer. */
  'discovery',
  /** The endpoints to which secrets and tokens are sent are on the host that was asked. */
  'endpoints',
  /** The clocks of the service and of this machine agree. */
  'clock',
  /** The service issues a token. */
  'token',
  /** The token is for the tenant of the connection. */
  'tokenTenant',
  /** The sign-in can read the tenant. */
  'member',
  /** The sign-in can change clients. */
  'administrator',
  /** The client can manage its own secrets. */
  'self',
  /** The address takes changes. */
  'writes',
] as const;

/** One of the rules. */
export type DiagnosisRule = (typeof DIAGNOSIS_RULES)[number];

/** What came of a rule; `unknown` when it can't be checked or doesn't apply. */
export interface RuleResult {
  readonly rule: DiagnosisRule;
  readonly outcome: 'passed' | 'failed' | 'unknown';
  /** Codes, statuses and names of properties; never a secret. */
  readonly detail?: string;
}

/** What is known of a connection, for support. It contains no secret. */
export interface ConnectionDiagnosis {
  readonly rules: readonly RuleResult[];
  readonly issuer?: string;
  /** Names of the properties of the discovery document. */
  readonly discoveryKeys: readonly string[];
  /** Hosts of the endpoints, by name of the property. */
  readonly endpointHosts: Readonly<Record<string, string>>;
  /** How far the service's clock is ahead of this machine's, in seconds, exact to a second. */
  readonly clockSkewSeconds?: number;
  readonly tokenLifetimeSeconds?: number;
  /** Role type ids in the token; missing when the token doesn't say. */
  readonly roleTypeIds?: readonly string[];
  /** Base URL that takes changes. */
  readonly writeAddress?: string;
}

/** What a diagnosis works with. */
export interface DiagnosisTools {
  readonly dispatcher: Pick<HttpDispatcher, 'fetch'>;
  /** Milliseconds since 1970. */
  readonly nowMs: () => number;
  /** Opens the service of the connection; rejects when it's signed out. */
  readonly open: () => Promise<Pick<IdentityService, 'tenant' | 'secrets' | 'regions'>>;
  /** Returns a token of the open connection. */
  readonly token: (signal: AbortSignal) => Promise<IssuedToken>;
}

type Result = Omit<RuleResult, 'rule'>;
type Results = Partial<Record<DiagnosisRule, Result>>;
type Finding = Omit<ConnectionDiagnosis, 'rules'> & { readonly results: Results };

/** Checks every rule that can be checked. Never rejects because of a rule; rejects with `cancelled` when the signal aborts. */
export async function diagnoseConnection(
  connection: Connection,
  tools: DiagnosisTools,
  signal: AbortSignal,
): Promise<ConnectionDiagnosis> {
  const address = await diagnoseAddress(connection, tools, signal);
  assertNotCancelled(signal);
  const signIn = await diagnoseSignIn(connection, tools, signal);
  assertNotCancelled(signal);
  const { results: atAddress, ...known } = address;
  const { results: ofSignIn, ...learned } = signIn;
  const results: Results = { ...atAddress, ...ofSignIn };
  const rules = DIAGNOSIS_RULES.map(rule => ({ rule, ...(results[rule] ?? UNKNOWN) }));
  return { ...known, ...learned, rules };
}

function assertNotCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new CredentialsError('cancelled', { cause: signal.reason });
}

const UNKNOWN: Result = { outcome: 'unknown' };
const passed = (detail?: string): Result => ({ outcome: 'passed', detail });
const failed = (detail: string): Result => ({ outcome: 'failed', detail });
const resultOf = (holds: boolean | undefined, detail = ''): Result => {
  if (holds === undefined) return UNKNOWN;
  return holds ? passed() : failed(detail);
};

const ENDPOINT = /_endpoint$|^jwks_uri$/;
const document = v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.unknown()));

async function diagnoseAddress(
  { resource }: Connection,
  { dispatcher, nowMs }: DiagnosisTools,
  signal: AbortSignal,
): Promise<Finding> {
  const isSecure = resource.startsWith('https:');
  try {
    const answer = await dispatcher.fetch(`${resource}/identity/.well-known/openid-configuration`, {
      signal,
    });
    const read = v.safeParse(document, await answer.text());
    const found = read.success ? read.output : {};
    const skewSeconds = skewOf(answer.headers.get('date'), nowMs());
    const isRead = answer.status === 200 && typeof found.issuer === 'string';
    const endpointHosts = hostsOf(found);
    const elsewhere = foreignEndpoints({ resource }, found);
    return {
      results: {
        reachable: passed(),
        certificate: isSecure ? passed() : UNKNOWN,
        discovery: resultOf(isRead, `status ${answer.status}`),
        endpoints: isRead ? resultOf(elsewhere.length === 0, elsewhere.join(', ')) : UNKNOWN,
        clock: resultOf(
          skewSeconds === undefined ? undefined : Math.abs(skewSeconds) <= CLOCK_TOLERANCE_SECONDS,
          `${skewSeconds} s`,
        ),
      },
      issuer: typeof found.issuer === 'string' ? found.issuer : undefined,
      discoveryKeys: Object.keys(found).sort(),
      endpointHosts,
      clockSkewSeconds: skewSeconds,
    };
  } catch (error) {
    const { code, detail } = readNetworkFailure(error);
    const said = [code, detail].filter(Boolean).join(', ');
    const isTrust = code === 'tlsNotTrusted';
    const results = { reachable: failed(said), certificate: isTrust ? failed(said) : UNKNOWN };
    return { results, discoveryKeys: [], endpointHosts: {} };
  }
}

function skewOf(date: string | null, nowMs: number): number | undefined {
  const skewSeconds = Math.round((Date.parse(date ?? '') - nowMs) / 1000);
  return Number.isNaN(skewSeconds) ? undefined : skewSeconds;
}

const hostsOf = (found: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(found)
      .filter(([name, address]) => ENDPOINT.test(name) && address !== null)
      .map(([name, address]) => [name, URL.parse(String(address))?.host ?? '?']),
  );

async function diagnoseSignIn(
  connection: Connection,
  { open, token }: DiagnosisTools,
  signal: AbortSignal,
): Promise<Omit<Finding, 'discoveryKeys' | 'endpointHosts'>> {
  let issued: IssuedToken | undefined;
  try {
    const service = await open();
    issued = await token(signal);
    const report = await testConnection(connection, service, issued, signal);
    return {
      results: { token: passed(), ...resultsOf(report) },
      tokenLifetimeSeconds: report.tokenLifetimeSeconds,
      roleTypeIds: report.roleTypeIds,
      writeAddress: report.writeAddress,
    };
  } catch (error) {
    const result = failed(errorCode(error));
    return {
      results: issued ? { token: passed(), member: result } : { token: result },
      tokenLifetimeSeconds: issued?.lifetimeSeconds,
    };
  }
}

const resultsOf = (report: ConnectionReport): Results => ({
  tokenTenant: resultOf(!report.isOtherTenant, 'another tenant'),
  member: resultOf(report.isMember, 'Tenant Member is missing'),
  administrator: resultOf(report.isAdministrator, 'Tenant Administrator is missing'),
  self: resultOf(report.isSelf, 'Self is missing'),
  writes: resultOf(!report.isRegional, 'regional address'),
});

/** Returns the code of an error, the status and the operation that support asks for. */
function errorCode(error: unknown): string {
  if (error instanceof CredentialsError) return error.code;
  if (!(error instanceof RequestError)) return 'unexpected error';
  const { code, facts } = error;
  const { status, detail, operationId } = facts as typeof facts & { readonly operationId?: string };
  return [code, status, detail, operationId && `operation ${operationId}`].filter(Boolean).join(', ');
}
