import assert from 'node:assert/strict';
import { CrashStage, RECOVERIES } from '../../../../support/crash/crashStage.ts';

describe('a crash around the deletion of a secret that a rotation gives up', () => {
  const stage = new CrashStage();
  let points: readonly string[];
  /** The number of the point before the deletion. */
  let deletion: number;

  before(async () => {
    const whole = await stage.newSceneWithRemoval();
    points = (await stage.run(whole, 'administrator')) ?? [];
    const wanted = `/Secrets/${whole.work.removedSecretId}`;
    deletion = points.findIndex(name => name.startsWith('before DELETE') && name.endsWith(wanted)) + 1;
    assert.ok(deletion > 0, 'the secret is not deleted');
    const after = await stage.readRemoval(whole);
    assert.deepEqual(after, { isInService: false, isSaved: false, count: 1, open: [] });
  });

  for (const recovery of RECOVERIES) {
    it(`is known to the journal, and loses nothing: ${recovery}`, async () => {
      const last = points.findIndex(name => name.startsWith('after POST') && name.endsWith('/Secrets')) + 2;
      assert.ok(last > deletion, 'the new secret is requested after the deletion');
      for (let dieAt = deletion - 1; dieAt <= last; dieAt += 1) {
        const label = `${points[dieAt - 1]} (${dieAt}), then ${recovery}`;
        const scene = await stage.newSceneWithRemoval();
        assert.equal(await stage.run(scene, 'administrator', dieAt), undefined, `${label}: it did not die`);
        const crashed = await stage.readRemoval(scene);
        assert.equal(crashed.open.length, 1, `${label}: the journal does not know`);
        assert.equal(crashed.open[0]?.removedSecretId, scene.work.removedSecretId, label);
        await stage.recover(scene, recovery);
        await stage.checkPlaces(scene, label);
        const { isInService, isSaved, count, open } = await stage.readRemoval(scene);
        assert.deepEqual(open, [], label);
        assert.equal(isSaved, isInService, `${label}: a value is saved exactly while its secret exists`);
        assert.equal(isInService, recovery === 'undo' && crashed.isInService, label);
        assert.equal(count, isInService ? 2 : 1, label);
      }
    });
  }
});
