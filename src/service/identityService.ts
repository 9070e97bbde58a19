import { isIdempotent } from '../network/retryPolicy.ts';
import * as endpoints from './endpoints.ts';
import type { Client, ClientChanges, ClientDraft } from './model/client.ts';
import type { ClientSecret, ClientSecretDraft, IssuedClient, IssuedSecret } from './model/clientSecret.ts';
import type { ClientType, TypeWithoutSecrets, TypeWithSecrets } from './model/clientTypes.ts';
import { LIMITS } from './model/limits.ts';
import type { Page } from './model/page.ts';
import type { Role } from './model/role.ts';
import type { Tenant } from './model/tenant.ts';
import { readList } from './partialAnswer.ts';
import { ServiceError } from './serviceError.ts';
import { requestInLog, type ServiceRequest } from './serviceRequest.ts';
import type { SendOptions, Transport } from './transport.ts';
import * as decoders from './wireDecoders.ts';

/** Options of every operation. */
export type Options = SendOptions;

/** The largest pages that the service allows, so that there are few requests. */
const PAGE_SIZE = LIMITS.page.max;

/** Pages that are requested in advance, to hide the latency of a distant service. */
const PAGES_AHEAD = 8;

/**
 * Most items and pages of one list: twice the clients that a tenant can have, and ten times the pages that they need. A
 * list that is longer never ends.
 */
const LIST_LIMITS = { items: 2 * LIMITS.clientsPerTenant, pages: 500 } as const;

interface AskedPage<T> {
  readonly skip: number;
  readonly page: Promise<Page<T>>;
}

/** The identity API of one tenant. All operations throw a {@link ServiceError}, or what the token source throws. */
export class IdentityService {
  readonly #transport: Pick<Transport, 'send'>;

  constructor(transport: Pick<Transport, 'send'>) {
    this.#transport = transport;
  }

  /** Reads the tenant. It is the smallest request that proves that a token works. */
  tenant(options?: Options): Promise<Tenant> {
    return this.#call(endpoints.tenantRequest(), decoders.decodeTenant, options);
  }

  /** Reads all roles of the tenant. */
  roles(options?: Options): Promise<readonly Role[]> {
    return this.#all(endpoints.rolesRequest, decoders.decodeRoles, options);
  }

  /** Counts the clients of a type. */
  async clientCount(type: ClientType, options?: Options): Promise<number> {
    const request = endpoints.clientCountRequest(type);
    const { totalCount } = await this.#transport.send(request, options);
    if (totalCount === undefined) {
      throw new ServiceError('malformedAnswer', { request: requestInLog(request), detail: 'Total-Count' });
    }
    return totalCount;
  }

  /** Reads one page of the clients of a type. */
  clientPage(type: ClientType, range: endpoints.Range, options?: Options): Promise<Page<Client>> {
    return this.#page(endpoints.clientsRequest(type, range), range, decoders.decodeClients(type), options);
  }

  /** Lists all clients of a type by pages, and requests some pages in advance. */
  async *clients(type: ClientType, options?: Options): AsyncGenerator<Page<Client>, void, undefined> {
    yield* this.#pages(range => this.clientPage(type, range, options));
  }

  /** Reads one client. */
  client(type: ClientType, id: string, options?: Options): Promise<Client> {
    return this.#call(endpoints.clientRequest(type, id), decoders.decodeClient(type), options);
  }

  /** Creates a client with its first secret. Only this answer contains the value of the secret. */
  async createClient(type: TypeWithSecrets, draft: ClientDraft, options?: Options): Promise<IssuedClient> {
    const request = endpoints.createClientRequest(type, draft);
    const { client, secret } = await this.#call(request, decoders.decodeIssuedClient(type), options);
    return { client, secret: withExpiry(secret, draft.secretExpiresAt) };
  }

  /** Creates a client of a type that has no secrets. */
  createPublicClient(type: TypeWithoutSecrets, draft: ClientDraft, options?: Options): Promise<Client> {
    return this.#call(endpoints.createClientRequest(type, draft), decoders.decodeClient(type), options);
  }

  /** Changes the properties of a client that `changes` has. */
  updateClient(type: ClientType, id: string, changes: ClientChanges, options?: Options): Promise<Client> {
    const request = endpoints.updateClientRequest(type, id, changes);
    return this.#call(request, decoders.decodeClient(type), options);
  }

  /** Deletes a client with all its secrets. */
  deleteClient(type: ClientType, id: string, options?: Options): Promise<void> {
    return this.#call(endpoints.deleteClientRequest(type, id), () => undefined, options);
  }

  /** Reads all roles of a Client-Credentials client: who replaces them must know every one. */
  clientRoles(_type: 'clientCredentials', id: string, options?: Options): Promise<readonly Role[]> {
    return this.#all(range => endpoints.clientRolesRequest(id, range), decoders.decodeRoles, options);
  }

  /** Replaces the roles of a Client-Credentials client by these ids. */
  replaceClientRoles(id: string, roleIds: readonly string[], options?: Options): Promise<void> {
    return this.#call(endpoints.replaceClientRolesRequest(id, roleIds), () => undefined, options);
  }

