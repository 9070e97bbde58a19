import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../../support/folders/temporaryFolder.ts';
import { findCommand } from '../../support/realEditor/chromium.ts';
import { kubeconfig, startCluster } from './kubernetesCluster.ts';
import { CLIENT_ID, failure, isFirst, ROTATED, SECRET, StoreStage } from './storeStage.ts';

const PLACE = { name: 'connect', key: 'ADH_CLIENT_SECRET', namespace: '' };
const AT = 'plant/connect';

describe('Kubernetes Secrets, by the real kubectl', () => {
  const folder = temporaryFolder();
  let cluster: Awaited<ReturnType<typeof startCluster>>;
  const env = () => ({
    ...process.env,
    KUBECONFIG: path.join(folder.path, 'kubeconfig'),
    HOME: folder.path,
  });
  const stage = new StoreStage('kubernetes', env);
  /** Everything as on a platform; a program of Windows has another name. */
  const stageOn = (platform: NodeJS.Platform) =>
    new StoreStage(
      'kubernetes',
      () => ({ ...env(), PATH: `${folder.path}${path.delimiter}${process.env.PATH}` }),
      { calledAsOn: platform },
    );
  const use = (context: string) =>
    fs.writeFileSync(
      path.join(folder.path, 'kubeconfig'),
      JSON.stringify(kubeconfig(cluster.address, context)),
    );
  before(function () {
    if (spawnSync('kubectl', ['version', '--client']).status !== 0) this.skip();
  });
  beforeEach(async () => {
    cluster = await startCluster();
    use('test');
    fs.symlinkSync(findCommand('kubectl') ?? '', path.join(folder.path, 'kubectl.exe'));
  });
  afterEach(() => cluster?.close());

  it('creates a Secret without the value in an annotation', async () => {
    const { place } = await stage.create(PLACE);
    assert.deepEqual(place, { ...PLACE, namespace: 'plant', context: 'test' });
    assert.deepEqual(cluster.values(AT), { ADH_CLIENT_ID: CLIENT_ID, ADH_CLIENT_SECRET: SECRET });
    assert.equal(cluster.secrets.get(AT)?.metadata.annotations, undefined);
  });

  it('keeps two clients in one Secret apart, a key each, through rotations of both', async () => {
    const one = await stage.create({ ...PLACE, key: 'ONE' });
    const seen = await stage.look({ ...PLACE, key: 'TWO' });
    assert.deepEqual([seen.state, seen.holds], ['present', false]);
    await failure(stage.create({ ...PLACE, key: 'TWO' }, '0thers'), 'exists');
    const two = await stage.update({ ...PLACE, key: 'TWO' }, SECRET);
    await stage.update(one.place, ROTATED, isFirst);
    assert.deepEqual(cluster.values(AT), { ADH_CLIENT_ID: CLIENT_ID, ONE: ROTATED, TWO: SECRET });
    await stage.update(two.place, ROTATED, isFirst);
    assert.deepEqual(cluster.values(AT), { ADH_CLIENT_ID: CLIENT_ID, ONE: ROTATED, TWO: ROTATED });
  });

  for (const platform of ['linux', 'win32'] as const) {
    it(`replaces one key, as on ${platform}, and leaves keys and labels of others`, async () => {
      cluster.make(AT, { ADH_CLIENT_SECRET: SECRET, other: '0thers', ADH_CLIENT_ID: 'their own' });
      await stageOn(platform).update(PLACE, ROTATED, isFirst);
      const expected = { ADH_CLIENT_SECRET: ROTATED, other: '0thers', ADH_CLIENT_ID: 'their own' };
      assert.deepEqual(cluster.values(AT), expected);
    });
  }

  it('leaves what someone else has changed since it was read, on Windows too', async () => {
    cluster.make(AT, { ADH_CLIENT_SECRET: SECRET, other: '0thers' });
    cluster.state.beforeWrite = () => cluster.make(AT, { ADH_CLIENT_SECRET: SECRET, other: 'newer' });
    await failure(stageOn('win32').update(PLACE, ROTATED, isFirst), 'changedMeanwhile');
    assert.deepEqual(cluster.values(AT), { ADH_CLIENT_SECRET: SECRET, other: 'newer' });
  });

  it('updates in the cluster and namespace where it has created, whatever the current context is later', async () => {
    const { place } = await stage.create(PLACE);
    use('other');
    await stage.update(place, ROTATED, isFirst);
    assert.equal(cluster.values(AT).ADH_CLIENT_SECRET, ROTATED);
  });

  it('leaves a value of someone else alone, and a key that is gone', async () => {
    cluster.make(AT, { ADH_CLIENT_SECRET: '0thers' });
    await failure(stage.update(PLACE, ROTATED, isFirst), 'notOurs');
    cluster.make(AT, { other: '0thers' });
    await failure(stage.update(PLACE, ROTATED, isFirst), 'missing');
    assert.deepEqual(cluster.values(AT), { other: '0thers' });
  });

  it('creates where it may not read, and refuses when something is there all the same', async () => {
    cluster.state.forbids = ['GET'];
    await stage.create(PLACE);
    assert.equal(cluster.values(AT).ADH_CLIENT_SECRET, SECRET);
    await failure(stage.create(PLACE, ROTATED), 'exists');
    cluster.state.forbids = ['GET', 'POST'];
    assert.equal((await failure(stage.create(PLACE), 'denied')).mayHaveWritten, false);
  });

  it('refuses a Secret that is immutable, and the key that the client’s ID has', async () => {
    cluster.make(AT, { ADH_CLIENT_SECRET: SECRET }, { immutable: true });
    await failure(stage.update(PLACE, ROTATED, isFirst), 'unfit');
    await failure(stage.create({ ...PLACE, key: 'ADH_CLIENT_ID' }), 'unclear');
    assert.deepEqual(cluster.values(AT), { ADH_CLIENT_SECRET: SECRET });
  });
});
