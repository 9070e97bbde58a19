import assert from 'node:assert/strict';
import type { SecretState } from '../../../src/credentials/clientHealth.ts';
import {
  type ClientFacts,
  type CredentialState,
  credentialState,
  type Identified,
  identify,
  isAdoptable,
  mostUrgent,
  stateName,
} from '../../../src/credentials/projectCredential.ts';
import type { FileBinding } from '../../../src/credentials/records/bindings.ts';
import type { KeptSecret } from '../../../src/credentials/records/keptSecrets.ts';
import { proofOf } from '../../../src/credentials/records/secretProof.ts';
import type { FoundCredential, FoundSecret } from '../../../src/projectFiles/search/foundCredential.ts';
import { SecretText } from '../../../src/secret/secretText.ts';

const now = new Date('2026-11-24T00:00:00Z');
const value = (text: string): FoundSecret => ({ kind: 'value', value: new SecretText(text) });
const group = { object: [], prefix: '' };
const found = (secret: FoundSecret, others: Partial<FoundCredential> = {}): FoundCredential => ({
  clientIdKey: ['ID'],
  clientSecretKey: ['SECRET'],
  clientId: 'C',
  tenantId: 'T',
  group,
  ...others,
  secret,
});
const kept = (secretId: number, others: Partial<KeptSecret> = {}): KeptSecret => ({
  tenantId: 't',
  clientId: 'c',
  secretId,
  resource: '',
  clientName: '',
  description: '',
  keptAt: '',
  ...others,
});
const binding: FileBinding = {
  kind: 'file',
  tenantId: 't',
  clientId: 'c',
  secretId: 7,
  file: '/w/.env',
  folder: '/w',
  writtenAt: '',
  clientSecretKey: ['SECRET'],
  proof: proofOf(new SecretText('seven'), '00'),
};
const here = {
  bindings: [binding],
  kept: [kept(3), kept(2)],
  now,
  value: async ({ secretId }: { secretId: number }) => new SecretText(`value ${secretId}`),
};

