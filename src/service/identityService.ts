import { isIdempotent } from '../network/retryPolicy.ts';
import * as endpoints from './endpoints.ts';
import type { Client, ClientChanges, ClientDraft } from './model/client.ts';
import type { ClientSecret, ClientSecretDraft, IssuedClient, IssuedSecret } from './model/clientSecret.ts';
import type { ClientType, TypeWithoutSecrets, TypeWithSecrets } from './model/clientTypes.ts';
import type { Page } from './model/page.ts';
import type { Region } from './model/region.ts';
import type { Role } from './model/role.ts';
import type { Tenant } from './model/tenant.ts';
import { assertListEnds, type Item, leastCount, PAGE_SIZE, readPages } from './pages.ts';
import { readList } from './partialAnswer.ts';
import { ServiceError } from './serviceError.ts';
import { requestInLog, type ServiceRequest } from './serviceRequest.ts';
import type { SendOptions, Transport } from './transport.ts';
import * as decoders from './wireDecoders.ts';

/** Options of every operation. */
export type Options = SendOptions;

/** The identity API of one tenant. All operations throw a {@link ServiceError}, or what the token source throws. */
export class IdentityService {
  readonly #transport: Pick<Transport, 'origin' | 'send'>;

  constructor(transport: Pick<Transport, 'origin' | 'send'>) {
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

  /** Reads the addresses at which the tenant can be reached. */
  regions(options?: Options): Promise<readonly Region[]> {
    return this.#all(endpoints.regionsRequest, decoders.decodeRegions, options);
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
    yield* readPages(range => this.clientPage(type, range, options));
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
    const answer = this.#transport.send(request, options);
    const { body } = await answer.catch(async error => {
      throw await this.#withWriteAddress(error, options);
    });
    return decodeAnswer(request, body, decode);
  }

  /** Adds to the error of a write on a regional address which other address takes writes, if the service says so. */
  async #withWriteAddress(error: unknown, options?: Options): Promise<unknown> {
    if (!(error instanceof ServiceError) || error.code !== 'writeOnRegionalAddress') return error;
    const regions = await this.regions(options).catch(() => []);
    const found = regions.find(
      ({ acceptsWrites, baseAddress }) =>
        acceptsWrites && isOtherAddress(baseAddress, this.#transport.origin),
    );
    const writeAddress = found?.baseAddress;
    return writeAddress ? new ServiceError(error.code, { ...error.facts, writeAddress }, error) : error;
  }

  async #page<T>(
    request: ServiceRequest,
    range: endpoints.Range,
    decode: decoders.Decoder<readonly T[]>,
    options?: Options,
  ): Promise<Page<T>> {
    const answer = await this.#transport.send(request, options);
    const { body, incomplete } = readList(request, answer);
    const items = decodeAnswer(request, body, decode);
    assertListEnds({ items: items.length, pages: 1 });
    const totalCount = answer.totalCount ?? leastCount(range, items.length);
    return { items, skip: range.skip, totalCount, incomplete };
  }

  async #all<T extends Item>(
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
    for await (const page of readPages(read, first.items)) {
      if (page.incomplete) throw page.incomplete;
      all.push(...page.items);
    }
    return all;
  }
}

/** Tells whether a text is an address elsewhere that can be named to the user: over https, or on the same host. */
function isOtherAddress(text: string, origin: string): boolean {
  const url = URL.parse(text);
  if (!url || url.username || url.password || url.origin === origin) return false;
  return url.protocol === 'https:' || url.hostname === new URL(origin).hostname;
}

/** Adds the requested expiration to a new secret whose answer doesn't repeat it. */
function withExpiry({ expiryUnknown, ...secret }: IssuedSecret, expiresAt: Date | undefined): IssuedSecret {
  return expiryUnknown && expiresAt ? { ...secret, expiresAt } : secret;
}

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
