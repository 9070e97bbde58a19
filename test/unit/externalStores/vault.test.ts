import assert from 'node:assert/strict';
import path from 'node:path';
import { temporaryFolder } from '../../support/folders/temporaryFolder.ts';
import { failure, installStandIn, isFirst, ROTATED, SECRET, type StandIn, StoreStage } from './storeStage.ts';

interface VaultState {
  readonly address: string;
  readonly version: number;
  readonly secrets: Readonly<
    Record<string, { readonly version: number; readonly data: Readonly<Record<string, unknown>> | null }>
  >;
  readonly unreadable?: boolean;
  readonly refuses?: string;
}

const ADDRESS = 'https://vault.example:8200';
const PLACE = { path: 'secret/connect', key: 'client_secret' };

// There is no package of Vault in the registries: the contract is recorded from its documentation and source.
describe('HashiCorp Vault', () => {
  const folder = temporaryFolder();
  let vault: StandIn<VaultState>;
  const stage = new StoreStage('vault', () => ({ ...vault.env, VAULT_ADDR: ADDRESS }));
  beforeEach(() => {
    vault = installStandIn<VaultState>(path.join(folder.path, 'bin'), 'vault', {
      address: ADDRESS,
      version: 2,
      secrets: {},
    });
  });
  const change = (changes: Partial<VaultState>) => vault.write({ ...vault.read(), ...changes });
  const data = (name = 'secret/connect') => vault.read().secrets[name]?.data;

  it('creates a secret, and keeps the keys that others have added when it is updated', async () => {
    const { place } = await stage.create(PLACE);
    assert.deepEqual(data(), { client_secret: SECRET });
    change({
      secrets: { 'secret/connect': { version: 2, data: { client_secret: SECRET, user: '0thers', port: 1 } } },
    });
    await stage.update(place, ROTATED, isFirst);
    assert.deepEqual(data(), { client_secret: ROTATED, user: '0thers', port: 1 });
  });

  it('refuses to create where something is, and asks about it', async () => {
    change({ secrets: { 'secret/connect': { version: 1, data: { user: '0thers' } } } });
    await failure(stage.create(PLACE), 'exists');
    assert.deepEqual(data(), { user: '0thers' });
    assert.deepEqual(pick(await stage.look(PLACE)), { state: 'present', holds: false });
    await stage.update(PLACE);
    assert.deepEqual(data(), { user: '0thers', client_secret: ROTATED });
    assert.deepEqual(pick(await stage.look(PLACE)), { state: 'present', holds: true });
  });

  it('creates where it may not read, and refuses when something is there all the same', async () => {
    change({ unreadable: true });
    assert.equal((await stage.look(PLACE)).state, 'unknown');
    await stage.create(PLACE);
    assert.deepEqual(data(), { client_secret: SECRET });
    await failure(stage.create(PLACE, ROTATED), 'exists');
    assert.deepEqual(data(), { client_secret: SECRET });
  });

  it('creates again, after a crash, without changing anything', async () => {
    await stage.create(PLACE);
    await stage.create(PLACE);
    assert.equal(vault.read().secrets['secret/connect']?.version, 1);
  });

  it('creates a new version of a secret whose latest version was deleted', async () => {
    change({ secrets: { 'secret/connect': { version: 4, data: null } } });
    await stage.create(PLACE);
    assert.equal(vault.read().secrets['secret/connect']?.version, 5);
  });

  it('leaves a value alone that someone else has put there', async () => {
    change({ secrets: { 'secret/connect': { version: 1, data: { client_secret: '0thers' } } } });
    await failure(stage.update(PLACE, ROTATED, isFirst), 'notOurs');
    change({ secrets: { 'secret/connect': { version: 1, data: { client_secret: 4711 } } } });
    await failure(stage.update(PLACE, ROTATED, isFirst), 'notOurs');
    change({ secrets: { 'secret/connect': { version: 1, data: { user: '0thers' } } } });
    await failure(stage.update(PLACE, ROTATED, isFirst), 'missing');
    assert.deepEqual(data(), { user: '0thers' });
  });

  it('refuses version 1 of the secrets engine, which would lose the other keys', async () => {
    change({ version: 1, secrets: { 'secret/connect': { version: 1, data: { user: '0thers' } } } });
    for (const attempt of [() => stage.create(PLACE), () => stage.update(PLACE)]) {
      const error = await failure(attempt(), 'tooOld');
      assert.equal(error.mayHaveWritten, false);
    }
    assert.deepEqual(data(), { user: '0thers' });
  });

  it('updates at the server where it has created, whatever the variables say later', async () => {
    const { place } = await stage.create(PLACE);
    assert.deepEqual(place, { ...PLACE, address: ADDRESS, namespace: '' });
    const moved = new StoreStage('vault', () => ({ ...vault.env, VAULT_ADDR: 'https://other.example' }));
    await moved.update(place, ROTATED, isFirst);
    assert.deepEqual(data(), { client_secret: ROTATED });
  });

  for (const [message, code] of [
    [
      'Error making API request.\nCode: 403. Errors:\n\n* 2 errors occurred:\n\t* permission denied\n\t* invalid token',
      'signedOut',
    ],
    ['Error making API request.\nCode: 403. Errors:\n\n* permission denied', 'denied'],
    [`something else c4n4ry`, 'refused'],
  ] as const) {
    it(`says that it was ${code} when the program says “${message.split('\n').at(-1)?.trim().replace('c4n4ry', '')}”`, async () => {
      change({ refuses: message.replace('c4n4ry', '') });
      const error = await failure(stage.create(PLACE), code);
      assert.equal(error.mayHaveWritten, false);
    });
  }

  for (const key of ['ADH_CLIENT_ID', 'client_id', 'a=b', '@file', '-x']) {
    it(`refuses the key ${key}`, async () => {
      await failure(stage.create({ ...PLACE, key }), 'unclear');
      assert.deepEqual(vault.read().secrets, {});
    });
  }
});

const pick = ({ state, holds }: { readonly state: string; readonly holds: boolean }) => ({ state, holds });
