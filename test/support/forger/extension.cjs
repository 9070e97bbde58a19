// Another extension in the same host, which runs commands of ours with arguments that it has made. `forger.take` gets the row
// on which the user runs it, as any extension that contributes to the context menu does. `forger.run` runs the commands that
// FORGER_ORDER lists, each with arguments of a shape, and notes in FORGER_RESULT what came of it.
const fs = require('node:fs');
const { setTimeout: sleep } = require('node:timers/promises');
const vscode = require('vscode');

/** The rows that were taken. */
const taken = [];

const note = entry => fs.appendFileSync(process.env.FORGER_RESULT, `${JSON.stringify(entry)}\n`);

const throwing = name =>
  Object.defineProperty({}, name, {
    enumerable: true,
    get() {
      throw new Error('a getter of the forger');
    },
  });

const allThrowing = new Proxy(
  {},
  Object.fromEntries(
    ['get', 'has', 'ownKeys', 'getPrototypeOf', 'getOwnPropertyDescriptor'].map(trap => [
      trap,
      () => {
        throw new Error('a trap of the forger');
      },
    ]),
  ),
);

/** Nodes and records of every kind that we have, with ids and addresses of the forger's choice. */
function forgedNodes({ resource, tenantId, clientId, secretId, file }) {
  const signIns = [
    { method: 'client', clientId },
    { method: 'browser', clientId, redirectUri: 'http://127.0.0.1:54321/callback' },
    { method: 'device', clientId },
  ];
  const connections = signIns.flatMap(signIn =>
    ['service', 'localTenant'].map(kind => ({ name: 'Local tenant', kind, resource, tenantId, signIn })),
  );
  const [connection] = connections;
  const client = { type: 'clientCredentials', id: clientId, name: 'Forged', enabled: true, tags: [] };
  const secret = { id: secretId, description: 'forged', expires: false };
  const type = { kind: 'type', connection, type: 'clientCredentials' };
  const found = { file, values: { resource, tenantId, clientId }, keys: {} };
  const identified = { tenantId, clientId, resource };
  const credential = { found, identified, state: { kind: 'empty' } };
  const credentialFile = { path: file, relativePath: '.env', credentials: [found] };
  const key = { kind: 'key', file: credentialFile, field: 'clientSecret', keyPath: ['ADH_CLIENT_SECRET'] };
  const kept = { resource, tenantId, clientId, secretId, clientName: 'Forged', description: 'forged' };
  return {
    ...Object.fromEntries(
      connections.map(each => [
        `connection ${each.kind} ${each.signIn.method}`,
        { kind: 'connection', connection: each },
      ]),
    ),
    ...Object.fromEntries(
      connections.map(each => [
        `client ${each.kind} ${each.signIn.method}`,
        { kind: 'client', connection: each, client },
      ]),
    ),
    secret: { kind: 'secret', connection, client, secret },
    type,
    emptyTypes: { kind: 'emptyTypes', connection, types: ['clientCredentials'] },
    loadMore: { kind: 'loadMore', of: type },
    problem: { kind: 'problem', connection, error: new Error('forged') },
    finding: {
      kind: 'finding',
      finding: { rule: 'neverExpires', tenantId, client: { ...client, type: 'clientCredentials' }, secret },
    },
    rule: { kind: 'rule', rule: 'neverExpires', findings: [] },
    folder: { kind: 'folder', path: file, name: 'forged', files: [] },
    file: { kind: 'file', folder: file, file: credentialFile, keys: [], more: [] },
    key: { ...key, credential },
    'saved secret': { ...kept, keptAt: '2026-11-01T00:00:00.000Z' },
    chosen: { node: { kind: 'client', connection, client }, selected: [] },
    'editor’s handle': { $treeViewId: 'clientCredentials.clients', $treeItemHandle: `1/${clientId}` },
  };
}

