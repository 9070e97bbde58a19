import assert from 'node:assert/strict';
import { CredentialsError } from '../../../src/credentials/credentialsError.ts';
import { type IssuedCredential, issueCredential } from '../../../src/credentials/issueCredential.ts';
import { SecretText } from '../../../src/service/model/secretText.ts';

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
      create: async () => {
        events.push('create');
        return credential;
      },
    },
    parts: {
      now,
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
    assert.deepEqual(events, ['create', 'keep', 'deliver']);
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
      create: () => {
        abort.abort();
        return order.create();
      },
    };
    const outcome = await issueCredential(slow, parts, abort.signal);
    assert.deepEqual(events, ['create', 'keep']);
    assert.deepEqual(outcome, { credential, cancelled: true });
  });

  it('still delivers, and hands the value back, when the keyring refuses', async () => {
    const keep = new Error('locked');
    const { events, order, parts } = scene({ keep });
    const outcome = await issueCredential(order, parts, open());
    assert.deepEqual(events, ['create', 'keep', 'deliver']);
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

  it('rejects with what creating rejects with', async () => {
    const { events, parts } = scene();
    const refused = new Error('refused');
    await assert.rejects(issueCredential({ create: () => Promise.reject(refused) }, parts, open()), refused);
    assert.deepEqual(events, []);
  });
});
