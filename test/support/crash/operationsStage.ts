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

/** One tenant for all tests of a suite, and a machine for each; filled in before the first. */
export interface OperationsStage {
  /** The root of the machine, of each test its own. */
  readonly folder: { readonly path: string };
  tenant: LocalTenant;
  dispatcher: HttpDispatcher;
  /** Signed in as the tenant's administrator. */
  service: IdentityService;
  /** Sets a machine up; default the stage's own. */
  newScene(kind: Work['kind'], root?: string): Promise<Scene>;
  /** All that operations work with on the stage's machine. */
  parts(): OperationParts;
  /** The numbers of the secrets that a scene's client has. */
  secretIds(scene: Scene): Promise<readonly number[]>;
  /** Fails unless each of the scene's places (default 3) holds a secret that gets a token. */
  assertPlacesWork(scene: Scene, count?: number): Promise<void>;
}

/** Gives the tests of a suite what operations need: a real tenant, and a machine that is new for each. */
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

/** Makes the order to rotate a scene's secret, the old one deleted after a time in milliseconds. */
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
