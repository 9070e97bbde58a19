import assert from 'node:assert/strict';
import { CredentialsError } from '../../../../src/credentials/credentialsError.ts';
import type { Delivered } from '../../../../src/credentials/delivery/deliverCredential.ts';
import { KEYRING } from '../../../../src/credentials/delivery/destination.ts';
import { type IssueParts, issueCredential } from '../../../../src/credentials/issuing/issueCredential.ts';
import type { IssueOrder } from '../../../../src/credentials/issuing/issueOrder.ts';
import { finishOperation } from '../../../../src/credentials/operations/resumeOperation.ts';
import type { IssuedCredential } from '../../../../src/credentials/records/issuedCredential.ts';
import { HttpDispatcher } from '../../../../src/network/httpDispatcher.ts';
import { SecretText } from '../../../../src/secret/secretText.ts';
import type { ClientSecret, IssuedSecret } from '../../../../src/service/model/clientSecret.ts';
import { ServiceError } from '../../../../src/service/serviceError.ts';
import { machine } from '../../../support/crash/machine.ts';
import { temporaryFolder } from '../../../support/folders/temporaryFolder.ts';
import { withMethods } from '../../../support/withMethods.ts';

const issued: IssuedSecret = { id: 7, description: 'laptop', secret: new SecretText('canary-value') };
const order: IssueOrder = {
  id: '00000000-0000-0000-0000-0000000000cc',
  kind: 'addSecret',
  resource: 'https://service.example',
  tenantId: '00000000-0000-0000-0000-0000000000aa',
  client: { type: 'clientCredentials', id: '00000000-0000-0000-0000-0000000000bb', name: 'Edge gateway' },
  description: 'laptop',
  destination: { destination: KEYRING, addToGitIgnore: false },
};
const credential: IssuedCredential = {
  resource: order.resource,
  tenantId: order.tenantId,
  clientId: order.client.id,
  clientName: 'Edge gateway',
  secretId: 7,
  description: 'laptop',
  expiresAt: undefined,
  secret: issued.secret,
};
const delivered: Delivered = { kind: 'store', order: { id: 'vault', place: {} } };
const open = () => new AbortController().signal;

/** What goes wrong. */
interface Faults {
  readonly keep?: Error;
  readonly deliver?: Error;
  /** The journal can be written for the first step only. */
  readonly journal?: Error;
  readonly addSecret?: () => Promise<IssuedSecret>;
  /** What the service lists after the request was sent. */
  readonly listedLater?: () => Promise<readonly ClientSecret[]>;
}

