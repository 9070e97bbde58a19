import assert from 'node:assert/strict';
import {
  type DebuggerAttributes,
  environmentKeysOf,
  exposuresOf,
  knownAttributes,
  withoutExposures,
} from '../../../../src/projectFiles/shapes/launch/launchExposure.ts';

const CONSOLES = ['internalConsole', 'integratedTerminal', 'externalTerminal'];

/** A configuration, what its debugger declares, and what it becomes; `undefined` where nothing exposes the environment. */
type Case = readonly [
  configuration: Readonly<Record<string, unknown>>,
  declared: DebuggerAttributes,
  safe?: Readonly<Record<string, unknown>> | 'none',
];

const TERMINALS: readonly Case[] = [
  [{}, {}],
  [{ console: 'internalConsole' }, {}],
  [{ console: null }, {}],
  [{ console: 'integratedTerminal' }, {}, { console: 'internalConsole' }],
  [{ console: 'InternalConsole' }, {}, { console: 'internalConsole' }],
  [{ console: ['integratedTerminal'] }, {}, { console: 'internalConsole' }],
  [{}, { console: { enum: CONSOLES, default: 'internalConsole' } }],
  [{}, { console: { enum: CONSOLES, default: 'integratedTerminal' } }, { console: 'internalConsole' }],
  [
    { console: null },
    { console: { enum: CONSOLES, default: 'integratedTerminal' } },
    { console: 'internalConsole' },
  ],
  [{}, { console: { enum: CONSOLES } }, { console: 'internalConsole' }],
  [{}, { console: { enum: ['internalConsole'] } }],
  [{}, { console: { type: 'string' } }, { console: 'internalConsole' }],
  [{ console: 'terminal' }, { console: { enum: ['debugConsole', 'terminal'] } }, { console: 'debugConsole' }],
  [{ console: 'pty' }, { console: { enum: ['pty', 'window'] } }, 'none'],
  [{ type: 'debugpy' }, {}, { type: 'debugpy', console: 'internalConsole' }],
  [{ type: 'java' }, { env: {} }, { type: 'java', console: 'internalConsole' }],
  [{ type: 'lldb' }, {}, { type: 'lldb', terminal: 'console' }],
  [{ type: 'cppdbg' }, {}],
  [{ externalConsole: true }, {}, { externalConsole: false }],
  [{ externalConsole: false }, {}],
  [{ runInTerminal: true }, { runInTerminal: { type: 'boolean' } }, { runInTerminal: false }],
  [{}, { runInTerminal: { type: ['boolean', 'null'] } }],
  [{ useTerminal: true }, {}, { useTerminal: false }],
  [
    { terminalKind: 'integrated' },
    { terminalKind: { enum: ['integrated', 'debugConsole'] } },
    { terminalKind: 'debugConsole' },
  ],
  [{ terminal: 'somewhere' }, {}, 'none'],
  [{ internalConsoleOptions: 'neverOpen', consoleMode: 'commands' }, {}],
  // The debugger for JavaScript uses a terminal for every value that isn't `internalConsole`.
  ...['none', 'off', 'internal', 'console', 'debugConsole', '', false, null].map(
    (console): Case => [
      { console },
      { console: { enum: CONSOLES, default: 'internalConsole' } },
      { console: 'internalConsole' },
    ],
  ),
  [
    { console: '' },
    { console: { type: 'string', default: 'integratedTerminal' } },
    { console: 'internalConsole' },
  ],
  [
    { externalConsole: null },
    { externalConsole: { type: 'boolean', default: true } },
    { externalConsole: false },
  ],
  [{ externalConsole: null }, { externalConsole: { type: 'boolean', default: false } }],
  [{ console: 'none' }, {}],
  [{ terminalMode: 'integrated' }, {}, 'none'],
  [
    { launchIn: 'externalTerminal' },
    { launchIn: { enum: ['none', 'externalTerminal'] } },
    { launchIn: 'none' },
  ],
  [{ tty: true, runInTerminalWindow: true }, {}, { tty: false, runInTerminalWindow: false }],
  [{ consoleTitle: 'Job', terminalName: 'Job', pretty: true, tty: false }, {}],
];

