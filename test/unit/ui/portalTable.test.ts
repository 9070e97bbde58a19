import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { COMMAND_NAMES } from '../../../src/editor/vocabulary/commandId.ts';
import { STEPS } from '../../ui/addClientWizard.ts';
import { PORTAL_ANSWERS, PORTAL_TABLE } from '../../ui/portalTable.ts';

const UI_TESTS = path.resolve('test/ui');

describe('what the portal does', () => {
  const titles = fs
    .readdirSync(UI_TESTS)
    .filter(file => file.endsWith('.ts'))
    .flatMap(file => [...fs.readFileSync(path.join(UI_TESTS, file), 'utf8').matchAll(/^ +it\('([^']+)'/gm)])
    .map(([, title]) => title ?? '');

  for (const { portal, command, test } of PORTAL_TABLE) {
    it(`has a command and a test in the editor: ${portal}`, () => {
      assert.ok(COMMAND_NAMES.includes(command));
      assert.ok(titles.includes(test), `no test in test/ui is called “${test}”`);
    });
  }

  it('takes at most four answers for a client as suggested, into the project', () => {
    assert.ok(STEPS.suggested <= 4);
    assert.ok(PORTAL_ANSWERS.length >= 12);
  });
});
