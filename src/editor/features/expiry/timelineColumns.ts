import { calendarDays } from '../../../credentials/expiry/calendarDays.ts';
import type { Survey, SurveyedClient, SurveyedSecret } from '../../../credentials/expiry/survey.ts';
import type { ClientType } from '../../../service/model/clientTypes.ts';
import { labelText } from '../../vocabulary/shownText.ts';

/** A client of a survey. */
export interface TimelineClient {
  readonly tenantId: string;
  readonly clientId: string;
  readonly type: ClientType;
}

/**
 * Numbers for clients, the same as long as it lives: a page finds its rows again by them after an update, and needs no ids,
 * which would be the larger part of what it is sent.
 */
export class ClientNumbers {
  readonly #numbers = new Map<string, number>();
  readonly #clients: TimelineClient[] = [];

  /** Returns the number of a client. */
  of(client: TimelineClient): number {
    const key = `${client.tenantId}\n${client.clientId}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#clients.push(client) - 1;
    this.#numbers.set(key, number);
    return number;
  }

  /** Returns the client with a number; `undefined` for any other value. */
  at(number: unknown): TimelineClient | undefined {
    return typeof number === 'number' ? this.#clients[number] : undefined;
  }
}

/**
 * The secrets of surveys, as the page takes them: one array per property, the soonest to expire first, then those that never
 * expire, then those of which it isn't known. A large tenant has 150,000, so there is no object per secret, and no text twice.
 */
export interface TimelineColumns {
  /** Of each client. */
  readonly names: readonly string[];
  /** Of each client: its number, {@link ClientNumbers}. */
  readonly numbers: Int32Array;
  /** Of each client: 1 if it is disabled. */
  readonly disabled: Uint8Array;
  /** Of each client: the index of its connection. */
  readonly tenants: Uint16Array;
  /** Each once; the first is empty. */
  readonly descriptions: readonly string[];
  /** Of each secret: the index of its client. */
  readonly clients: Int32Array;
  /** Of each secret: the service's number. */
  readonly ids: Int32Array;
  /** Of each secret: the index of its description. */
  readonly texts: Int32Array;
  /** Of each secret that has a date: days of the calendar until then. 0 for all others. */
  readonly days: Int32Array;
  /** Number of secrets that have expired: the first ones. */
  readonly expired: number;
  /** Number of secrets that have a date: those that have expired, and the next ones. */
  readonly dated: number;
  /** Number of secrets that have a date or never expire. */
  readonly known: number;
}

/** Counts up to this are told apart when secrets are sorted; more than any tenant has. */
const MOST = 2 ** 22;
/** A secret that never expires comes after all dates of the calendar, and one of which it isn't known after those. */
const NEVER_MINUTE = 2 ** 30;
const UNKNOWN_MINUTE = NEVER_MINUTE + 1;
const MINUTE_MS = 60_000;

/** Arranges the secrets of surveys for the page. The connection of a client is the index of its survey. */
export function timelineColumns(
  surveys: readonly Survey[],
  now: Date,
  clientNumbers: ClientNumbers,
): TimelineColumns {
  const clients = surveys.flatMap(({ tenantId, clients: all }, tenant) =>
    all.map(client => ({ tenantId, tenant, client })),
  );
  const secrets = clients.flatMap(({ client }, index) => secretsOf(client, index));
  const order = orderOf(secrets.map(({ secret }) => secret));
  const descriptions = new Map([['', 0]]);
  const columns = {
    names: clients.map(({ client }) => labelText(client.name)),
    numbers: Int32Array.from(clients, ({ tenantId, client: { id, type } }) =>
      clientNumbers.of({ tenantId, clientId: id, type }),
    ),
    disabled: Uint8Array.from(clients, ({ client }) => (client.enabled === false ? 1 : 0)),
    tenants: Uint16Array.from(clients, ({ tenant }) => tenant),
    clients: new Int32Array(order.length),
    ids: new Int32Array(order.length),
    texts: new Int32Array(order.length),
    days: new Int32Array(order.length),
  };
  const counts = { expired: 0, dated: 0, known: 0 };
  for (const [place, from] of order.entries()) {
    const entry = secrets[from];
    if (!entry) continue;
    const { client, secret } = entry;
    const { expiresAt } = secret;
    columns.clients[place] = client;
    columns.ids[place] = secret.id;
    columns.texts[place] = numberOf(descriptions, labelText(secret.description));
    if (!secret.expiryUnknown) counts.known += 1;
    if (expiresAt === undefined) continue;
    const date = new Date(expiresAt);
    counts.dated += 1;
    if (date <= now) counts.expired += 1;
    columns.days[place] = calendarDays(date, now);
  }
  return { ...columns, ...counts, descriptions: [...descriptions.keys()] };
}

const secretsOf = ({ secrets = [] }: SurveyedClient, client: number) =>
  secrets.map(secret => ({ client, secret }));

/** Returns the indices of secrets in the order of the page. Times are sorted as numbers that end with the index. */
function orderOf(secrets: readonly SurveyedSecret[]): Int32Array {
  const keys = Float64Array.from(secrets, (secret, index) => minuteOf(secret) * MOST + index);
  return Int32Array.from(keys.sort(), key => key - Math.floor(key / MOST) * MOST);
}

function minuteOf({ expiresAt, expiryUnknown }: SurveyedSecret): number {
  if (expiresAt !== undefined) return Math.floor(Date.parse(expiresAt) / MINUTE_MS);
  return expiryUnknown ? UNKNOWN_MINUTE : NEVER_MINUTE;
}

function numberOf(numbers: Map<string, number>, text: string): number {
  const known = numbers.get(text);
  if (known !== undefined) return known;
  numbers.set(text, numbers.size);
  return numbers.size - 1;
}
