import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../../support/folders/temporaryFolder.ts';
import { startSecretsManager } from './secretsManager.ts';
import { failure, isFirst, ROTATED, SECRET, StoreStage } from './storeStage.ts';

const PLACE = { name: 'connect/secret', key: '' };

describe('AWS Secrets Manager, by the real aws', () => {
  const folder = temporaryFolder();
  let service: Awaited<ReturnType<typeof startSecretsManager>>;
  const env = (region = 'eu-west-1', endpoint = service.address): NodeJS.ProcessEnv => ({
    ...process.env,
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'example',
    AWS_DEFAULT_REGION: region,
    AWS_CONFIG_FILE: path.join(folder.path, 'config'),
    AWS_SHARED_CREDENTIALS_FILE: path.join(folder.path, 'credentials'),
    AWS_EC2_METADATA_DISABLED: 'true',
    NO_PROXY: '*',
    no_proxy: '*',
  });
  const stage = new StoreStage('awsSecretsManager', () => env());
  before(function () {
    if (process.platform === 'win32' || spawnSync('aws', ['--version']).status !== 0) this.skip();
  });
  beforeEach(async () => {
    service = await startSecretsManager();
  });
  afterEach(() => service?.close());
  const text = () => service.secrets.get('connect/secret')?.text;
  const have = (value: string) => service.secrets.set('connect/secret', { text: value });

  it('creates a secret, and updates the same one in whatever region the machine is set to later', async () => {
    const { place } = await stage.create(PLACE);
    assert.equal(text(), SECRET);
    assert.match(place.arn ?? '', /^arn:aws:secretsmanager:eu-west-1:/);
    await new StoreStage('awsSecretsManager', () => env('us-east-1')).update(place, ROTATED, isFirst);
    assert.equal(text(), ROTATED);
  });

  it('replaces one key of a secret that holds JSON, and no other character', async () => {
    const json = (value: string) =>
      `{ "user": "ü",\n  "big": 12345678901234567890, "secret":   ${JSON.stringify(value)},\t"x":[1, 2.0] }\n`;
    have(json(SECRET));
    await stage.update({ ...PLACE, key: 'secret' }, ROTATED, isFirst);
    assert.equal(text(), json(ROTATED));
  });

  it('creates JSON when a key is named, and adds a key to it for another client', async () => {
    await stage.create({ ...PLACE, key: 'one' });
    await stage.update({ ...PLACE, key: 'two' }, SECRET);
    assert.deepEqual(JSON.parse(text() ?? ''), { one: SECRET, two: SECRET });
  });

  it('never puts a bare value in the place of JSON: it asks for the key', async () => {
    have('{"user":"0thers"}');
    const error = await failure(stage.update(PLACE, ROTATED, isFirst), 'unclear');
    assert.equal(error.field, 'key');
    await failure(stage.create(PLACE), 'unclear');
    assert.equal(text(), '{"user":"0thers"}');
  });

  it('leaves alone what is there, what is another value, and what can’t have a key', async () => {
    have('0thers');
    await failure(stage.create(PLACE), 'exists');
    await failure(stage.update(PLACE, ROTATED, isFirst), 'notOurs');
    await failure(stage.update({ ...PLACE, key: 'k' }), 'unfit');
    assert.equal(text(), '0thers');
    service.secrets.set('connect/secret', { bytes: 'AAEC' });
    await failure(stage.update(PLACE), 'unfit');
    assert.deepEqual(service.secrets.get('connect/secret'), { bytes: 'AAEC' });
  });

  it('creates where it may not read, but never updates what it can’t read', async () => {
    service.state.denies = ['GetSecretValue'];
    await stage.create(PLACE);
    await failure(stage.create(PLACE, ROTATED), 'exists');
    assert.equal((await failure(stage.update(PLACE), 'denied')).mayHaveWritten, false);
    assert.equal(text(), SECRET);
  });

  it('says that no one is signed in', async () => {
    const { AWS_ACCESS_KEY_ID: _, ...without } = env();
    fs.writeFileSync(path.join(folder.path, 'config'), '');
    await failure(new StoreStage('awsSecretsManager', () => without).create(PLACE), 'signedOut');
  });
});
