import assert from 'node:assert/strict';
import type { KeptSecret } from '../../../../../src/credentials/records/keptSecrets.ts';
import { resolveCredentials } from '../../../../../src/editor/features/debug/debugCredentials.ts';
import { SecretText } from '../../../../../src/secret/secretText.ts';

const ID = '22222222-bbbb-4bbb-8bbb-222222222222';
const kept: KeptSecret = {
  tenantId: 't',
  clientId: ID,
  secretId: 1,
  resource: 'https://then.example',
  clientName: 'Rig',
  description: '',
  keptAt: '2026-11-01T00:00:00Z',
};
const variable = (field: string, id = ID) => `\${clientCredentials:${id}:${field}}`;

/** Resolves a configuration; `expired` and `newer` are other saved secrets. */
async function resolve(
  configuration: Record<string, unknown>,
  all: readonly KeptSecret[] = [kept],
  agrees = true,
) {
  const said: unknown[] = [];
  const asked: unknown[] = [];
  const given = { name: 'Run', type: 'node', request: 'launch', ...configuration };
  const resolved = await resolveCredentials({ name: 'app', path: '/app' }, given, {
    keptSecrets: {
      all: async () => all,
      value: async ({ secretId }) => (secretId === 9 ? undefined : new SecretText(`S3CRET-${secretId}`)),
    },
    now: () => new Date('2026-11-24T00:00:00Z'),
    resourceOf: tenantId => (tenantId === 't' ? 'http://now.example' : undefined),
    mayGive: async ({ clientName }, request) => {
      asked.push({ clientName, ...request });
      return agrees;
    },
    refuse: reason => said.push(reason),
    show: error => said.push((error as { code?: string }).code),
  });
  return { resolved, said, asked };
}

describe('variables of launch configurations', () => {
  it('are replaced with saved values in the environment', async () => {
    const { resolved } = await resolve({
      env: {
        A: variable('clientSecret'),
        B: `x-${variable('clientId', ID.toUpperCase())}`,
        C: `\${env:HOME}`,
      },
    });
    assert.deepEqual(resolved?.env, { A: 'S3CRET-1', B: `x-${ID}`, C: `\${env:HOME}` });
  });

  it('are replaced in the environment of the C++ debugger, with the current address', async () => {
    const { resolved } = await resolve({
      environment: [
        { name: 'R', value: variable('resource') },
        { name: 'T', value: variable('tenantId') },
      ],
    });
    assert.deepEqual(resolved?.environment, [
      { name: 'R', value: 'http://now.example' },
      { name: 'T', value: 't' },
    ]);
  });

  it('are replaced with the newest secret that has not expired', async () => {
    const expired = { ...kept, secretId: 3, expiresAt: '2026-11-23T00:00:00Z' };
    const { resolved } = await resolve({ env: { A: variable('clientSecret') } }, [
      expired,
      { ...kept, secretId: 2 },
      kept,
    ]);
    assert.deepEqual(resolved?.env, { A: 'S3CRET-2' });
  });

  for (const [where, configuration] of [
    ['arguments', { args: [variable('clientSecret')] }],
    ['the program', { program: variable('clientSecret') }],
    ['an inner task', { serverReadyAction: { pattern: variable('clientSecret') } }],
  ] as const) {
    it(`are refused in ${where}`, async () => {
      const { resolved, said } = await resolve(configuration);
      assert.equal(resolved, undefined);
      assert.match(String(said[0]), /may stand in “env” only/);
    });
  }

  it('are refused when they are unknown', async () => {
    const { resolved, said } = await resolve({ env: { A: variable('password') } });
    assert.equal(resolved, undefined);
    assert.match(String(said[0]), /is not known/);
  });

  for (const [title, all] of [
    ['of another client', []],
    ['without a saved value', [{ ...kept, secretId: 9 }]],
  ] as const) {
    it(`start nothing for a secret ${title}`, async () => {
      const { resolved, said } = await resolve({ env: { A: variable('clientSecret') } }, all);
      assert.equal(resolved, undefined);
      assert.deepEqual(said, ['notKept']);
    });
  }

  it('need consent once for each client, by the name of the configuration', async () => {
    const { resolved, asked } = await resolve({
      env: { A: variable('clientSecret'), B: variable('clientId') },
    });
    assert.ok(resolved);
    assert.deepEqual(asked, [{ clientName: 'Rig', name: 'Run', folder: { name: 'app', path: '/app' } }]);
  });

  it('cancel the launch without consent', async () => {
    const { resolved, said } = await resolve({ env: { A: variable('clientSecret') } }, [kept], false);
    assert.deepEqual([resolved, said], [undefined, []]);
  });
});
