import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { deliverCredential, storeWriter } from '../../../../src/credentials/delivery/deliverCredential.ts';
import { restorePlace, writePlace } from '../../../../src/credentials/operations/rotatedPlaces.ts';
import { Bindings, decodeBinding, type StoreBinding } from '../../../../src/credentials/records/bindings.ts';
import { RecordFolder } from '../../../../src/credentials/records/recordFolder.ts';
import { StoreError } from '../../../../src/externalStores/storeError.ts';
import { SecretText } from '../../../../src/secret/secretText.ts';
import { temporaryFolder } from '../../../support/folders/temporaryFolder.ts';
import { installStandIn, type StandIn } from '../../externalStores/storeStage.ts';

interface Items {
  readonly items: readonly {
    readonly id: string;
    readonly title: string;
    readonly category: string;
    readonly vault: { readonly id: string };
    readonly fields: readonly { readonly id: string; readonly label: string; readonly value: string }[];
  }[];
}

const credential = (secretId: number, value: string) => ({
  resource: 'https://service.example',
  tenantId: 't',
  clientId: 'c',
  clientName: 'Rig',
  clientType: 'clientCredentials' as const,
  secretId,
  secret: new SecretText(value),
});
const OLD = credential(1, 'c4n4ry-old');
const NEW = credential(2, 'c4n4ry-new');

describe('the place of a rotation in a store', () => {
  const folder = temporaryFolder();
  let op: StandIn<Items>;
  const values = () =>
    op.read().items.map(({ fields }) => fields.find(({ id }) => id === 'credential')?.value);
  const bindings = () =>
    new Bindings(new RecordFolder(path.join(folder.path, 'b'), decodeBinding, randomUUID));
  const parts = (kept?: SecretText) => ({
    bindings: bindings(),
    stores: storeWriter({ env: op.env, platform: process.platform }),
    keptSecrets: { value: async () => kept },
    files: {
      holds: () => assert.fail(),
      readKey: () => assert.fail(),
      setKey: () => assert.fail(),
      write: () => assert.fail(),
      ignore: () => assert.fail(),
    },
    mayWrite: () => assert.fail(),
    signIns: { of: async () => [], replace: async () => {} },
    newSalt: () => '00'.repeat(16),
    now: () => new Date(0),
  });
  const deliver = () =>
    deliverCredential(
      OLD,
      {
        addToGitIgnore: false,
        destination: {
          kind: 'store',
          order: { id: 'onePassword', place: { name: 'Rig' }, write: 'create' },
        },
      },
      parts(),
    );
  const bound = async () => {
    const [binding, ...others] = await bindings().all();
    assert.ok(binding?.kind === 'store');
    assert.deepEqual(others, []);
    return binding;
  };
  const placeOf = (binding: StoreBinding) => ({ kind: 'bound', binding, state: 'pending' }) as const;

  beforeEach(() => {
    op = installStandIn<Items>(path.join(folder.path, 'bin'), 'op', { items: [] });
  });

  it('is updated by a rotation, its repetition and its undoing, and never created again', async () => {
    await deliver();
    const binding = await bound();
    // The second time is as after a crash in between.
    for (let time = 0; time < 2; time += 1) {
      assert.equal(await writePlace(placeOf(binding), NEW, parts()), 'written');
      assert.deepEqual(values(), ['c4n4ry-new']);
      assert.equal((await bound()).secretId, 2);
    }
    for (let time = 0; time < 2; time += 1) {
      await restorePlace(placeOf(binding), { before: OLD, ours: NEW }, parts());
      assert.deepEqual(values(), ['c4n4ry-old']);
      assert.deepEqual(await bound(), binding);
    }
  });

  it('stays as it is, like its record, when someone else has changed the value', async () => {
    await deliver();
    const binding = await bound();
    const others = { id: 'credential', label: 'credential', value: '0thers' };
    op.write({ items: op.read().items.map(item => ({ ...item, fields: [others] })) });
    const isNotOurs = (error: unknown) => error instanceof StoreError && error.code === 'notOurs';
    await assert.rejects(writePlace(placeOf(binding), NEW, parts()), isNotOurs);
    await assert.rejects(restorePlace(placeOf(binding), { before: OLD, ours: NEW }, parts()), isNotOurs);
    assert.deepEqual([values(), await bound()], [['0thers'], binding]);
  });

  it('is found by the saved value when version 0.1.0 has recorded it, and recorded with its id', async () => {
    const item = (id: string, value: string) => ({
      id,
      title: 'Rig',
      category: 'API_CREDENTIAL',
      vault: { id: 'v1' },
      fields: [{ id: 'credential', label: 'credential', value }],
    });
    op.write({ items: [item('a', '0thers'), item('b', 'c4n4ry-old')] });
    const { proof: _, ...former } = {
      kind: 'store' as const,
      tenantId: 't',
      clientId: 'c',
      secretId: 1,
      writtenAt: '2026-01-01T00:00:00Z',
      order: { id: 'onePassword' as const, place: { vault: '', name: 'Rig' } },
      proof: undefined,
    };
    await bindings().note(former);
    await writePlace(placeOf(former), NEW, parts(OLD.secret));
    assert.deepEqual(values(), ['0thers', 'c4n4ry-new']);
    assert.deepEqual((await bound()).order.place, { name: 'Rig', vault: 'v1', item: 'b' });
  });
});
