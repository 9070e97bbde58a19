import { isIdempotent } from '../network/retryPolicy.ts';
import * as endpoints from './endpoints.ts';
import type { Client, ClientChanges, ClientDraft } from './model/client.ts';
import type { ClientSecret, ClientSecretDraft, IssuedClient, IssuedSecret } from './model/clientSecret.ts';
import type { ClientType, TypeWithoutSecrets, TypeWithSecrets } from './model/clientTypes.ts';
import { LIMITS } from './model/limits.ts';
import type { Page } from './model/page.ts';
import type { Role } from './model/role.ts';
import type { Tenant } from './model/tenant.ts';
import { listAnswer } from './partialAnswer.ts';
import { ServiceError } from './serviceError.ts';
import { requestInLog, type ServiceRequest } from './serviceRequest.ts';
import type { SendOptions, Transport } from './transport.ts';
import * as decoders from './wireDecoders.ts';

/** What every operation takes beside its own arguments. */
export type Options = SendOptions;

/** Pages are as large as the service allows: fewer round trips. */
const PAGE_SIZE = LIMITS.page.max;

/** Pages asked for before the ones in front of them are used: hides the latency of a service far away. */
const PAGES_AHEAD = 8;

/**
 * Most items, and most pages, of one list: twice the clients that a tenant may have, and ten times the pages in which
 * they come. A list that goes on is no list.
 */
const LIST_LIMITS = { items: 2 * LIMITS.clientsPerTenant, pages: 500 } as const;

interface AskedPage<T> {
  readonly skip: number;
  readonly page: Promise<Page<T>>;
}

/**
 * The identity API of one tenant. All operations throw a {@link ServiceError}, or what the token source throws.
 */
export class IdentityService {
  readonly #transport: Pick<Transport, 'send'>;

  constructor(transport: Pick<Transport, 'send'>) {
    this.#transport = transport;
  }

  /** Reads the tenant: the least that proves that a token works. */
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

  /** Lists all clients of a type, page by page, a few of them asked for ahead. */
  async *clients(type: ClientType, options?: Options): AsyncGenerator<Page<Client>, void, undefined> {
    yield* this.#pages(range => this.clientPage(type, range, options));
  }

  /** Reads one client. */
  client(type: ClientType, id: string, options?: Options): Promise<Client> {
    return this.#call(endpoints.clientRequest(type, id), decoders.decodeClient(type), options);
  }

  /** Creates a client with its first secret, whose value is in this answer only. */
  createClient(type: TypeWithSecrets, draft: ClientDraft, options?: Options): Promise<IssuedClient> {
    return this.#call(endpoints.createClientRequest(type, draft), decoders.decodeIssuedClient(type), options);
  }

  /** Creates a client of a type that has no secrets. */
  createPublicClient(type: TypeWithoutSecrets, draft: ClientDraft, options?: Options): Promise<Client> {
    return this.#call(endpoints.createClientRequest(type, draft), decoders.decodeClient(type), options);
  }

  /** Changes a client; what `changes` leaves out stays. */
  updateClient(type: ClientType, id: string, changes: ClientChanges, options?: Options): Promise<Client> {
    const request = endpoints.updateClientRequest(type, id, changes);
    return this.#call(request, decoders.decodeClient(type), options);
  }

  /** Deletes a client with all its secrets. */
  deleteClient(type: ClientType, id: string, options?: Options): Promise<void> {
    return this.#call(endpoints.deleteClientRequest(type, id), () => undefined, options);
  }

  /** Reads the roles of a Client-Credentials client. */
  clientRoles(_type: 'clientCredentials', id: string, options?: Options): Promise<readonly Role[]> {
    return this.#call(endpoints.clientRolesRequest(id), decoders.decodeRoles, options);
  }

  /** Gives a Client-Credentials client these roles (ids) in place of those that it has. */
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

  /** Adds a secret, whose value is in this answer only. */
  addSecret(
    type: ClientType,
    clientId: string,
    draft: ClientSecretDraft,
    options?: Options,
  ): Promise<IssuedSecret> {
    return this.#call(
      endpoints.addSecretRequest(type, clientId, draft),
      decoders.decodeIssuedSecret,
      options,
    );
  }

  /** Changes a secret's description and expiry. */
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
    const { body, incomplete } = listAnswer(request, answer);
    const items = decodeAnswer(request, body, decode);
    if (items.length > LIST_LIMITS.items) throw endless();
    const totalCount = answer.totalCount ?? skip + items.length;
    return { items, skip, totalCount, ...(incomplete ? { incomplete } : {}) };
  }

  /** Reads pages until the list ends. Throws `endlessList` when it does not. */
  async *#pages<T>(
    read: (range: endpoints.Range) => Promise<Page<T>>,
    from = 0,
  ): AsyncGenerator<Page<T>, void, undefined> {
    let [items, pages] = [from, 0];
    for await (const page of this.#allPages(read, from)) {
      items += page.items.length;
      pages += 1;
      if (items > LIST_LIMITS.items || pages > LIST_LIMITS.pages) throw endless();
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
      // a page that nobody comes to wait for must not end the process
      page.catch(() => {});
      return { skip, page };
    };
    for (let at = from; ; ) {
      const page = await (ahead.shift() ?? ask(at)).page;
      at += page.items.length;
      // an empty page ends the list whatever the count says: the list may have become shorter meanwhile
      const isLast = page.items.length === 0 || at >= page.totalCount;
      // a service that gives less than it was asked for is asked again, from where it stopped
      if (isLast || ahead[0]?.skip !== at) ahead.length = 0;
      // the next ones will be as long
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
    // whoever asks for all of them would take a part for the whole
    if (first.incomplete) throw first.incomplete;
    // nearly always; a survey asks for 10,000 such lists
    if (first.items.length === 0 || first.items.length >= first.totalCount) return first.items;
    const all = [...first.items];
    for await (const page of this.#pages(read, all.length)) {
      if (page.incomplete) throw page.incomplete;
      all.push(...page.items);
    }
    return all;
  }
}

const endless = () => new ServiceError('endlessList', { detail: 'Total-Count' });

/** Decodes, and adds to an error which request it was and whether that may have taken effect. */
function decodeAnswer<T>(request: ServiceRequest, body: unknown, decode: decoders.Decoder<T>): T {
  try {
    return decode(body);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const facts = { ...error.facts, request: requestInLog(request), outcomeUnknown: !isIdempotent(request) };
    throw new ServiceError(error.code, facts, error);
  }
}
