import assert from 'node:assert/strict';
import type { KeptSecret } from '../../../../../src/credentials/records/keptSecrets.ts';
import type { DebugRequest } from '../../../../../src/editor/features/debug/debugConsent.ts';
import { resolveCredentials } from '../../../../../src/editor/features/debug/debugCredentials.ts';
import type { DebuggerAttributes } from '../../../../../src/projectFiles/shapes/launch/launchExposure.ts';
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

const CONSOLE = { enum: ['internalConsole', 'integratedTerminal', 'externalTerminal'] };

/** What the extensions of the debuggers declare, as far as it is read. */
const DECLARED: Readonly<Record<string, DebuggerAttributes>> = {
  node: { env: {}, console: { ...CONSOLE, default: 'internalConsole' }, trace: { default: true } },
  'pwa-extensionHost': { env: {} },
  java: { env: {}, console: { ...CONSOLE, default: 'integratedTerminal' } },
  debugpy: { env: {}, console: CONSOLE },
  cppdbg: { environment: { type: 'array' }, externalConsole: { type: 'boolean', default: false } },
  odd: {
    env: {},
    console: { enum: ['integratedTerminal', 'externalTerminal'], default: 'integratedTerminal' },
  },
  plain: {},
};

/** Resolves a configuration; `expired` and `newer` are other saved secrets. */
async function resolve(
  configuration: Record<string, unknown>,
  all: readonly KeptSecret[] = [kept],
  agrees = true,
) {
  const said: unknown[] = [];
  const asked: DebugRequest[] = [];
  const givenAway: SecretText[] = [];
  const given = { name: 'Run', type: 'node', request: 'launch', ...configuration };
  const resolved = await resolveCredentials({ name: 'app', path: '/app' }, given, {
    keptSecrets: {
      all: async () => all,
      value: async ({ secretId }) => (secretId === 9 ? undefined : new SecretText(`S3CRET-${secretId}`)),
    },
    now: () => new Date('2026-11-24T00:00:00Z'),
    resourceOf: tenantId => (tenantId === 't' ? 'http://now.example' : undefined),
    declaredAttributes: type => DECLARED[type],
    written: async () => undefined,
    mayGive: async (_, request) => {
      asked.push(request);
      return agrees;
    },
    giving: secret => givenAway.push(secret),
    refuse: reason => said.push(reason),
    show: error => said.push((error as { code?: string }).code),
  });
  return { resolved, said, asked, givenAway };
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
      type: 'cppdbg',
      environment: [
        { name: 'R', value: variable('resource') },
        { name: 'T', value: variable('tenantId') },
        { name: 'S', value: variable('clientSecret') },
      ],
    });
    assert.deepEqual(resolved?.environment, [
      { name: 'R', value: 'http://now.example' },
      { name: 'T', value: 't' },
      { name: 'S', value: 'S3CRET-1' },
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
    ['the section of another platform', { osx: { env: { A: variable('clientSecret') } } }],
    [
      'a list that its debugger does not read',
      { environment: [{ name: 'A', value: variable('clientSecret') }] },
    ],
    ['an object that its debugger does not read', { type: 'cppdbg', env: { A: variable('clientSecret') } }],
    ['the name of a variable', { type: 'cppdbg', environment: [{ name: variable('clientId'), value: '' }] }],
  ] as const) {
    it(`are refused in ${where}`, async () => {
      const { resolved, said } = await resolve(configuration);
      assert.equal(resolved, undefined);
      assert.match(String(said[0]), /is replaced in “env(ironment)?” only/);
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
    const { resolved, asked, givenAway } = await resolve({
      env: { A: variable('clientSecret'), B: variable('clientId') },
    });
    assert.ok(resolved);
    assert.deepEqual(
      asked.map(({ name, folder, changes }) => ({ name, folder, changes })),
      [{ name: 'Run', folder: { name: 'app', path: '/app' }, changes: [] }],
    );
    assert.equal(givenAway.length, 1);
  });

  it('cancel the launch without consent', async () => {
    const { resolved, said } = await resolve({ env: { A: variable('clientSecret') } }, [kept], false);
    assert.deepEqual([resolved, said], [undefined, []]);
  });

  it('leave a configuration that is started later to its own start', async () => {
    const serverReadyAction = { action: 'startDebugging', config: { env: { A: variable('clientSecret') } } };
    const { resolved, asked } = await resolve({ serverReadyAction });
    assert.deepEqual([resolved?.serverReadyAction, asked], [serverReadyAction, []]);
  });

  for (const [title, configuration, changed, words] of [
    [
      'a terminal',
      { console: 'integratedTerminal' },
      { console: 'internalConsole' },
      '"console": "internalConsole"',
    ],
    [
      'a window',
      { console: 'externalTerminal' },
      { console: 'internalConsole' },
      '"console": "internalConsole"',
    ],
    [
      'a terminal by default',
      { type: 'java' },
      { console: 'internalConsole' },
      '"console": "internalConsole"',
    ],
    [
      'a terminal by a default that is not declared',
      { type: 'debugpy' },
      { console: 'internalConsole' },
      '"console": "internalConsole"',
    ],
    [
      'a window of its own',
      { type: 'cppdbg', externalConsole: true },
      { externalConsole: false },
      '"externalConsole": false',
    ],
    ['a log', { trace: true }, { trace: undefined }, 'without “trace”'],
    ['a log file', { trace: { logFile: '/tmp/log' } }, { trace: undefined }, 'without “trace”'],
    [
      'a part of a log',
      { logging: { engineLogging: true, exceptions: true } },
      { logging: { exceptions: true } },
      'without “logging.engineLogging”',
    ],
  ] as const) {
    it(`are replaced only after the user has agreed to start without ${title}`, async () => {
      const env = { A: variable('clientSecret') };
      const environment = [{ name: 'A', value: variable('clientSecret') }];
      const given = 'type' in configuration && configuration.type === 'cppdbg' ? { environment } : { env };
      const { resolved, asked } = await resolve({ ...given, ...configuration });
      assert.deepEqual(asked[0]?.changes, [words]);
      const [key = '', value] = Object.entries(changed)[0] ?? [];
      assert.deepEqual(resolved?.[key], value);
      assert.match(JSON.stringify(resolved), /S3CRET-1/);
      const declined = await resolve({ ...given, ...configuration }, [kept], false);
      assert.equal(declined.resolved, undefined);
    });
  }

  it('are replaced without a question where no secret is among them, in a terminal too', async () => {
    const { resolved, asked } = await resolve({
      console: 'integratedTerminal',
      env: { A: variable('clientId') },
    });
    assert.deepEqual([resolved?.console, resolved?.env], ['integratedTerminal', { A: ID }]);
    assert.deepEqual(asked[0]?.changes, []);
  });

  for (const [title, configuration, reason] of [
    ['attaches to a program', { request: 'attach' }, /attaches to a program/],
    [
      'starts another editor',
      { type: 'pwa-extensionHost' },
      /attaches to a program, or starts another editor/,
    ],
    [
      'has a debugger that is not here',
      { type: 'elsewhere' },
      /no extension that runs here has the debugger/,
    ],
    ['can only use a terminal', { type: 'odd' }, /with the setting “console”/],
    ['uses a terminal that is not known', { terminal: 'somewhere' }, /with the setting “terminal”/],
  ] as const) {
    it(`start nothing for a configuration that ${title}`, async () => {
      const { resolved, said, asked } = await resolve({
        env: { A: variable('clientSecret') },
        ...configuration,
      });
      assert.deepEqual([resolved, asked], [undefined, []]);
      assert.match(String(said[0]), reason);
    });
  }

  it('are replaced for a debugger that declares nothing', async () => {
    const { resolved } = await resolve({ type: 'plain', env: { A: variable('clientSecret') } });
    assert.deepEqual(resolved?.env, { A: 'S3CRET-1' });
  });

  it('have a fingerprint that any change of the configuration changes, and breakpoints do not', async () => {
    const env = { A: variable('clientSecret') };
    const prints = async (...all: readonly Record<string, unknown>[]) => {
      const found = await Promise.all(all.map(each => resolve({ env, ...each })));
      return new Set(found.map(({ asked }) => asked[0]?.fingerprint));
    };
    const changes = [
      {},
      { program: 'other.js' },
      { console: 'internalConsole' },
      { type: 'plain' },
      { args: ['--evil'] },
      { env: { ...env, NODE_OPTIONS: '--require ./evil.js' } },
      { env: { B: env.A } },
      { preLaunchTask: 'evil' },
    ];
    assert.equal((await prints(...changes)).size, changes.length);
    assert.equal((await prints({}, { noDebug: true }, { noDebug: false, __sessionId: 'x' })).size, 1);
    assert.equal((await prints({ trace: { logFile: '/tmp/1' } }, { trace: { logFile: '/tmp/2' } })).size, 1);
    assert.equal((await prints({ program: 'a', cwd: 'b' }, { cwd: 'b', program: 'a' })).size, 1);
  });
});
