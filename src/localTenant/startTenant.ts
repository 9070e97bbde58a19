import type { IncomingMessage, RequestListener } from 'node:http';
import { type Administrator, administrator } from './administrator.ts';
import type { Addresses } from './api/addresses.ts';
import type { Tenant } from './api/call.ts';
import { createIdentityApi } from './api/identityApi.ts';
import { changesClients } from './clientChange.ts';
import { FaultFile } from './faults/faultFile.ts';
import { injectFaults, type LateRequests } from './faults/faultInjector.ts';
import { claimDataFolder } from './files/dataFolder.ts';
import { type ReadyLine, writeRunningFile } from './files/runningFile.ts';
import { guidFrom } from './guid.ts';
import { createHostCheck, HOST, HOST_NAMES, type HostName, type Scheme } from './http/hostCheck.ts';
import { close, listen } from './http/httpServer.ts';
import { apiCheck, createAccessTokenCheck } from './identity/accessTokenCheck.ts';
import { signingKey } from './identity/engine/signingKey.ts';
import { GuessLimit } from './identity/guessLimit.ts';
import { createIdentityProviders } from './identity/identityProvider.ts';
import { chooseIssuer, ownIssuer } from './identity/issuer.ts';
import { localhostClients } from './identity/localhostClients.ts';
import { PROFILES, type Profile, type ProfileName } from './profile.ts';
import { createRequestListener } from './requestListener.ts';
import { addSampleClients } from './samples/sampleClients.ts';
import { addSampleCommunity } from './samples/sampleCommunity.ts';
import { TenantStore } from './storage/tenantStore.ts';
import type { Surroundings } from './surroundings.ts';
import { tenantIdentity } from './tenantIdentity.ts';
import type { TlsChoice } from './tls/tlsChoice.ts';
import { tlsIdentity } from './tls/tlsIdentity.ts';
import { saveFileUsers } from './users/fileUsers.ts';
import { UserDirectory } from './users/userDirectory.ts';
import { type DescribedUser, readUserFile } from './users/userFile.ts';

/** Options of {@link startTenant}. */
export interface TenantOptions {
  /** Absolute path. */
  readonly dataFolder: string;
  /** 0 = a free one. */
  readonly port: number;
  /** Number of sample clients that an empty tenant gets. */
  readonly sampleClients: number;
  /** Whether to answer like a regional address of the service, which is read-only. */
  readonly regional?: boolean;
  /** Default `usual`. */
  readonly profile?: ProfileName;
  /** Issuer to publish; default: the profile's. */
  readonly issuer?: string | undefined;
  /** Where the certificate comes from; default: http. */
  readonly tls?: TlsChoice | undefined;
  /** Absolute path of a file of faults; default: no faults. */
  readonly faultFile?: string | undefined;
  /** Process id for `running.json`. */
  readonly pid: number;
}

/** A running tenant. */
export interface StartedTenant {
  readonly ready: ReadyLine;
  /** Waits for open requests, then releases the port, the database and the data folder. */
  close(): Promise<void>;
}

/**
 * Starts a tenant on its data folder.
 *
 * @throws {LocalTenantError} with every code; everything claimed has been released then
 */
export async function startTenant(
  options: TenantOptions,
  surroundings: Surroundings,
): Promise<StartedTenant> {
  const taken: (() => void | Promise<void>)[] = [];
  const giveBack = async () => {
    for (const give of taken.splice(0).reverse()) await give();
  };
  try {
    const folder = claimDataFolder(options.dataFolder);
    taken.push(() => folder.release());
    const store = new TenantStore(folder.databaseFile);
    taken.push(() => store.close());
    const { tenant, owner } = prepare(store, options.sampleClients, surroundings);
    const users = prepareUsers(tenant, readUserFile(folder.userFile, surroundings.randomBytes));
    const faults = options.faultFile && new FaultFile(options.faultFile, surroundings.log);
    const { tls } = options;
    const certificate = tls && tlsIdentity(tls, store, folder.authorityFile, surroundings);
    const { server, port } = await listen(options.port, certificate);
    taken.push(() => close(server));
    const late: LateRequests = new WeakMap();
    const listener = requestListener(tenant, users, port, options, late);
    server.on('request', faults ? injectFaults(listener, faults, surroundings.log, late) : listener);
    const ready = { resource: origin(options, HOST, port), tenantId: tenant.identity.id, ...owner };
    writeRunningFile(folder.runningFile, { ...ready, pid: options.pid });
    return { ready, close: giveBack };
  } catch (error) {
    await giveBack();
    throw error;
  }
}

