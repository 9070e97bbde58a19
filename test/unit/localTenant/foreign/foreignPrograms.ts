import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import * as oauth from 'oauth4webapi';
import * as openid from 'openid-client';
import { Agent, fetch as fetchBy } from 'undici';
import { projectRoot } from '../../../support/folders/projectFolders.ts';
import { findCommand } from '../../../support/realEditor/chromium.ts';

/** What a foreign program knows of a tenant. */
export interface ForeignOrder {
  readonly resource: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** File of a private authority; default: only those that everybody trusts. */
  readonly authorityFile?: string;
  /** Whether the issuer is the address, which programs compare if they can. */
  readonly ownIssuer: boolean;
}

/** A program that nobody wrote for the local tenant. */
export interface ForeignProgram {
  readonly name: string;
  /** Returns why it can't run here. */
  missing(): string | undefined;
  /** Gets a token, reads the paths below the tenant, and returns the answers. */
  read(order: ForeignOrder, paths: readonly string[]): Promise<readonly unknown[]>;
}

/** All foreign programs. */
export const FOREIGN_PROGRAMS: readonly ForeignProgram[] = [
  { name: 'openid-client', missing: () => undefined, read: readWithOpenidClient },
  { name: 'oauth4webapi', missing: () => undefined, read: readWithOauth4webapi },
  installed('Python 3', 'python3', 'python3', 'readTenant.py'),
  installed('Java', 'java', 'javac', 'ReadTenant.java'),
];

const METADATA_PATH = '/.well-known/openid-configuration';
const issuerOf = ({ resource }: ForeignOrder): URL => new URL(`${resource}/identity`);

/** Returns a fetch that trusts the order's authority. */
function fetchFor({ authorityFile }: ForeignOrder): typeof fetch {
  if (!authorityFile) return fetch;
  const dispatcher = new Agent({ connect: { ca: fs.readFileSync(authorityFile, 'utf8') } });
  return ((url: string, init: object) => fetchBy(url, { ...init, dispatcher })) as unknown as typeof fetch;
}

async function readWithOpenidClient(order: ForeignOrder, paths: readonly string[]) {
  const { clientId, clientSecret } = order;
  const method = openid.ClientSecretPost(clientSecret);
  const fetchHere = fetchFor(order);
  const options = { [openid.customFetch]: fetchHere, execute: [openid.allowInsecureRequests] };
  let configuration: openid.Configuration;
  if (order.ownIssuer) {
    configuration = await openid.discovery(issuerOf(order), clientId, undefined, method, options);
  } else {
    // Its discovery always compares the issuer, so an application reads the document itself.
    const metadata = await (await fetchHere(`${issuerOf(order)}${METADATA_PATH}`)).json();
    configuration = new openid.Configuration(metadata as openid.ServerMetadata, clientId, undefined, method);
    configuration[openid.customFetch] = fetchHere;
    openid.allowInsecureRequests(configuration);
  }
  const { access_token } = await openid.clientCredentialsGrant(configuration);
  return Promise.all(
    paths.map(async below =>
      (await openid.fetchProtectedResource(configuration, access_token, urlOf(order, below), 'GET')).json(),
    ),
  );
}

async function readWithOauth4webapi(order: ForeignOrder, paths: readonly string[]) {
  const options = { [oauth.customFetch]: fetchFor(order), [oauth.allowInsecureRequests]: true };
  const issuer = issuerOf(order);
  const discovered = await oauth.discoveryRequest(issuer, options);
  // Where it can't compare the issuer with the address, an application takes that of the document.
  const { issuer: found } = (await discovered.clone().json()) as { issuer: string };
  const expected = order.ownIssuer ? issuer : new URL(found);
  const server = await oauth.processDiscoveryResponse(expected, discovered);
  const client = { client_id: order.clientId };
  const authentication = oauth.ClientSecretPost(order.clientSecret);
  const answer = await oauth.clientCredentialsGrantRequest(server, client, authentication, {}, options);
  const { access_token } = await oauth.processClientCredentialsResponse(server, client, answer);
  return Promise.all(
    paths.map(async below =>
      (
        await oauth.protectedResourceRequest(
          access_token,
          'GET',
          urlOf(order, below),
          undefined,
          undefined,
          options,
        )
      ).json(),
    ),
  );
}

const urlOf = ({ resource, tenantId }: ForeignOrder, below: string): URL =>
  new URL(`${resource}/api/v1/Tenants/${tenantId}${below}`);

/**
 * Returns a program in a file of `test/support/foreign`.
 *
 * @param needed command that must be installed for it
 */
function installed(name: string, command: string, needed: string, file: string): ForeignProgram {
  return {
    name,
    missing: () => (findCommand(needed) ? undefined : `${needed} isn't installed`),
    async read(order, paths) {
      const source = path.join(projectRoot, 'test/support/foreign', file);
      const { stdout } = await promisify(execFile)(findCommand(command) ?? command, [source, ...paths], {
        env: {
          ...process.env,
          RESOURCE: order.resource,
          TENANT_ID: order.tenantId,
          CLIENT_ID: order.clientId,
          CLIENT_SECRET: order.clientSecret,
          ...(order.authorityFile ? { AUTHORITY_FILE: order.authorityFile } : {}),
        },
      });
      return stdout
        .trim()
        .split('\n')
        .map(line => JSON.parse(line));
    },
  };
}