describe('a credential of a file', () => {
  const cases: readonly (readonly [title: string, found: FoundCredential, Identified, file?: string])[] = [
    [
      'by what we wrote',
      found(value('seven')),
      { clientId: 'C', tenantId: 't', secretId: 7, changedSince: false },
    ],
    [
      'by what we wrote, where the file has no id',
      { clientSecretKey: ['SECRET'], secret: value('seven'), group },
      { clientId: 'c', tenantId: 't', secretId: 7, changedSince: false },
    ],
    [
      'by a saved value',
      found(value('value 2')),
      { clientId: 'C', tenantId: 't', secretId: 2, changedSince: false },
    ],
    [
      'without its secret, when it is another one than we wrote',
      found(value('other')),
      { clientId: 'C', tenantId: 'T', secretId: undefined, changedSince: true },
    ],
    [
      'without its secret, when we wrote nothing there',
      found(value('other')),
      { clientId: 'C', tenantId: 'T', secretId: undefined, changedSince: false },
      '/w/other',
    ],
    [
      'by its variable: the newest saved secret',
      found({ kind: 'variable' }),
      { clientId: 'C', tenantId: 't', secretId: 3, changedSince: false },
    ],
    [
      'as nothing without a client id',
      { secret: value('other'), group },
      { changedSince: false },
      '/w/other',
    ],
  ];
  for (const [title, credential, identified, file = '/w/.env'] of cases) {
    it(`is identified ${title}`, async () =>
      assert.deepEqual(await identify(file, credential, here), identified));
  }

  const soon = new Date('2026-12-01T00:00:00Z');
  const client: ClientFacts = {
    kind: 'client',
    name: 'Rig',
    enabled: true,
    secrets: [
      { id: 1 },
      { id: 2, expiresAt: soon },
      { id: 3, expiresAt: now },
      { id: 4, expiryUnknown: true },
    ],
  };
  const known = (secretId?: number): Identified => ({
    clientId: 'c',
    changedSince: false,
    secretId,
  });
  const secretState = (
    state: SecretState,
    expiresAt?: Date,
  ): Extract<CredentialState, { kind: 'secret' }> => ({
    kind: 'secret',
    state,
    expiresAt,
    expiryUnknown: undefined,
  });
  const failure = new Error('down');
  const states: readonly (readonly [FoundSecret, Identified, ClientFacts, CredentialState])[] = [
    [{ kind: 'placeholder' }, known(), client, { kind: 'placeholder' }],
    [{ kind: 'elsewhere' }, known(), { kind: 'gone' }, { kind: 'elsewhere' }],
    [value('x'), { changedSince: false }, client, { kind: 'unknownClient' }],
    [{ kind: 'missing' }, { changedSince: false }, client, { kind: 'placeholder' }],
    [{ kind: 'missing' }, known(), client, { kind: 'idOnly' }],
    [value('x'), known(1), { kind: 'noConnection' }, { kind: 'unknownClient' }],
    [value('x'), known(1), { kind: 'failed', error: failure }, { kind: 'failed', error: failure }],
    [value('x'), known(1), { kind: 'gone' }, { kind: 'clientGone' }],
    [value('x'), known(1), { ...client, enabled: false }, { kind: 'clientDisabled' }],
    [value('x'), known(), client, { kind: 'unknownSecret', changedSince: false }],
    [{ kind: 'variable' }, known(), client, { kind: 'notKept' }],
    [value('x'), known(9), client, { kind: 'secretGone' }],
    [value('x'), known(-7), client, { kind: 'unidentified' }],
    [value('x'), known(1), client, secretState('neverExpires')],
    [value('x'), known(2), client, secretState('expiring', soon)],
    [{ kind: 'variable' }, known(3), client, secretState('expired', now)],
    [value('x'), known(4), client, { ...secretState('unknown'), expiryUnknown: true }],
    [value('x'), known(2), { ...client, enabled: undefined }, secretState('expiring', soon)],
  ];
  for (const [secret, identified, facts, state] of states) {
    const name = `${secret.kind}, secret ${identified.secretId ?? '?'}, ${facts.kind}`;
    it(`is ${stateName(state)}: ${name}`, () =>
      assert.deepEqual(credentialState({ secret }, identified, facts, now), state));
  }

  const adoptable: readonly (readonly [FoundSecret, Identified, CredentialState, boolean])[] = [
    [{ kind: 'placeholder' }, known(), { kind: 'placeholder' }, false],
    [{ kind: 'elsewhere' }, known(), { kind: 'elsewhere' }, false],
    [{ kind: 'variable' }, known(), { kind: 'notKept' }, false],
    [value('x'), known(), { kind: 'unknownSecret', changedSince: true }, true],
    [value('x'), { changedSince: false }, { kind: 'unknownClient' }, true],
    [value('x'), known(), { kind: 'failed', error: failure }, true],
    [value('x'), known(), { kind: 'clientGone' }, false],
    [value('x'), known(), { kind: 'clientDisabled' }, false],
    [value('x'), { ...known(1), tenantId: 't' }, { kind: 'secretGone' }, false],
    // Its value is saved.
    [value('x'), { ...known(1), tenantId: 't' }, secretState('valid'), false],
    // It was written here once, and its value isn't saved.
    [value('x'), { ...known(5), tenantId: 't' }, secretState('valid'), true],
    [value('x'), { ...known(5), tenantId: 't' }, secretState('expired'), false],
    // The user may know by now which secret it is.
    [value('x'), { ...known(-7), tenantId: 't' }, { kind: 'unidentified' }, true],
  ];
  for (const [secret, identified, state, can] of adoptable) {
    const name = `${secret.kind}, secret ${identified.secretId ?? '?'}, ${stateName(state)}`;
    it(`can ${can ? '' : 'not '}be adopted: ${name}`, async () => {
      const saved = async ({ secretId }: { secretId: number }) =>
        secretId === 5 ? undefined : new SecretText('x');
      assert.equal(await isAdoptable({ secret }, identified, state, { value: saved }), can);
    });
  }

  it('has the most urgent of several states', () => {
    const all = states.map(([, , , state]) => state);
    assert.equal(mostUrgent(all)?.kind, 'clientGone');
    assert.equal(
      mostUrgent([{ kind: 'placeholder' }, { kind: 'secret', state: 'valid' }])?.kind,
      'placeholder',
    );
    assert.equal(mostUrgent([]), undefined);
  });
});
