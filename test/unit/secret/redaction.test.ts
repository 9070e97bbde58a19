import assert from 'node:assert/strict';
import fc from 'fast-check';
import { redactedSecretStore } from '../../../src/editor/platform/log/redactedSecretStore.ts';
import { redactingLog } from '../../../src/editor/platform/log/redactingLog.ts';
import { Redaction } from '../../../src/secret/redaction.ts';
import { SecretText } from '../../../src/secret/secretText.ts';
import { MemorySecretStore } from '../../support/credentials/memorySecretStore.ts';

describe('Redaction', () => {
  it('removes an added value from text, forms and JSON', () => {
    const redaction = new Redaction();
    redaction.add(new SecretText('a+b/c="d"'));
    const written = ['a+b/c="d"', 'x=a%2Bb%2Fc%3D%22d%22&y', '{"v":"a+b/c=\\"d\\""}'].join('\n');
    assert.doesNotMatch(redaction.apply(written), /a\+b|a%2Bb/);
  });

  const shapes = [
    ['a token', 'got eyJhbGciOiJSUzI1NiJ9.eyJ0aWQiOiJ4In0.c2lnbmF0dXJl back', 'got [secret] back'],
    ['a bearer header', 'authorization: Bearer abcdefghijkl', 'authorization: Bearer [secret]'],
    ['a form field', 'client_id=1&client_secret=hush-hush&x=2', 'client_id=1&client_secret=[secret]&x=2'],
    ['a field of an answer', '{"Secret": "hush", "Id": 1}', '{"Secret": "[secret]", "Id": 1}'],
  ] as const;
  for (const [title, text, expected] of shapes) {
    it(`removes ${title} that was not added`, () => assert.equal(new Redaction().apply(text), expected));
  }

  it('removes an added token at every position', () => {
    const redaction = new Redaction();
    const token = (serial: number) => {
      const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
      return `${part({ alg: 'RS256' })}.${part({ serial })}.${'s'.repeat(300)}`;
    };
    for (let serial = 0; serial < 3; serial += 1) redaction.add(new SecretText(token(serial)));
    for (const around of ['', 'x', '_', '%20', '"']) {
      assert.equal(redaction.apply(`${around}${token(1)}"`), `${around}[secret]"`);
    }
  });

  for (const [title, text] of [
    ['beginnings of tokens', 'eyJ'.repeat(100_000)],
    ['dots', `eyJ${'.'.repeat(300_000)}`],
    ['spaces', `bearer${' '.repeat(300_000)}`],
    ['quotes', '"secret":"'.repeat(30_000)],
  ] as const) {
    it(`handles a long text of ${title}`, () => {
      assert.ok(new Redaction().apply(text).length > 0);
    });
  }

  it('leaves other text unchanged', () => {
    const text = 'GET /api/v1/Tenants/1/ClientCredentialClients?skip=0 → 403, operation 5f0c';
    assert.equal(new Redaction().apply(text), text);
  });

  it('removes an added value from every text', () => {
    fc.assert(
      // As the service issues them: base64url, and longer than the mask, so that the mask can't contain a value.
      fc.property(fc.stringMatching(/^[\w-]{12,60}$/), fc.string(), fc.string(), (value, before, after) => {
        const redaction = new Redaction();
        redaction.add(new SecretText(value));
        assert.ok(!redaction.apply(`${before} ${value} ${after}`).includes(value));
      }),
    );
  });
});

describe('redactingLog', () => {
  it('redacts everything, including the causes of errors', () => {
    const lines: string[] = [];
    const channel = { info: take, warn: take, error: take };
    function take(line: string | Error) {
      lines.push(String(line));
    }
    const redaction = new Redaction();
    redaction.add(new SecretText('canary-value'));
    const log = redactingLog(channel, redaction);
    log.info('canary-value');
    log.warn('has canary-value in it');
    log.error(new Error('outer', { cause: new Error('inner canary-value') }));
    assert.equal(lines.length, 3);
    assert.doesNotMatch(lines.join('\n'), /canary/);
    assert.match(lines.join('\n'), /inner/);
  });
});

describe('redactedSecretStore', () => {
  it('adds what is written to and read from secret storage to the redaction', async () => {
    const redaction = new Redaction();
    const keyring = new MemorySecretStore();
    const store = redactedSecretStore(keyring, redaction);
    await store.store('new', 'canary-in');
    keyring.values.set('old', 'canary-out');
    assert.equal(await store.get('old'), 'canary-out');
    assert.equal(await store.get('none'), undefined);
    assert.equal(redaction.apply('canary-in canary-out'), '[secret] [secret]');
    await store.delete('new');
    assert.equal(keyring.values.has('new'), false);
  });
});
