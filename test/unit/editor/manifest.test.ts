import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import * as ast from 'typescript/unstable/ast';
import type { Connection } from '../../../src/credentials/connections/connection.ts';
import { contextValueOf } from '../../../src/editor/features/clients/nodeActions.ts';
import { EVERY_COMMAND_HAS_A_FEATURE, FEATURES } from '../../../src/editor/features.ts';
import type { ClientsNode } from '../../../src/editor/vocabulary/clientsNode.ts';
import { COMMAND_TRAITS } from '../../../src/editor/vocabulary/commandArguments.ts';
import { COMMAND_NAMES, commandId } from '../../../src/editor/vocabulary/commandId.ts';
import { syntaxTrees } from '../../../tools/l10n/syntaxTrees.ts';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly scope?: string }>> };
    readonly menus: Readonly<
      Record<string, readonly { readonly command: string; readonly when?: string; readonly group?: string }[]>
    >;
    readonly viewsWelcome: readonly { readonly contents: string; readonly when: string }[];
  };
}

const manifestText = fs.readFileSync('package.json', 'utf8');
const manifest: Manifest = JSON.parse(manifestText);
const words: Readonly<Record<string, string>> = JSON.parse(fs.readFileSync('package.nls.json', 'utf8'));
const { commands, configuration, menus, viewsWelcome } = manifest.contributes;

/** Editor commands allowed in texts. */
const EDITOR_COMMANDS = ['workbench.action.files.openFolder'];

/** Evaluates the form of `when` clause that our menus use. */
function matches(when: string, context: string): boolean {
  const pattern = /^viewItem =~ \/(.+)\/$/.exec(when)?.[1];
  assert.ok(pattern, when);
  return new RegExp(pattern).test(context);
}

/** What the commands take that are offered on these rows; the first that applies. */
const TAKEN: readonly (readonly [rows: RegExp, takes: RegExp])[] = [
  [/;finding;/, /^finding$/],
  [/;adopt(Secret)?;/, /^adoptableNode$/],
  [/;(wants|insertHere|key);|;\(insertHere\|unread\);/, /^projectNode$/],
  [/;(copyClientId|enableClient|disableClient);/, /^clientsNodes$/],
  [/^/, /^(clientsNodes?|clientsNodesOrSavedSecret)$/],
];

const takenOf = (when: string): RegExp => TAKEN.find(([rows]) => rows.test(when))?.[1] ?? /(?!)/;

/** The commands of a feature's table: the keys of the object `commands` that it returns. */
function commandsOf(tree: ast.SourceFile): readonly string[] {
  const found: string[] = [];
  const visit = (node: ast.Node): void => {
    if (
      ast.isPropertyAssignment(node) &&
      node.name.getText() === 'commands' &&
      ast.isObjectLiteralExpression(node.initializer)
    )
      found.push(
        ...node.initializer.properties.map(property =>
          ast.isSpreadAssignment(property)
            ? assert.fail('a table that is not written out')
            : (property.name?.getText() ?? ''),
        ),
      );
    else node.forEachChild(visit);
  };
  tree.forEachChild(visit);
  return found;
}

