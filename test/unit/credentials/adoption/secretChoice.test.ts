import assert from 'node:assert/strict';
import { identityOf, secretChoice } from '../../../../src/credentials/adoption/secretChoice.ts';
import type { KeptSecret } from '../../../../src/credentials/records/keptSecrets.ts';
import type { ClientSecret } from '../../../../src/service/model/clientSecret.ts';

const now = new Date('2026-11-30T12:00:00Z');
const HOUR_MS = 3_600_000;
const at = (ms: number) => new Date(now.getTime() + ms);
const secret = (id: number, others: Partial<ClientSecret> = {}): ClientSecret => ({
  id,
  description: 'the same',
  ...others,
});
const saved = (secretId: number): KeptSecret => ({
  tenantId: 't',
  clientId: 'c',
  secretId,
  resource: '',
  clientName: '',
  description: '',
  keptAt: '',
});

interface Case {
  readonly title: string;
  readonly secrets?: readonly ClientSecret[];
  readonly others?: readonly number[];
  readonly time?: Date | undefined;
  readonly candidates: readonly number[];
  readonly only?: number;
  /** What *Not sure* leads to; default: it stays unknown. */
  readonly deduced?: number;
}

const CASES: readonly Case[] = [
  { title: 'cannot be determined when the secrets cannot be listed', candidates: [] },
  { title: 'cannot be determined when the client has none', secrets: [], candidates: [] },
  { title: 'is the only one', secrets: [secret(1)], candidates: [1], only: 1, deduced: 1 },
  { title: 'is one of two with the same description', secrets: [secret(1), secret(2)], candidates: [1, 2] },
  {
    title: 'is none that has expired, by the clock of the service',
    secrets: [secret(1, { expiresAt: at(-2 * HOUR_MS) }), secret(2)],
    candidates: [2],
    only: 2,
    deduced: 2,
  },
  {
    title: 'may be one that has expired a moment ago: changes take up to an hour',
    secrets: [secret(1, { expiresAt: at(-HOUR_MS / 2) }), secret(2)],
    candidates: [1, 2],
  },
  {
    title: 'may be any when the time of the service is not known: the clock of this machine can be wrong',
    secrets: [secret(1, { expiresAt: at(-9000 * HOUR_MS) }), secret(2)],
    time: undefined,
    candidates: [1, 2],
  },
  {
    title: 'may be one of which the expiration is not known',
    secrets: [secret(1, { expiresAt: at(-2 * HOUR_MS), expiryUnknown: true }), secret(2)],
    candidates: [1, 2],
  },
  {
    title: 'is hardly one for which another value is saved, which is listed last',
    secrets: [secret(1), secret(2)],
    others: [1],
    candidates: [2, 1],
    deduced: 2,
  },
  {
    title: 'is not deduced where two are left',
    secrets: [secret(1), secret(2), secret(3)],
    others: [2],
    candidates: [1, 3, 2],
  },
  {
    title: 'leaves the choice to the user when another value is saved for the only one',
    secrets: [secret(1)],
    others: [1],
    candidates: [1],
  },
  {
    title: 'is not narrowed by values of which it is not known which secrets they are',
    secrets: [secret(1), secret(2)],
    others: [-7],
    candidates: [1, 2],
  },
];

describe('the secret that a value is of', () => {
  for (const { title, secrets, others = [], candidates, only, deduced, ...rest } of CASES) {
    it(title, () => {
      const time = 'time' in rest ? rest.time : now;
      const choice = secretChoice(secrets, { others: others.map(saved) }, time);
      assert.deepEqual(
        choice.candidates.map(each => each.secret.id),
        candidates,
      );
      assert.equal(choice.only?.id, only);
      const notSure = identityOf(choice, 'notSure');
      assert.equal(notSure.kind === 'known' ? notSure.secret.id : undefined, deduced);
      for (const id of candidates) {
        const named = identityOf(choice, id);
        assert.equal(named.kind === 'known' && named.secret.id, id, 'what the user says counts');
      }
      assert.equal(
        identityOf(choice, 99).kind,
        notSure.kind,
        'a number that was not offered counts for nothing',
      );
    });
  }
});
