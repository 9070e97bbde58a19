import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'jsonc-parser';
import { type ConfirmedDestination, KEYRING } from '../../../src/credentials/delivery/destination.ts';
import { issueCredential } from '../../../src/credentials/issuing/issueCredential.ts';
import type { IssueOrder } from '../../../src/credentials/issuing/issueOrder.ts';
import type { HttpDispatcher } from '../../../src/network/httpDispatcher.ts';
import type { IdentityService } from '../../../src/service/identityService.ts';
import { MEMBER_ROLE_TYPE_ID } from '../../../src/service/model/builtInRoles.ts';
import { clientToken, type LocalTenant } from '../tenant/localTenant.ts';
import { machine } from './machine.ts';
import type { Work } from './work.ts';

const STORE_PROGRAM = path.join(import.meta.dirname, 'store.sh');

/** The files of one machine with one client: a project with two files, and an external store. */
export interface Scene {
  readonly root: string;
  readonly work: Work;
  /** Value of the client's first secret; empty when the client does not exist yet. */
  readonly clientSecret: string;
  /** Returns the values of the places that are bound to the client, as a program reads them. */
  held(): readonly string[];
}

/** What setting up a scene works with. */
export interface Setting {
  readonly tenant: LocalTenant;
  readonly service: IdentityService;
  readonly dispatcher: HttpDispatcher;
  /** As of a machine. */
  readonly secrets?: string;
  readonly hostName?: string;
}

const readers: Readonly<Record<string, (text: string) => string | undefined>> = {
  '.env': text => /^ADH_CLIENT_SECRET=(.+)$/m.exec(text)?.[1]?.replaceAll(/['"]/g, ''),
  'appsettings.json': text => parse(text).ClientSecret,
  'store.txt': text => text,
};

/** Sets up a machine: for a rotation, with a client whose secret is in three places. */
export async function setScene(root: string, kind: Work['kind'], setting: Setting): Promise<Scene> {
  const { tenant, service } = setting;
  const project = path.join(root, 'project');
  fs.mkdirSync(project, { recursive: true });
  const { resource, tenantId } = tenant;
  const client = { type: 'clientCredentials', id: randomUUID(), name: `Crash ${kind}` } as const;
  const roles = await service.roles();
  const member = roles.find(({ roleTypeId }) => roleTypeId === MEMBER_ROLE_TYPE_ID);
  const work: Work = {
    kind,
    resource,
    tenantId,
    client,
    roleIds: [member?.id ?? ''],
    destination: fileDestination(project, '.env'),
  };
  const places = Object.keys(readers).map(name => path.join(name === 'store.txt' ? root : project, name));
  const held = () =>
    places.flatMap(place => {
      const text = fs.existsSync(place) ? fs.readFileSync(place, 'utf8') : '';
      const value = text === '' ? undefined : readers[path.basename(place)]?.(text);
      return value ? [value] : [];
    });
  if (kind === 'createClient') return { root, work, clientSecret: '', held };
  const first = await firstSecret(root, work, setting);
  const deliver = async (destination: ConfirmedDestination) => {
    if (kind === 'rotate') await machine({ root, ...setting }).deliver(first, destination);
  };
  fs.writeFileSync(path.join(project, 'appsettings.json'), '{\n  // kept\n  "ClientSecret": ""\n}\n');
  await deliver(fileDestination(project, '.env'));
  await deliver(fileDestination(project, 'appsettings.json'));
  await deliver({
    addToGitIgnore: false,
    destination: {
      kind: 'store',
      order: {
        write: 'create',
        id: 'custom',
        place: { program: '/bin/sh', commandLine: `${STORE_PROGRAM} ${path.join(root, 'store.txt')}` },
      },
    },
  });
  const oldSecretId = first.secretId;
  return { root, work: { ...work, oldSecretId }, clientSecret: first.secret.reveal(), held };
}

/** Adds a secret to a client, saves it on its machine, and has the rotation give it up. */
export async function giveUpAnother(
  scene: Scene,
  { service, dispatcher }: Pick<Setting, 'service' | 'dispatcher'>,
): Promise<Scene> {
  const { root, work } = scene;
  const { resource, tenantId, client } = work;
  const order: IssueOrder = {
    id: randomUUID(),
    kind: 'addSecret',
    resource,
    tenantId,
    client,
    description: 'given up',
    destination: { destination: KEYRING, addToGitIgnore: false },
  };
  const parts = { ...machine({ root, service, dispatcher }), service };
  const { credential } = await issueCredential(order, parts, new AbortController().signal);
  return { ...scene, work: { ...work, removedSecretId: credential.secretId } };
}

/** Tells whether a value gets a token. */
export async function works(tenant: LocalTenant, clientId: string, value: string): Promise<boolean> {
  return clientToken(tenant, clientId, value).then(
    () => true,
    () => false,
  );
}

async function firstSecret(root: string, work: Work, setting: Setting) {
  const { resource, tenantId, client, roleIds } = work;
  const order: IssueOrder = {
    id: randomUUID(),
    kind: 'createClient',
    resource,
    tenantId,
    client,
    description: 'the first',
    properties: { accessTokenLifetimeSeconds: 600, roleIds },
    destination: { destination: KEYRING, addToGitIgnore: false },
  };
  const { service } = setting;
  const parts = { ...machine({ root, ...setting }), service };
  const { credential } = await issueCredential(order, parts, new AbortController().signal);
  // As on a machine that has never worked on this client, creating the lock is an effect of the work.
  fs.rmSync(path.join(root, 'locks'), { recursive: true });
  return credential;
}

function fileDestination(project: string, name: string): ConfirmedDestination {
  return {
    addToGitIgnore: false,
    destination: {
      kind: 'projectFile',
      target: {
        path: path.join(project, name),
        relativePath: name,
        folder: project,
        secretAs: 'value',
        exists: false,
        reason: 'newFile',
        places: [],
      },
    },
  };
}