describe('the manifest', () => {
  const ids = COMMAND_NAMES.map(commandId);

  it('has the commands of the table, and no other', () => {
    assert.deepEqual(commands.map(({ command }) => command).sort(), [...ids].sort());
  });

  it('assigns each command to one feature, loaded for it', () => {
    const owned = Object.entries(FEATURES).flatMap(([name, { commands: own }]) =>
      own.map(command => [command, name] as const),
    );
    assert.deepEqual(owned.map(([command]) => command).sort(), [...COMMAND_NAMES].sort());
    const names = Object.keys(FEATURES).map(name => `src/editor/features/${name}/feature.ts`);
    const trees = syntaxTrees(Object.fromEntries(names.map(name => [name, fs.readFileSync(name, 'utf8')])));
    const merged = [...trees].flatMap(([name, tree]) =>
      commandsOf(tree).map(command => [command, path.basename(path.dirname(name))] as const),
    );
    const inOrder = (table: typeof merged) =>
      table.map(([command, feature]) => `${command}: ${feature}`).sort();
    assert.deepEqual(inOrder(merged), inOrder(owned));
    assert.ok(EVERY_COMMAND_HAS_A_FEATURE);
  });

  it('offers commands on supported nodes', () => {
    for (const { command, when = '', group = '' } of menus['view/item/context'] ?? []) {
      const name = COMMAND_NAMES.find(each => commandId(each) === command) ?? assert.fail(command);
      const taken = COMMAND_TRAITS[name].takes.name;
      assert.match(taken, takenOf(when), `${command} ${group}`);
    }
    const takingNone = COMMAND_NAMES.filter(name => COMMAND_TRAITS[name].takes.name === 'nothing');
    const onNodes = (menus['view/item/context'] ?? []).map(({ command }) => command);
    assert.deepEqual(
      takingNone.map(commandId).filter(id => onNodes.includes(id)),
      [],
    );
  });

  it('hides commands that require a node from the palette', () => {
    const hidden = (menus.commandPalette ?? []).filter(({ when }) => when === 'false');
    for (const { command } of hidden) {
      const name = COMMAND_NAMES.find(each => commandId(each) === command) ?? assert.fail(command);
      assert.notEqual(COMMAND_TRAITS[name].takes.name, 'nothing', command);
    }
    const needed = COMMAND_NAMES.filter(name => COMMAND_TRAITS[name].takes.name === 'finding');
    for (const name of needed)
      assert.ok(
        hidden.some(({ command }) => command === commandId(name)),
        name,
      );
  });

  it('uses only these and a few built-in commands in menus and texts', () => {
    const inMenus = Object.values(menus).flatMap(entries => entries.map(({ command }) => command));
    const inTexts = Object.values(words).flatMap(text =>
      [...text.matchAll(/\(command:([\w.]+)\)/g)].map(([, id]) => id ?? ''),
    );
    const known = [...ids, ...EDITOR_COMMANDS];
    for (const id of inMenus) assert.ok(ids.includes(id), id);
    for (const id of inTexts) assert.ok(known.includes(id), id);
    assert.ok(inTexts.length >= 8);
  });

  it('defines every text key that it uses, and no other', () => {
    const used = new Set([...manifestText.matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key));
    assert.deepEqual([...used].sort(), Object.keys(words).sort());
  });

  const connection: Connection = {
    name: 'Local',
    kind: 'localTenant',
    resource: 'http://127.0.0.1:5005',
    tenantId: 't',
    signIn: { method: 'client', clientId: 'c' },
  };
  const client = {
    id: 'c',
    name: 'n',
    enabled: true,
    accessTokenLifetimeSeconds: 60,
    roleIds: [],
    settings: {},
  };
  const typed = { ...client, type: 'clientCredentials' } as const;
  const nodes: readonly (readonly [ClientsNode, kept: boolean, inline: readonly string[]])[] = [
    [{ kind: 'connection', connection }, false, ['addClient']],
    [{ kind: 'type', connection, type: 'clientCredentials' }, false, ['addClient']],
    [{ kind: 'type', connection, type: 'deviceCode' }, false, ['addClient']],
    [{ kind: 'client', connection, client: typed }, false, ['insert', 'addSecret']],
    [{ kind: 'client', connection, client: { ...client, type: 'deviceCode' } }, false, ['insert']],
    [{ kind: 'secret', connection, client: typed, secret: { id: 1, description: '' } }, true, ['insert']],
    [{ kind: 'secret', connection, client: typed, secret: { id: 1, description: '' } }, false, []],
    [{ kind: 'emptyTypes', connection, types: [] }, false, []],
  ];
  for (const [node, kept, expected] of nodes) {
    it(`puts ${expected.length} actions into the row of a ${node.kind}${kept ? ' (saved)' : ''}`, () => {
      const context = contextValueOf(node, { kept });
      const inline = (menus['view/item/context'] ?? []).filter(
        ({ when = '', group }) => group?.startsWith('inline') && matches(when, context),
      );
      assert.deepEqual(
        inline.map(({ command }) => command),
        expected.map(name => `clientCredentials.${name}`),
      );
    });
  }

  it('lets no workspace override settings', () => {
    for (const [name, { scope }] of Object.entries(configuration.properties)) {
      assert.ok(scope === 'application' || scope === 'machine', `${name} could be set by a workspace`);
    }
  });

  it('synchronizes no path of a machine', () => {
    const paths = Object.keys(configuration.properties).filter(name => /folder|path|file$/i.test(name));
    assert.deepEqual(paths, ['clientCredentials.localTenant.dataFolder']);
    for (const name of paths) assert.equal(configuration.properties[name]?.scope, 'machine', name);
  });

  it('has welcome content for every state without clients', () => {
    const states = viewsWelcome.map(({ when }) => when.split('clientCredentials.')[1]);
    assert.deepEqual(states.sort(), [
      'auditState != clean',
      'auditState == clean',
      'projectState == empty',
      'state == expired',
      'state == forbidden',
      'state == noClient',
      'state == noConnection',
      'state == offline',
      'state == signedOut',
    ]);
  });
});
