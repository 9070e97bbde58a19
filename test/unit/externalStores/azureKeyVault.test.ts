import assert from 'node:assert/strict';
import path from 'node:path';
import { temporaryFolder } from '../../support/folders/temporaryFolder.ts';
import { failure, installStandIn, isFirst, ROTATED, SECRET, type StandIn, StoreStage } from './storeStage.ts';

interface Version {
  readonly value: string;
  readonly contentType?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

interface Secrets {
  readonly secrets: Readonly<Record<string, readonly Version[]>>;
  readonly refuses?: string;
}

const PLACE = { vault: 'team', name: 'connect' };

// The program needs a service that is in no registry: the contract is recorded from its documentation.
describe('Azure Key Vault', () => {
  const folder = temporaryFolder();
  let az: StandIn<Secrets>;
  const stage = new StoreStage('azureKeyVault', () => az.env);
  before(function () {
    if (process.platform === 'win32') this.skip();
  });
  beforeEach(() => {
    az = installStandIn<Secrets>(path.join(folder.path, 'bin'), 'az', { secrets: {} });
  });
  const versions = () => az.read().secrets.connect;

  it('creates a secret, and updates it with a version that keeps its tags and content type', async () => {
    await stage.create(PLACE);
    assert.equal(versions()?.[0]?.value, SECRET);
    const tags = { owner: 'plant', 'cost center': '4 711' };
    az.write({ secrets: { connect: [{ value: SECRET, contentType: '--text', tags }] } });
    await stage.update(PLACE, ROTATED, isFirst);
    assert.deepEqual(versions()?.[1], { value: ROTATED, contentType: '--text', tags });
  });

  it('refuses to create where a secret is, and leaves the value of someone else alone', async () => {
    az.write({ secrets: { connect: [{ value: '0thers' }] } });
    await failure(stage.create(PLACE), 'exists');
    await failure(stage.update(PLACE, ROTATED, isFirst), 'notOurs');
    assert.deepEqual(versions(), [{ value: '0thers' }]);
  });

  for (const [message, code] of [
    ["ERROR: Please run 'az login' to setup account.", 'signedOut'],
    ['ERROR: (Forbidden) The user does not have secrets get permission on key vault', 'denied'],
  ] as const) {
    it(`says that it was ${code}, and that nothing was changed`, async () => {
      az.write({ secrets: {}, refuses: message });
      assert.equal((await failure(stage.create(PLACE), code)).mayHaveWritten, false);
      assert.deepEqual(az.read().secrets, {});
    });
  }
});