const LOGS: readonly Case[] = [
  [{ trace: true }, {}, {}],
  [{ trace: 'verbose' }, {}, {}],
  [{ trace: { stdio: true } }, {}, {}],
  [{ trace: { stdio: false, logFile: '/tmp/log' } }, {}, {}],
  [{ trace: {} }, {}, {}],
  [{ trace: { stdio: false, logFile: null } }, {}],
  [{ trace: false }, { trace: { default: true } }],
  [{}, { trace: { default: true } }],
  [{ logToFile: true }, {}, {}],
  [{ showLog: true, logOutput: 'dap', logDest: '/tmp/log' }, {}, {}],
  [{ logLevel: 'off' }, {}],
  [{ log: { fileName: 'x' } }, {}, {}],
  [{ verbose: true }, {}, {}],
  [{ diagnosticLogging: true }, {}, {}],
  [{ showProtocolLog: true, showDevDebugOutput: 'raw' }, {}, {}],
  [{ traceDAP: true, DAPLog: true }, {}, {}],
  [{ logging: { engineLogging: true, moduleLoad: true } }, {}, { logging: { moduleLoad: true } }],
  [{ logging: { trace: false, exceptions: true, programOutput: true } }, {}],
  [{ dlvFlags: ['--check-go-version=false', '--log', '--log-output=dap'] }, {}, 'none'],
  [{ dlvFlags: '--log-dest=/tmp/log' }, {}, 'none'],
  [{ debugAdapterEnv: { LLDBDAP_LOG: '/tmp/log' } }, {}, 'none'],
  [{ debugAdapterArgs: ['--trace=verbose'], miDebuggerArgs: '-q' }, {}, 'none'],
  [{ dlvFlags: ['--check-go-version=false'], buildFlags: '-tags=log', debugOptions: ['RedirectOutput'] }, {}],
  [
    { stackTraceDepth: 50, loginName: 'x', catalog: true, dialog: true, logpoints: true, args: ['--trace'] },
    {},
  ],
];

const EXPOSURES: Readonly<Record<string, readonly Case[]>> = { terminal: TERMINALS, log: LOGS };

for (const [kind, cases] of Object.entries(EXPOSURES)) {
  describe(`what shows the environment of a program in a ${kind}`, () => {
    for (const [configuration, declared, safe] of cases) {
      it(`is ${safe ? 'found' : 'nothing'} in ${JSON.stringify(configuration)}, ${JSON.stringify(declared)}`, () => {
        const attributes = knownAttributes(String(configuration.type), declared);
        const exposures = exposuresOf(configuration, attributes);
        assert.equal(exposures.length > 0, safe !== undefined);
        assert.ok(exposures.every(exposure => exposure.kind === kind));
        assert.equal(
          exposures.some(({ remedy }) => remedy === undefined),
          safe === 'none',
        );
        if (safe === 'none') return;
        const before = structuredClone(configuration);
        const changed = withoutExposures(configuration, exposures);
        assert.deepEqual(changed, safe ?? configuration);
        assert.deepEqual(configuration, before);
        assert.deepEqual(exposuresOf(changed, attributes), []);
      });
    }
  });
}

describe('the keys of the environment', () => {
  for (const [type, declared, keys] of [
    ['node', { env: {} }, ['env']],
    ['cppdbg', {}, ['environment']],
    ['cppvsdbg', { environment: {}, console: {} }, ['environment']],
    ['unknown', {}, ['env']],
    ['both', { env: {}, environment: {} }, ['env', 'environment']],
    ['constructor', {}, ['env']],
  ] as const) {
    it(`of ${type} are ${keys.join(' and ')}`, () => {
      assert.deepEqual(environmentKeysOf(knownAttributes(type, declared)), keys);
    });
  }
});