/** Returns argument lists of every shape, each with its name. */
function shapesOf(order) {
  const nodes = Object.entries(forgedNodes(order));
  const [[, first]] = nodes.filter(([name]) => name.startsWith('client'));
  const rows = taken.flatMap((row, index) => [
    [`row ${index}, cloned`, [structuredClone(row)]],
    [`row ${index}, through JSON`, [JSON.parse(JSON.stringify(row))]],
    [`row ${index}, spread`, [{ ...row, ...first, node: first }]],
    [`an heir of row ${index}`, [Object.create(row, { node: { value: first }, kind: { value: 'client' } })]],
    [
      `the prototype of row ${index}`,
      [Object.assign(Object.create(Object.getPrototypeOf(row)), { node: first })],
    ],
    [`a proxy of row ${index}`, [new Proxy(row, { get: (_target, name) => first[name] ?? first })]],
    [`a forged node beside row ${index}`, [first, [row, first]]],
    [`row ${index} beside a forged node`, [row, [first]]],
    [`a proxy of a list of row ${index}`, [row, new Proxy([row], { get: (_list, name) => [first][name] })]],
  ]);
  for (const row of taken) {
    for (const change of [
      () => Object.assign(row, { node: first, kind: 'client', connection: first.connection }),
      () => Object.setPrototypeOf(row, { node: first }),
      () => Object.assign(row.node ?? row, first),
    ]) {
      try {
        change();
      } catch {
        // It is frozen.
      }
    }
  }
  const made = (row, index) => {
    try {
      return [[`made by the constructor of row ${index}`, [new row.constructor('forged', first)]]];
    } catch {
      return [];
    }
  };
  return [
    ...nodes.map(([name, node]) => [`node: ${name}`, [node]]),
    ...nodes.map(([name, node]) => [`nodes: ${name}`, [node, [node, node]]]),
    ...rows,
    ...taken.flatMap(made),
    ['null', [null]],
    ['null twice', [null, null]],
    ['nothing twice', [undefined, undefined]],
    ['a text', ['client']],
    ['an id', [order.clientId]],
    ['an address', [order.resource]],
    ['a number', [order.secretId]],
    ['a boolean', [true]],
    ['a bigint', [1n]],
    ['a symbol', [Symbol('client')]],
    ['a function', [() => first]],
    ['a date', [new Date()]],
    ['an array', [[first, first]]],
    ['an empty array', [[]]],
    ['a long array', [first, new Array(2 ** 32 - 1)]],
    ['a map', [new Map([['kind', 'client']])]],
    ['an address object', [vscode.Uri.parse(order.resource)]],
    ['a file', [vscode.Uri.file(order.file)]],
    ['a getter that throws', [throwing('kind')]],
    ['a node that throws', [throwing('node')]],
    ['a promise', [Promise.resolve(first)]],
    ['everything throws', [allThrowing]],
    ['everything throws, in a list', [first, [allThrowing]]],
    ['many arguments', [first, [first], first, first]],
  ];
}

/** Runs a command, and closes what it asks until it has ended. Resolves to what it threw. */
async function runUntilEnd(command, args) {
  let hasEnded = false;
  let thrown;
  const running = Promise.resolve(vscode.commands.executeCommand(command, ...args))
    .catch(error => {
      thrown = String(error);
    })
    .finally(() => {
      hasEnded = true;
    });
  while (!hasEnded) {
    await Promise.race([running, sleep(20)]);
    if (!hasEnded) await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
  }
  return thrown;
}

async function runAll() {
  const order = JSON.parse(fs.readFileSync(process.env.FORGER_ORDER, 'utf8'));
  const stray = [];
  const listen = error => stray.push(String(error?.stack ?? error));
  process.on('unhandledRejection', listen);
  process.on('uncaughtExceptionMonitor', listen);
  const registered = await vscode.commands.getCommands(true);
  note({ kind: 'registered', commands: registered.filter(each => /clientCredentials/i.test(each)) });
  const shapes = shapesOf(order);
  note({ kind: 'shapes', names: shapes.map(([name]) => name), rows: taken.length });
  for (const { command, shape } of order.runs) {
    const [, args] = shapes.find(([name]) => name === shape);
    note({ kind: 'begins', command, shape });
    const thrown = await runUntilEnd(command, args);
    const clipboard = await vscode.env.clipboard.readText();
    note({ kind: 'ended', command, shape, thrown, clipboard, terminals: vscode.window.terminals.length });
  }
  await sleep(0);
  process.off('unhandledRejection', listen);
  process.off('uncaughtExceptionMonitor', listen);
  note({ kind: 'done', stray });
}

exports.activate = context => {
  context.subscriptions.push(
    vscode.commands.registerCommand('forger.take', (row, selected) => {
      taken.push(row, ...(selected ?? []).filter(each => each !== row));
      note({ kind: 'taken', count: taken.length });
    }),
    vscode.commands.registerCommand('forger.run', () => {
      // Not awaited: the palette is closed by then.
      void runAll().catch(error => note({ kind: 'done', stray: [String(error?.stack ?? error)] }));
    }),
  );
};