/** A tenant before it has a port. */
type BareTenant = Omit<Tenant, 'addresses'>;

/** Makes what every tenant has from its first start: its id, roles, administrator and sample clients. */
function prepare(
  store: TenantStore,
  sampleClients: number,
  surroundings: Surroundings,
): { tenant: BareTenant; owner: Administrator } {
  const identity = tenantIdentity(store, surroundings);
  const owner = administrator(store, surroundings);
  const added = addSampleClients(store, sampleClients, surroundings.now());
  if (added > 0) {
    addSampleCommunity(store, surroundings.randomBytes);
    surroundings.log(`${added} sample clients were added.`);
  }
  const newGuid = () => guidFrom(surroundings.randomBytes(16));
  return { tenant: { identity, store, surroundings, newGuid }, owner };
}

/** Brings the users of the file into the database; their passwords are only in the file. */
function prepareUsers({ identity, store }: BareTenant, described: readonly DescribedUser[]): UserDirectory {
  saveFileUsers(store, identity.id, described);
  return new UserDirectory(identity.id, described, id => {
    const user = store.users.find(id);
    return user && store.roles.typeIdsOf(user.roleIds);
  });
}

/**
 * Returns the addresses of a tenant. One that isn't regional remembers its address, so that the same data folder can name it as
 * the global one at a regional address.
 */
function tenantAddresses(store: TenantStore, own: string, regional: boolean): Addresses {
  if (!regional) store.settings.set('globalAddress', own);
  return { own, global: store.settings.get('globalAddress') };
}

/** Returns the listener for all requests. It needs the port, because tokens and discovery contain addresses. */
function requestListener(
  tenant: BareTenant,
  users: UserDirectory,
  port: number,
  options: TenantOptions,
  late: LateRequests,
): RequestListener {
  const { identity, store, surroundings, newGuid } = tenant;
  const { now, log, randomBytes } = surroundings;
  const profile = PROFILES[options.profile ?? 'usual'];
  const { issuer: wanted, regional = false } = options;
  const resource = origin(options, HOST, port);
  const addresses = tenantAddresses(store, resource, regional);
  const fixedIssuer = chooseIssuer(store, { issuer: wanted, regional, profile, resource });
  const issuerAt = (name: HostName) => fixedIssuer ?? ownIssuer(origin(options, name, port));
  const key = signingKey(store);
  const cookieKey = store.settings.getOrMake('cookieKey', () => randomBytes(32).toString('base64url'));
  const checkToken = createAccessTokenCheck(key.publicKey, HOST_NAMES.map(issuerAt), now);
  const engine = { store, users, tenantId: identity.id, profile, key, cookieKey, now, checkToken, log };
  const guesses = new GuessLimit(now);
  return createRequestListener({
    isOwnHost: createHostCheck(port, schemeOf(options)),
    port,
    resource,
    localhost: localhostClients(store),
    identityAt: createIdentityProviders(issuerAt, { ...engine, guesses }),
    api: createIdentityApi({ ...tenant, addresses }, apiCheck(checkToken), {
      regional,
      secondsLate: request => late.get(request) ?? secondsLateOf(request, profile),
    }),
    newGuid,
  });
}

/** Returns after how many seconds the change of a request counts in a profile; `undefined`: at once. */
function secondsLateOf({ method, url = '' }: IncomingMessage, { lateSeconds }: Profile): number | undefined {
  const [path = ''] = url.split('?');
  return lateSeconds > 0 && changesClients(method, path) ? lateSeconds : undefined;
}

const schemeOf = ({ tls }: TenantOptions): Scheme => (tls ? 'https' : 'http');

/** Returns the tenant's address under a name. */
const origin = (options: TenantOptions, name: HostName, port: number): string =>
  `${schemeOf(options)}://${name}:${port}`;
