import assert from 'node:assert/strict';
import { TerminalGuard } from '../../../../../src/editor/features/debug/terminalGuard.ts';
import { SecretText } from '../../../../../src/secret/secretText.ts';

const SECRET = 'S3CRET-value';

describe('the guard of the terminals that debuggers ask for', () => {
  const guard = new TerminalGuard();
  guard.note(new SecretText(SECRET));
  guard.note(new SecretText(SECRET));

  const request = (asked: object) => ({
    type: 'request',
    command: 'runInTerminal',
    seq: 1,
    arguments: asked,
  });

  it('removes secrets from the environment and the arguments, and nothing else', () => {
    const message = request({
      kind: 'integrated',
      env: { A: SECRET, B: `x${SECRET}y`, C: 'c', D: null },
      args: ['node', `--key=${SECRET}`, 'app.js'],
    });
    assert.equal(guard.clean(message), true);
    assert.deepEqual(message.arguments, {
      kind: 'integrated',
      env: { C: 'c', D: null },
      args: ['node', '', 'app.js'],
    });
  });

  it('removes secrets that are quoted for a shell, encoded, or in a title', () => {
    const quoted = "S3CRET-it's-$HOME";
    guard.note(new SecretText(quoted));
    for (const text of [
      `export A='${quoted.replaceAll("'", String.raw`'\''`)}'`,
      `"${quoted.replaceAll('$', String.raw`\$`)}"`,
      Buffer.from(SECRET).toString('base64'),
      Buffer.from(SECRET, 'utf16le').toString('base64'),
    ]) {
      const message = request({
        title: text,
        cwd: '/',
        args: ['sh', '-c', text],
        env: { [text]: '', B: 'b' },
      });
      assert.equal(guard.clean(message), true, text);
      assert.deepEqual(message.arguments, { cwd: '/', args: ['sh', '-c', ''], env: { B: 'b' } });
    }
  });

  it('leaves all other messages as they are', () => {
    for (const message of [
      request({ args: ['node'], env: { C: 'c' } }),
      request({ args: 'node' }),
      { type: 'event', event: 'output', body: { output: SECRET } },
      { type: 'request', command: 'runInTerminal' },
      undefined,
      null,
      'text',
    ]) {
      const before = structuredClone(message);
      assert.equal(guard.clean(message), false);
      assert.deepEqual(message, before);
    }
  });
});