describe('issueCredential', () => {
  const folder = temporaryFolder();

  /** Records the order of events. */
  function scene(faults: Faults = {}) {
    const events: string[] = [];
    let lists = 0;
    const fail = () => Promise.reject(new Error('not to be asked'));
    const service: IssueParts['service'] = {
      addSecret: () => {
        events.push('create');
        return faults.addSecret?.() ?? Promise.resolve(issued);
      },
      secrets: async () => {
        lists += 1;
        return lists > 1 && faults.listedLater ? faults.listedLater() : [{ id: 1, description: 'laptop' }];
      },
      client: fail,
      createClient: fail,
      deleteClient: fail,
      deleteSecret: fail,
    };
    const real = machine({ root: folder.path, service, dispatcher: new HttpDispatcher() });
    const parts: IssueParts = {
      ...real,
      service,
      journal: withMethods(real.journal, {
        put: async operation => {
          const isFirst = operation.step === 'asking';
          if (!isFirst && faults.journal) throw faults.journal;
          events.push(`${operation.step} ${isFirst ? operation.known : operation.newSecretId}`);
          await real.journal.put(operation);
        },
        end: async operation => {
          if (faults.journal) throw faults.journal;
          events.push('end');
          await real.journal.end(operation);
        },
      }),
      keptSecrets: withMethods(real.keptSecrets, {
        keep: async (kept, value) => {
          events.push('keep');
          assert.ok(value.equals(issued.secret));
          assert.equal('secret' in kept, false);
          if (faults.keep) throw faults.keep;
          await real.keptSecrets.keep(kept, value);
        },
      }),
      deliver: async value => {
        events.push('deliver');
        assert.ok(value.secret.equals(issued.secret));
        if (faults.deliver) throw faults.deliver;
        return delivered;
      },
    };
    return { events, parts, real };
  }

  it('saves the value before it delivers it', async () => {
    const { events, parts, real } = scene();
    const outcome = await issueCredential(order, parts, open());
    assert.deepEqual(events, ['asking 1', 'create', 'keep', 'kept 7', 'deliver', 'end']);
    assert.deepEqual(outcome, { credential, delivery: delivered, cancelled: false });
    assert.deepEqual(await real.journal.open(), []);
  });

  it('sends nothing when the user canceled before', async () => {
    const { events, parts } = scene();
    await assert.rejects(
      issueCredential(order, parts, AbortSignal.abort()),
      error => error instanceof CredentialsError && error.code === 'cancelled',
    );
    assert.deepEqual(events, []);
  });

  it('saves the value when the user canceled after the request, but delivers nothing', async () => {
    const abort = new AbortController();
    const { events, parts } = scene({
      addSecret: async () => {
        abort.abort();
        return issued;
      },
    });
    const outcome = await issueCredential(order, parts, abort.signal);
    assert.deepEqual(events, ['asking 1', 'create', 'keep', 'kept 7', 'end']);
    assert.deepEqual(outcome, { credential, cancelled: true });
  });

  it('delivers and returns the value when secret storage refuses it', async () => {
    const keep = new Error('locked');
    const { events, parts } = scene({ keep });
    const outcome = await issueCredential(order, parts, open());
    assert.deepEqual(events, ['asking 1', 'create', 'keep', 'deliver', 'end']);
    assert.equal(outcome.keepError, keep);
    assert.equal(outcome.credential.secret.reveal(), 'canary-value');
    assert.equal(outcome.delivery, delivered);
  });

  it('reports a failed delivery along with the saved value', async () => {
    const deliver = new Error('read-only');
    const { events, parts } = scene({ deliver });
    const outcome = await issueCredential(order, parts, open());
    assert.equal(outcome.deliveryError, deliver);
    assert.equal('keepError' in outcome, false);
    assert.equal(events.at(-1), 'end');
  });

  it('rejects as the request does, and removes from the journal what was not created', async () => {
    const refused = new Error('refused');
    const { events, parts, real } = scene({ addSecret: () => Promise.reject(refused) });
    await assert.rejects(issueCredential(order, parts, open()), refused);
    assert.deepEqual(events, ['asking 1', 'create', 'end']);
    assert.deepEqual(await real.journal.open(), []);
  });

  const lost = new ServiceError('timedOut', { outcomeUnknown: true });
  const known = { id: 1, description: 'laptop' };
  for (const [what, listedLater, code] of [
    ['the service cannot be asked', () => Promise.reject(new Error('offline')), 'outcomeUnknown'],
    ['the value is lost', async () => [known, { id: 7, description: 'laptop' }], 'answerLost'],
    ['the request may still take effect', async () => [known], 'timedOut'],
  ] as const) {
    it(`leaves the operation in the journal when ${what}`, async () => {
      const { events, parts, real } = scene({ addSecret: () => Promise.reject(lost), listedLater });
      await assert.rejects(issueCredential(order, parts, open()), { code });
      assert.deepEqual(events, ['asking 1', 'create']);
      assert.deepEqual(
        (await real.journal.open()).map(({ step }) => step),
        ['asking'],
      );
    });
  }

  it('removes the operation from the journal when its client was deleted', async () => {
    const listedLater = () => Promise.reject(new ServiceError('notFound'));
    const { events, parts } = scene({ addSecret: () => Promise.reject(lost), listedLater });
    await assert.rejects(issueCredential(order, parts, open()), { code: 'clientGone' });
    assert.deepEqual(events, ['asking 1', 'create', 'end']);
  });

  it('delivers the value when the journal can no longer be written', async () => {
    const { events, parts } = scene({ journal: new CredentialsError('journalRefused') });
    const outcome = await issueCredential(order, parts, open());
    assert.deepEqual(events, ['asking 1', 'create', 'keep', 'deliver']);
    assert.equal(outcome.delivery, delivered);
    assert.equal('deliveryError' in outcome, false);
  });

  it('reports when it stops before the delivery, and can be finished later', async () => {
    const { events, parts, real } = scene();
    const keptSecrets = withMethods(parts.keptSecrets, { value: async () => undefined });
    const outcome = await issueCredential(order, { ...parts, keptSecrets }, open());
    assert.deepEqual(events, ['asking 1', 'create', 'keep', 'kept 7']);
    assert.equal(outcome.credential.secret.reveal(), 'canary-value');
    assert.ok(outcome.deliveryError instanceof CredentialsError);
    assert.equal(outcome.deliveryError.code, 'notKept');
    const [operation] = await real.journal.unattended();
    assert.ok(operation);
    await finishOperation(operation, parts, open());
    assert.deepEqual(events.slice(4), ['deliver', 'end']);
  });

  it('sends nothing when its first step cannot be written to the journal', async () => {
    const { events, parts } = scene();
    const refused = new CredentialsError('journalRefused');
    const journal = withMethods(parts.journal, { put: () => Promise.reject(refused) });
    await assert.rejects(issueCredential(order, { ...parts, journal }, open()), refused);
    assert.deepEqual(events, []);
  });
});
