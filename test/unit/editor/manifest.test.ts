import assert from 'node:assert/strict';
import fs from 'node:fs';
import type { Connection } from '../../../src/credentials/connections/connection.ts';
import { contextValueOf } from '../../../src/editor/features/clients/nodeActions.ts';
import type { ClientsNode } from '../../../src/editor/vocabulary/clientsNode.ts';
import { COMMAND_NAMES, commandId } from '../../../src/editor/vocabulary/commandId.ts';

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

/** What texts may link to beside our own. */
const EDITOR_COMMANDS = ['workbench.action.files.openFolder'];

/** Evaluates the one form of condition that our context menus use. */
function matches(when: string, context: string): boolean {
  const pattern = /^viewItem =~ \/(.+)\/$/.exec(when)?.[1];
  assert.ok(pattern, when);
  return new RegExp(pattern).test(context);
}

describe('the manifest', () => {
  const ids = COMMAND_NAMES.map(commandId);

  it('has the commands of the table, and no other', () => {
    assert.deepEqual(commands.map(({ command }) => command).sort(), [...ids].sort());
  });

  it('names only these commands, and a few of the editor, in menus and texts', () => {
    const inMenus = Object.values(menus).flatMap(entries => entries.map(({ command }) => command));
    const inTexts = Object.values(words).flatMap(text =>
      [...text.matchAll(/\(command:([\w.]+)\)/g)].map(([, id]) => id ?? ''),
    );
    const known = [...ids, ...EDITOR_COMMANDS];
    for (const id of inMenus) assert.ok(ids.includes(id), id);
    for (const id of inTexts) assert.ok(known.includes(id), id);
    assert.ok(inTexts.length >= 8);
  });

  it('has words for every text, and no text without words', () => {
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
    ...{ id: 'c', name: 'n', enabled: true, accessTokenLifetimeSeconds: 60 },
    ...{ roleIds: [], settings: {} },
  };
  const typed = { ...client, type: 'clientCredentials' } as const;
  const nodes: readonly (readonly [ClientsNode, kept: boolean, inline: readonly string[]])[] = [
    [{ kind: 'connection', connection }, false, ['addClient']],
    [{ kind: 'type', connection, type: 'clientCredentials' }, false, ['addClient']],
    [{ kind: 'type', connection, type: 'deviceCode' }, false, ['addClient']],
    [{ kind: 'client', connection, client: typed }, false, ['insert', 'addSecret']],
    [{ kind: 'client', connection, client: { ...client, type: 'deviceCode' } }, false, []],
    [{ kind: 'secret', connection, client: typed, secret: { id: 1, description: '' } }, true, ['insert']],
    [{ kind: 'secret', connection, client: typed, secret: { id: 1, description: '' } }, false, []],
    [{ kind: 'emptyTypes', connection, types: [] }, false, []],
  ];
  for (const [node, kept, expected] of nodes) {
    it(`puts ${expected.length} actions into the row of a ${node.kind}${kept ? ' that is kept' : ''}`, () => {
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

  it('lets no workspace decide where tokens go', () => {
    for (const [name, { scope }] of Object.entries(configuration.properties)) {
      assert.ok(scope === 'application' || scope === 'machine', `${name} could be set by a workspace`);
    }
  });

  it('has welcome contents for every state that shows no clients', () => {
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
