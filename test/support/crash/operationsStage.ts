import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { CredentialsError } from '../../../src/credentials/credentialsError.ts';
import type { OperationParts } from '../../../src/credentials/operations/operationParts.ts';
import { HttpDispatcher } from '../../../src/network/httpDispatcher.ts';
import type { IdentityService } from '../../../src/service/identityService.ts';
import { serviceOf } from '../credentials/sessions.ts';
import { temporaryFolder } from '../folders/temporaryFolder.ts';
import { type LocalTenant, startLocalTenant } from '../tenant/localTenant.ts';
import { machine } from './machine.ts';
import { type Scene, setScene, works } from './scene.ts';
import type { Work } from './work.ts';

/** One tenant for all tests of a suite, and a machine for each test. Set up before the first test. */
export interface OperationsStage {
  /** The root of the machine; each test has its own. */
  readonly folder: { readonly path: string };
  tenant: LocalTenant;
  dispatcher: HttpDispatcher;
  /** Signed in as the tenant's administrator. */
  service: IdentityService;
  /** Sets up a machine; by default that of the stage. */
  newScene(kind: Work['kind'], root?: string): Promise<Scene>;
  /** Returns what operations work with on the stage's machine. */
  parts(): OperationParts;
  /** Returns the numbers of the client's secrets. */
  secretIds(scene: Scene): Promise<readonly number[]>;
  /** Fails unless each of the scene's places (default 3) has a secret that gets a token. */
  assertPlacesWork(scene: Scene, count?: number): Promise<void>;
}

/** Sets up what operations need for the tests of a suite: a real tenant, and a new machine for each test. */
export function operationsStage(): OperationsStage {
  const folder = temporaryFolder();
  const stage = {
    folder,
    newScene: (kind: Work['kind'], root: string = folder.path): Promise<Scene> => setScene(root, kind, stage),
    parts: (): OperationParts => machine({ root: folder.path, ...stage }),
    async secretIds({ work }: Scene) {
      const secrets = await stage.service.secrets('clientCredentials', work.client.id);
      return secrets.map(({ id }) => id);
    },
    async assertPlacesWork(scene: Scene, count = 3) {
      const held = scene.held();
      assert.equal(held.length, count);
      for (const value of held) assert.ok(await works(stage.tenant, scene.work.client.id, value));
    },
  } as unknown as OperationsStage;
  before(async () => {
    stage.tenant = await startLocalTenant();
    stage.dispatcher = new HttpDispatcher();
    stage.service = serviceOf(stage.tenant, stage.dispatcher);
  });
  after(async () => {
    await stage.dispatcher?.dispose();
    await stage.tenant?.stop();
  });
  return stage;
}

/** Makes the order to rotate a scene's secret. The old one is deleted after `graceMs` milliseconds. */
export const rotationOrder = (
  { work }: Scene,
  graceMs: number,
  oldSecretId: number = work.oldSecretId ?? 0,
) => ({
  id: randomUUID(),
  resource: work.resource,
  tenantId: work.tenantId,
  client: work.client,
  oldSecretId,
  description: `rotated ${randomUUID()}`,
  afterwards: { kind: 'delete', graceMs } as const,
});

/** Waits for a failure, and returns its code. */
export async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => assert.fail('it should have failed'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof CredentialsError, String(error));
  return error.code;
}