  /** Reads all secrets of a client, without their values. */
  secrets(type: ClientType, clientId: string, options?: Options): Promise<readonly ClientSecret[]> {
    return this.#all(
      range => endpoints.secretsRequest(type, clientId, range),
      decoders.decodeSecrets,
      options,
    );
  }

  /** Adds a secret. Only this answer contains its value. */
  async addSecret(
    type: ClientType,
    clientId: string,
    draft: ClientSecretDraft,
    options?: Options,
  ): Promise<IssuedSecret> {
    const request = endpoints.addSecretRequest(type, clientId, draft);
    return withExpiry(await this.#call(request, decoders.decodeIssuedSecret, options), draft.expiresAt);
  }

  /** Changes a secret's description and expiration. */
  updateSecret(
    type: ClientType,
    clientId: string,
    secretId: number,
    draft: ClientSecretDraft,
    options?: Options,
  ): Promise<ClientSecret> {
    const request = endpoints.updateSecretRequest(type, clientId, secretId, draft);
    return this.#call(request, decoders.decodeSecret, options);
  }

  /** Deletes a secret. */
  deleteSecret(type: ClientType, clientId: string, secretId: number, options?: Options): Promise<void> {
    return this.#call(endpoints.deleteSecretRequest(type, clientId, secretId), () => undefined, options);
  }

  async #call<T>(request: ServiceRequest, decode: decoders.Decoder<T>, options?: Options): Promise<T> {
    const { body } = await this.#transport.send(request, options);
    return decodeAnswer(request, body, decode);
  }

  async #page<T>(
    request: ServiceRequest,
    { skip }: endpoints.Range,
    decode: decoders.Decoder<readonly T[]>,
    options?: Options,
  ): Promise<Page<T>> {
    const answer = await this.#transport.send(request, options);
    const { body, incomplete } = readList(request, answer);
    const items = decodeAnswer(request, body, decode);
    if (items.length > LIST_LIMITS.items) throw endlessListError();
    const totalCount = answer.totalCount ?? skip + items.length;
    return { items, skip, totalCount, incomplete };
  }

  /** Reads pages until the list ends. Throws `endlessList` when it doesn't end. */
  async *#pages<T>(
    read: (range: endpoints.Range) => Promise<Page<T>>,
    from = 0,
  ): AsyncGenerator<Page<T>, void, undefined> {
    let [items, pages] = [from, 0];
    for await (const page of this.#allPages(read, from)) {
      items += page.items.length;
      pages += 1;
      if (items > LIST_LIMITS.items || pages > LIST_LIMITS.pages) throw endlessListError();
      yield page;
    }
  }

  async *#allPages<T>(
    read: (range: endpoints.Range) => Promise<Page<T>>,
    from: number,
  ): AsyncGenerator<Page<T>, void, undefined> {
    const ahead: AskedPage<T>[] = [];
    const ask = (skip: number): AskedPage<T> => {
      const page = read({ skip, count: PAGE_SIZE });
      // A page that fails after the caller has stopped must not end the process.
      page.catch(() => {});
      return { skip, page };
    };
    for (let at = from; ; ) {
      const page = await (ahead.shift() ?? ask(at)).page;
      at += page.items.length;
      // An empty page ends the list whatever the count says, because the list can have become shorter.
      const isLast = page.items.length === 0 || at >= page.totalCount;
      // When a page is shorter than requested, the next request starts where that page ended.
      if (isLast || ahead[0]?.skip !== at) ahead.length = 0;
      // The service is expected to return pages of the same length.
      const step = page.items.length;
      for (let next = at + ahead.length * step; !isLast && next < page.totalCount; next += step) {
        if (ahead.length === PAGES_AHEAD) break;
        ahead.push(ask(next));
      }
      yield page;
      if (isLast) return;
    }
  }

  async #all<T>(
    request: (range: endpoints.Range) => ServiceRequest,
    decode: decoders.Decoder<readonly T[]>,
    options?: Options,
  ): Promise<readonly T[]> {
    const read = (range: endpoints.Range) => this.#page(request(range), range, decode, options);
    const first = await read({ skip: 0, count: PAGE_SIZE });
    // The caller would take an incomplete list for a complete one.
    if (first.incomplete) throw first.incomplete;
    // The usual case, without a generator: a survey requests 10,000 such lists.
    if (first.items.length === 0 || first.items.length >= first.totalCount) return first.items;
    const all = [...first.items];
    for await (const page of this.#pages(read, all.length)) {
      if (page.incomplete) throw page.incomplete;
      all.push(...page.items);
    }
    return all;
  }
}

/** Adds the requested expiration to a new secret whose answer doesn't repeat it. */
function withExpiry({ expiryUnknown, ...secret }: IssuedSecret, expiresAt: Date | undefined): IssuedSecret {
  return expiryUnknown && expiresAt ? { ...secret, expiresAt } : secret;
}

const endlessListError = () => new ServiceError('endlessList', { detail: 'Total-Count' });

/** Decodes an answer. Adds to an error which request failed, and whether it may have taken effect. */
function decodeAnswer<T>(request: ServiceRequest, body: unknown, decode: decoders.Decoder<T>): T {
  try {
    return decode(body);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const facts = { ...error.facts, request: requestInLog(request), outcomeUnknown: !isIdempotent(request) };
    throw new ServiceError(error.code, facts, error);
  }
}
