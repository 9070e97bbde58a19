import { clientHealth } from '../../credentials/clientHealth.ts';
import type { Client } from '../../service/model/client.ts';
import type { ClientSecret } from '../../service/model/clientSecret.ts';

/** The orders in which clients can be listed; `service` is the service's own. */
export const CLIENT_ORDERS = ['service', 'name', 'expiry', 'state'] as const;

/** The order in which clients are listed. */
export type ClientOrder = (typeof CLIENT_ORDERS)[number];

/** Which clients are shown, and how. Everything except the service's own list needs all clients to be read. */
export interface Arrangement {
  /** What name or id contains, in any case; empty for all clients. */
  readonly filter: string;
  readonly order: ClientOrder;
}

/** All clients as the service lists them. */
export const UNARRANGED: Arrangement = { filter: '', order: 'service' };

/** Tells whether all clients have to be read before the first can be shown. */
export const needsAll = ({ filter, order }: Arrangement): boolean => filter !== '' || order !== 'service';

/** Tells whether the secrets of all clients have to be read, too. */
export const needsSecrets = ({ order }: Arrangement): boolean => order === 'expiry' || order === 'state';

/** What is to be arranged, and what is known of it. */
export interface Arrangeable<Node> {
  readonly nodes: readonly Node[];
  readonly secretsOf: (node: Node) => readonly ClientSecret[] | undefined;
  readonly now: Date;
}

/** Returns the clients that are wanted in the order that is wanted. Equal ones stay as the service has them. */
export function arrangeClients<Node extends { readonly client: Client }>(
  { nodes, secretsOf, now }: Arrangeable<Node>,
  { filter, order }: Arrangement,
): readonly Node[] {
  const text = filter.toLowerCase();
  const found =
    text === ''
      ? nodes
      : nodes.filter(
          ({ client }) => client.name.toLowerCase().includes(text) || client.id.toLowerCase().includes(text),
        );
  if (order === 'service') return found;
  const keys: Readonly<Record<Exclude<ClientOrder, 'service'>, (node: Node) => string | number>> = {
    name: ({ client }) => nameKey(client.name),
    expiry: node => expiryKey(node.client, secretsOf(node), now),
    state: node => stateKey(node.client, secretsOf(node), now),
  };
  return sortBy(found, keys[order]);
}

/** Sorts by keys that are made once each: comparing 50,000 names by the rules of a language freezes an editor. */
function sortBy<Node>(nodes: readonly Node[], keyOf: (node: Node) => string | number): readonly Node[] {
  const keyed = nodes.map(node => ({ node, key: keyOf(node) }));
  keyed.sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0));
  return keyed.map(({ node }) => node);
}

/** Digits count as numbers: "Edge 9" comes before "Edge 10". */
const nameKey = (name: string): string =>
  name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/\d+/g, digits => digits.padStart(12, '0'));

function expiryKey(client: Client, secrets: readonly ClientSecret[] | undefined, now: Date): number {
  const next = secrets && clientHealth(client, secrets, now).nextExpiry;
  return next ? next.getTime() : Number.POSITIVE_INFINITY;
}

/** What needs a hand comes first. */
const STATES = ['expired', 'expiring', 'noSecret', 'valid', 'unknown', 'disabled'] as const;

function stateKey(client: Client, secrets: readonly ClientSecret[] | undefined, now: Date): number {
  const known = secrets ? clientHealth(client, secrets, now).state : 'unknown';
  return STATES.indexOf(client.enabled === false ? 'disabled' : known);
}
