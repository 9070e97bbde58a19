import type { Fault } from '../../../../support/network/faultRules.ts';

/** Clock skew of 10 minutes, as after sleep. */
const SKEW_MS = 600_000;

/** The operation during a fault. */
export type Operation = 'list' | 'create' | 'delete';

/** HTTP method of each operation. */
export const METHODS: Readonly<Record<Operation, string>> = { list: 'GET', create: 'POST', delete: 'DELETE' };

/** URL path of each operation. */
export const PATHS: Readonly<Record<Operation, RegExp>> = {
  list: /\/ClientCredentialClients(\?|$)/,
  create: /\/ClientCredentialClients(\?|$)/,
  delete: /\/ClientCredentialClients\/[^/]+$/,
};

/** The message, or `done` if the operation succeeds. */
export type Reads = RegExp | 'done';

/** A fault and its expected outcome. */
export interface Row {
  readonly title: string;
  /** Network fault for requests of the operation; `times` defaults to always. */
  readonly fault?: Fault;
  readonly times?: number;
  /** Unusable address of the tenant: refuses connections, has no DNS entry, or an untrusted certificate. */
  readonly address?: 'refusing' | 'unknown' | 'untrusted';
  readonly skewMs?: number;
  readonly reads: Readonly<Record<Operation, Reads>>;
  /** Whether a reported failed create left a client; default no. */
  readonly orphan?: boolean;
  /** Whether a delete took effect although an error is shown; default no. */
  readonly deletedAllTheSame?: boolean;
}

const answer = (
  status: number,
  given: { headers?: Record<string, string>; body?: string; afterEffect?: boolean } = {},
): Fault => ({ kind: 'answer', status, body: '', ...given });
const everywhere = (reads: Reads) => ({ list: reads, create: reads, delete: reads });
const json = { 'content-type': 'application/json' };
const html = { headers: { 'content-type': 'text/html' }, body: '<!DOCTYPE html><p>Welcome to the hotel' };
const said = JSON.stringify({
  OperationId: 'op-7',
  Error: 'Nope.',
  Reason: 'The role is missing.',
  Resolution: 'Ask for it.',
});
const lost = /created the client .* but its answer got lost, and with it the secret/;

/** All faults. */
export const ROWS: readonly Row[] = [
  {
    title: 'refused',
    address: 'refusing',
    reads: everywhere(/cannot be reached \(ECONNREFUSED\)/),
  },
  {
    title: 'reset before the request arrived',
    fault: { kind: 'reset' },
    reads: {
      ...everywhere(/cannot be reached/),
      create: /cannot be reached .* Nothing was created, as far as the service can be asked/,
    },
  },
  {
    title: 'reset once before the request arrived',
    fault: { kind: 'reset' },
    times: 1,
    reads: { ...everywhere('done'), create: /Nothing was created/ },
  },
  {
    title: 'reset after the request took effect',
    fault: { kind: 'dropAnswer' },
    times: 1,
    orphan: true,
    reads: { ...everywhere('done'), create: lost },
  },
  {
    title: 'a name that leads nowhere',
    address: 'unknown',
    reads: everywhere(/cannot be reached \((ENOTFOUND|EAI_AGAIN)\)/),
  },
  {
    title: 'a certificate that nobody trusts',
    address: 'untrusted',
    reads: everywhere(/certificate of the address is not trusted .* Nothing was sent/),
  },
  {
    title: 'slow headers',
    fault: { kind: 'silence', afterEffect: true },
    deletedAllTheSame: true,
    orphan: true,
    reads: { ...everywhere(/did not answer in time/), create: lost },
  },
  {
    title: 'slow headers once',
    fault: { kind: 'silence', afterEffect: true },
    times: 1,
    orphan: true,
    // A repeated delete finds nothing to delete.
    reads: { ...everywhere('done'), create: lost },
  },
  {
    title: 'a service that is slow to do it',
    fault: { kind: 'silence' },
    reads: {
      ...everywhere(/did not answer in time/),
      create: /did not answer in time.* it may still appear/,
    },
  },
  {
    title: 'slow body',
    fault: { kind: 'stall' },
    orphan: true,
    deletedAllTheSame: true,
    reads: { ...everywhere(/did not answer in time/), create: lost },
  },
  {
    title: '401, again and again',
    fault: answer(401),
    reads: everywhere(/does not accept the sign-in any more\. Sign in again/),
  },
  { title: '401 once', fault: answer(401), times: 1, reads: everywhere('done') },
  {
    title: '403',
    fault: answer(403, { headers: json, body: said }),
    reads: everywhere(
      /needs the role Tenant Administrator.* It says: The role is missing\. Ask for it\. \(operation op-7\)/,
    ),
  },
  {
    title: '405',
    fault: answer(405),
    reads: everywhere(/regional address.* changed at the global address: https:\/\/uswe\.datahub/),
  },
  {
    title: '408 before it took effect',
    fault: answer(408),
    reads: {
      ...everywhere(/did not answer in time/),
      create: /did not answer in time.* it may still appear/,
    },
  },
  {
    title: '408 after it took effect',
    fault: answer(408, { afterEffect: true }),
    times: 1,
    orphan: true,
    reads: { ...everywhere('done'), create: lost },
  },
  {
    title: '429 once',
    fault: answer(429, { headers: { 'retry-after': '2' } }),
    times: 1,
    reads: everywhere('done'),
  },
  {
    title: '429 for longer than anybody waits',
    fault: answer(429, { headers: { 'retry-after': '90' } }),
    reads: everywhere(/asked too often\. Try again in 90 s/),
  },
  {
    title: '500',
    fault: answer(500),
    reads: { ...everywhere(/The service failed/), create: /The service failed\. Nothing was created/ },
  },
  {
    title: '503 with Retry-After, once',
    fault: answer(503, { headers: { 'retry-after': '1' } }),
    times: 1,
    reads: everywhere('done'),
  },
  { title: '503', fault: answer(503), reads: everywhere(/not available at the moment\. Try again later/) },
  {
    title: 'a web page for an answer',
    fault: answer(200, html),
    reads: {
      list: /answered with a web page/,
      create: /a web page.* Nothing was created/,
      delete: /a web page/,
    },
  },
  {
    title: 'a web page for an error',
    fault: answer(502, html),
    reads: { ...everywhere(/not available/), create: /not available.* Nothing was created/ },
  },
  {
    title: 'an empty answer',
    fault: answer(200),
    reads: { list: /cannot be read/, create: /cannot be read\. Nothing was created/, delete: 'done' },
  },
  {
    title: 'a truncated answer',
    fault: { kind: 'truncate' },
    orphan: true,
    reads: { list: /cannot be read/, create: lost, delete: 'done' },
  },
  {
    title: '207',
    fault: answer(207, {
      headers: { ...json, 'total-count': '2' },
      body: JSON.stringify({ OperationId: 'op-8', ChildErrors: [{ Reason: 'One is locked.' }], Data: [] }),
    }),
    reads: {
      list: /some are missing here\. It says: One is locked\. \(operation op-8\)/,
      create: /cannot be read/,
      delete: 'done',
    },
  },
  { title: 'a clock that is ten minutes fast', skewMs: SKEW_MS, reads: everywhere('done') },
  { title: 'a clock that is ten minutes slow', skewMs: -SKEW_MS, reads: everywhere('done') },
];
