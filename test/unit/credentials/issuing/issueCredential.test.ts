import assert from 'node:assert/strict';
import { CredentialsError } from '../../../../src/credentials/credentialsError.ts';
import {
  type IssuedCredential,
  issueCredential,
} from '../../../../src/credentials/issuing/issueCredential.ts';
import { SecretText } from '../../../../src/secret/secretText.ts';
import { ServiceError } from '../../../../src/service/serviceError.ts';

const credential: IssuedCredential = {
  resource: 'https://service.example',
  tenantId: '00000000-0000-0000-0000-0000000000aa',
  clientId: '00000000-0000-0000-0000-0000000000bb',
  clientName: 'Edge gateway',
  secretId: 1,
  description: '',
  secret: new SecretText('canary-value'),
};
const now = () => new Date('2026-11-23T10:00:00Z');
const open = () => new AbortController().signal;

/** Notes in which order things happen. */
function scene(faults: { readonly keep?: Error; readonly deliver?: Error } = {}) {
  const events: string[] = [];
  return {
    events,
    order: {
      create: async (begin: (known: readonly number[]) => Promise<void>) => {
        await begin([1]);
        events.push('create');
        return credential;
      },
    },
    parts: {
      now,
      journal: {
        begin: async (known: readonly number[]) => void events.push(`begin ${known}`),
        kept: async (secretId: number) => void events.push(`kept ${secretId}`),
        end: async () => void events.push('end'),
      },
      keptSecrets: {
        keep: async (kept: object, value: SecretText) => {
          events.push('keep');
          assert.ok(value.equals(credential.secret));
          assert.equal('secret' in kept, false);
          if (faults.keep) throw faults.keep;
        },
      },
      deliver: async () => {
        events.push('deliver');
        if (faults.deliver) throw faults.deliver;
        return '.env';
      },
    },
  };
}

describe('issueCredential', () => {
  it('keeps the value before it delivers it', async () => {
    const { events, order, parts } = scene();
    const outcome = await issueCredential(order, parts, open());
    assert.deepEqual(events, ['begin 1', 'create', 'keep', 'kept 1', 'deliver', 'end']);
    assert.deepEqual(outcome, { credential, delivery: '.env', cancelled: false });
  });

  it('sends nothing when the user cancelled before', async () => {
    const { events, order, parts } = scene();
    await assert.rejects(
      issueCredential(order, parts, AbortSignal.abort()),
      error => error instanceof CredentialsError && error.code === 'cancelled',
    );
    assert.deepEqual(events, []);
  });

  it('keeps what the service issued although the user cancelled meanwhile, and delivers nothing', async () => {
    const { events, order, parts } = scene();
    const abort = new AbortController();
    const slow = {
      create: (begin: (known: readonly number[]) => Promise<void>) => {
        abort.abort();
        return order.create(begin);
      },
    };
    const outcome = await issueCredential(slow, parts, abort.signal);
    assert.deepEqual(events, ['begin 1', 'create', 'keep', 'kept 1', 'end']);
    assert.deepEqual(outcome, { credential, cancelled: true });
  });

  it('still delivers, and hands the value back, when the keyring refuses', async () => {
    const keep = new Error('locked');
    const { events, order, parts } = scene({ keep });
    const outcome = await issueCredential(order, parts, open());
    assert.deepEqual(events, ['begin 1', 'create', 'keep', 'deliver', 'end']);
    assert.equal(outcome.keepError, keep);
    assert.equal(outcome.credential.secret.reveal(), 'canary-value');
  });

  it('reports a failed delivery beside the kept value', async () => {
    const deliver = new Error('read-only');
    const { order, parts } = scene({ deliver });
    const outcome = await issueCredential(order, parts, open());
    assert.equal(outcome.deliveryError, deliver);
    assert.equal('keepError' in outcome, false);
  });

  it('rejects with what creating rejects with, and forgets what has not happened', async () => {
    const { events, parts } = scene();
    const refused = new Error('refused');
    await assert.rejects(issueCredential({ create: () => Promise.reject(refused) }, parts, open()), refused);
    assert.deepEqual(events, ['end']);
  });

  for (const [what, error] of [
    ['the service could not be asked', new CredentialsError('outcomeUnknown')],
    ['the value is lost', new CredentialsError('answerLost')],
    ['it may come yet', new ServiceError('timedOut', { outcomeUnknown: true })],
  ] as const) {
    it(`leaves it in the journal when ${what}`, async () => {
      const { events, parts } = scene();
      await assert.rejects(issueCredential({ create: () => Promise.reject(error) }, parts, open()), error);
      assert.deepEqual(events, []);
    });
  }

  it('loses nothing to a journal that cannot be written any more', async () => {
    const { events, order, parts } = scene();
    const full = () => Promise.reject(new CredentialsError('journalRefused'));
    const journal = { ...parts.journal, kept: full, end: full };
    const outcome = await issueCredential(order, { ...parts, journal }, open());
    assert.deepEqual(events, ['begin 1', 'create', 'keep', 'deliver']);
    assert.equal(outcome.delivery, '.env');
  });
});
