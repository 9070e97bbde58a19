import type { Survey, SurveyedClient, SurveyedSecret } from '../../../credentials/expiry/survey.ts';
import type { ClientType } from '../../../service/model/clientTypes.ts';
import { labelText } from '../../vocabulary/shownText.ts';
import { calendarDays } from '../../vocabulary/words/expiryWords.ts';

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
  /** By tenant and client id. */
  readonly #numbers = new Map<string, Map<string, number>>();
  readonly #clients: TimelineClient[] = [];

  /** Returns the number of a client. */
  of(tenantId: string, clientId: string, type: ClientType): number {
    const ofTenant = this.#numbers.get(tenantId) ?? new Map<string, number>();
    this.#numbers.set(tenantId, ofTenant);
    const known = ofTenant.get(clientId);
    if (known !== undefined) return known;
    const number = this.#clients.push({ tenantId, clientId, type }) - 1;
    ofTenant.set(clientId, number);
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

/** A secret of a survey, with the index of its client. */
interface Entry {
  readonly client: number;
  readonly secret: SurveyedSecret;
  /** When it expires, milliseconds since 1970; `Infinity`: never; `NaN`: unknown. */
  readonly atMs: number;
}

/** Arranges the secrets of surveys for the page. The connection of a client is the index of its survey. */
export function timelineColumns(
  surveys: readonly Survey[],
  now: Date,
  clientNumbers: ClientNumbers,
): TimelineColumns {
  const clients = surveys.flatMap(({ clients: all }) => all);
  const entries = entriesOf(clients);
  const descriptions = new Map([['', 0]]);
  const columns = {
    numbers: new Int32Array(clients.length),
    disabled: new Uint8Array(clients.length),
    tenants: new Uint16Array(clients.length),
    clients: new Int32Array(entries.length),
    ids: new Int32Array(entries.length),
    texts: new Int32Array(entries.length),
    days: new Int32Array(entries.length),
  };
  let index = 0;
  for (const [tenant, survey] of surveys.entries())
    for (const { id, type, enabled } of survey.clients) {
      columns.numbers[index] = clientNumbers.of(survey.tenantId, id, type);
      columns.disabled[index] = enabled === false ? 1 : 0;
      columns.tenants[index] = tenant;
      index += 1;
    }
  // Loops over indices: 150,000 secrets are waited for, and an iterator takes several times as long.
  for (let place = 0; place < entries.length; place += 1) {
    const { client, secret, atMs } = entries[place] as Entry;
    columns.clients[place] = client;
    columns.ids[place] = secret.id;
    columns.texts[place] = numberOf(descriptions, secret.description);
    columns.days[place] = Number.isFinite(atMs) ? calendarDays(new Date(atMs), now) : 0;
  }
  const count = (isCounted: (atMs: number) => boolean) =>
    entries.filter(({ atMs }) => isCounted(atMs)).length;
  return {
    ...columns,
    names: clients.map(({ name }) => labelText(name)),
    // Each is cleaned once, not with each secret that has it.
    descriptions: [...descriptions.keys()].map(labelText),
    expired: count(atMs => atMs <= now.getTime()),
    dated: count(Number.isFinite),
    known: count(atMs => !Number.isNaN(atMs)),
  };
}

/** Lists the secrets of clients in the order of the page. */
function entriesOf(clients: readonly SurveyedClient[]): readonly Entry[] {
  const entries: Entry[] = [];
  for (const [client, { secrets = [] }] of clients.entries())
    for (const secret of secrets) entries.push({ client, secret, atMs: timeOf(secret) });
  // `NaN` is sorted to the end of typed arrays, after `Infinity`: so is what is unknown.
  const times = Float64Array.from(new Set(entries.map(({ atMs }) => atMs))).sort();
  const places = new Map([...times].map((atMs, place) => [atMs, place]));
  const byTime: Entry[][] = Array.from(times, () => []);
  for (const entry of entries) byTime[places.get(entry.atMs) ?? 0]?.push(entry);
  return byTime.flat();
}

function timeOf({ expiresAt, expiryUnknown }: SurveyedSecret): number {
  if (expiresAt !== undefined) return Date.parse(expiresAt);
  return expiryUnknown ? Number.NaN : Number.POSITIVE_INFINITY;
}

function numberOf(numbers: Map<string, number>, text: string): number {
  const known = numbers.get(text);
  if (known !== undefined) return known;
  numbers.set(text, numbers.size);
  return numbers.size - 1;
}
