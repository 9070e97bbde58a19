import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { ClientFacts } from '../../../src/credentials/projectCredential.ts';
import type { FileBinding } from '../../../src/credentials/records/bindings.ts';
import {
  decodeKeptSecret,
  type KeptSecret,
  KeptSecrets,
} from '../../../src/credentials/records/keptSecrets.ts';
import { RecordFolder } from '../../../src/credentials/records/recordFolder.ts';
import { proofOf } from '../../../src/credentials/records/secretProof.ts';
import { diagnose, type KnownOfCredential } from '../../../src/credentials/verification/diagnosis.ts';
import { serviceTime } from '../../../src/credentials/verification/serviceTime.ts';
import { verifyCredential } from '../../../src/credentials/verification/verifyCredential.ts';
import { placeOf, verifiablePlaces, verifyPlace } from '../../../src/credentials/verification/verifyPlace.ts';
import { ClientLookup } from '../../../src/editor/core/clientLookup.ts';
import { HttpDispatcher } from '../../../src/network/httpDispatcher.ts';
import { SecretText } from '../../../src/secret/secretText.ts';
import type { IdentityService } from '../../../src/service/identityService.ts';
import { SignInError } from '../../../src/signIn/signInError.ts';
import { MemorySecretStore } from '../../support/credentials/memorySecretStore.ts';
import { connectionTo, serviceOf } from '../../support/credentials/sessions.ts';
import { temporaryFolder } from '../../support/folders/temporaryFolder.ts';
import { type LocalTenant, startLocalTenant } from '../../support/tenant/localTenant.ts';

const HOUR_MS = 3_600_000;

describe('verifying', () => {
  const folder = temporaryFolder();
  let tenant: LocalTenant;
  let dispatcher: HttpDispatcher;
  let service: IdentityService;
  let keptSecrets: KeptSecrets;

  before(async () => {
    tenant = await startLocalTenant();
    dispatcher = new HttpDispatcher();
    service = serviceOf(tenant, dispatcher);
  });
  beforeEach(() => {
    const records = new RecordFolder(`${folder.path}/kept`, decodeKeptSecret, randomUUID);
    keptSecrets = new KeptSecrets(new MemorySecretStore(), records);
  });
  after(async () => {
    await dispatcher.dispose();
    await tenant.stop();
  });

  /** Creates a client, saves its secret with yesterday's date, and returns the record. */
  async function issued(expiresAt?: Date, keptAt = new Date(Date.now() - 24 * HOUR_MS)) {
    const { client, secret } = await service.createClient('clientCredentials', {
      id: randomUUID(),
      name: 'Pump',
      accessTokenLifetimeSeconds: 3600,
      roleIds: [await memberRole()],
      secretDescription: 'first',
      secretExpiresAt: expiresAt,
    });
    const kept: KeptSecret = {
      tenantId: tenant.tenantId,
      clientId: client.id,
      secretId: secret.id,
      resource: tenant.resource,
      clientName: client.name,
      description: secret.description,
      keptAt: keptAt.toISOString(),
      expiresAt: expiresAt?.toISOString(),
    };
    await keptSecrets.keep(kept, secret.secret);
    return { kept, client, secret };
  }

  async function memberRole(): Promise<string> {
    const roles = await service.roles();
    return roles.find(({ name }) => name === 'Tenant Member')?.id ?? assert.fail('no such role');
  }

  function parts(file?: SecretText) {
    const lookup = new ClientLookup({
      connections: () => [connectionTo(tenant)],
      service: async () => service,
      now: () => new Date(),
    });
    return {
      keptSecrets,
      files: { readKey: async () => file },
      now: () => new Date(),
      verify: (credential: Parameters<typeof verifyCredential>[0]) =>
        verifyCredential(credential, dispatcher),
      facts: lookup.facts.bind(lookup),
      serviceTime: (resource: string) => serviceTime(resource, dispatcher),
    };
  }

  const causeOf = async (kept: KeptSecret) =>
    (await verifyPlace(placeOf(kept, tenant.resource), parts())).cause;

  const bindingOf = (kept: KeptSecret, value: SecretText): FileBinding => ({
    kind: 'file',
    tenantId: kept.tenantId,
    clientId: kept.clientId,
    secretId: kept.secretId,
    file: '/project/.env',
    folder: '/project',
    clientSecretKey: ['SECRET'],
    writtenAt: kept.keptAt,
    proof: proofOf(value, '00'),
  });

  it('reports what a working credential can do', async () => {
    const { kept } = await issued();
    const { cause, verified } = await verifyPlace(placeOf(kept, tenant.resource), parts());
    assert.equal(cause, 'works');
    assert.equal(verified?.lifetimeSeconds, 3600);
    assert.equal(verified?.tenantId, tenant.tenantId);
    assert.equal(verified?.roleTypeIds?.length, 1);
  });

  it('distinguishes a disabled client, a deleted secret, a deleted client and an expired secret', async () => {
    const disabled = await issued();
    await service.updateClient('clientCredentials', disabled.client.id, { enabled: false });
    assert.equal(await causeOf(disabled.kept), 'clientDisabled');

    const deleted = await issued();
    await service.addSecret('clientCredentials', deleted.client.id, { description: 'second' });
    await service.deleteSecret('clientCredentials', deleted.client.id, deleted.secret.id);
    assert.equal(await causeOf(deleted.kept), 'secretGone');
    await service.deleteClient('clientCredentials', deleted.client.id);
    assert.equal(await causeOf(deleted.kept), 'clientGone');

    const short = await issued(new Date(Date.now() - HOUR_MS));
    assert.equal(await causeOf(short.kept), 'expired');
  });

  it('distinguishes a wrong value, a lost one and a recent one', async () => {
    const { kept, client } = await issued();
    await keptSecrets.keep(kept, new SecretText('not-the-one'));
    assert.equal(await causeOf(kept), 'wrongSecret');
    assert.equal(await causeOf({ ...kept, keptAt: new Date().toISOString() }), 'notEffectiveYet');
    await keptSecrets.forget(kept);
    assert.equal(await causeOf(kept), 'notKept');
    assert.equal(client.name, 'Pump');
  });

  it('reports that another tenant answers, or none', async () => {
    const { kept, secret } = await issued();
    const elsewhere = { ...kept, tenantId: randomUUID() };
    await keptSecrets.keep(elsewhere, secret.secret);
    assert.equal(await causeOf(elsewhere), 'otherTenant');
    const { cause, error } = await verifyPlace(placeOf(kept, 'http://127.0.0.1:9'), parts());
    assert.equal(cause, 'failed');
    assert.ok(error instanceof SignInError && error.code === 'unreachable');
  });

  it('tries the value of a file: the one that we wrote, another one, or none', async () => {
    const { kept, secret } = await issued();
    const binding = bindingOf(kept, secret.secret);
    const place = { ...placeOf(kept, tenant.resource), binding };
    assert.equal((await verifyPlace(place, parts(secret.secret))).cause, 'works');
    assert.equal((await verifyPlace(place, parts(new SecretText('typed by hand')))).cause, 'replaced');
    assert.equal((await verifyPlace(place, parts())).cause, 'noValue');
  });

  it('reports why a place cannot be read', async () => {
    const { kept, secret } = await issued();
    const broken = new Error('EACCES');
    const refuse = () => Promise.reject(broken);
    const place = { ...placeOf(kept, tenant.resource), binding: bindingOf(kept, secret.secret) };
    const inFile = await verifyPlace(place, { ...parts(), files: { readKey: refuse } });
    const locked = { ...parts(), keptSecrets: { value: refuse } };
    const inStorage = await verifyPlace(placeOf(kept, tenant.resource), locked);
    for (const { cause, error } of [inFile, inStorage]) assert.deepEqual([cause, error], ['failed', broken]);
  });

  it('lists saved secrets and files with values, but not files with a variable', async () => {
    const { kept, secret } = await issued();
    const binding = bindingOf(kept, secret.secret);
    const { proof, ...variable } = binding;
    assert.ok(proof);
    const unknown = { ...binding, tenantId: randomUUID() };
    const all = verifiablePlaces([kept], [binding, variable, unknown], () => undefined);
    assert.deepEqual(
      all.map(place => place.binding),
      [undefined, binding],
    );
  });

  describe('the cause of a refusal', () => {
    const now = new Date('2026-11-24T12:00:00Z');
    const client: ClientFacts = { kind: 'client', name: 'Pump', enabled: true, secrets: [{ id: 1 }] };
    const known: KnownOfCredential = { tenantId: 't', secretId: 1, isReplaced: false, client, now };
    const refused = { kind: 'error', error: new SignInError('wrongSecret') } as const;
    const expiring = (at: string): ClientFacts => ({
      ...client,
      secrets: [{ id: 1, expiresAt: new Date(at) }],
    });
    const cases: readonly (readonly [string, Partial<KnownOfCredential>, string])[] = [
      ['nothing known', {}, 'wrongSecret'],
      [
        'a clock that is behind',
        { client: expiring('2026-11-24T12:05:00Z'), serviceTime: new Date('2026-11-24T12:10:00Z') },
        'clock',
      ],
      [
        'a clock that is ahead, of a valid secret',
        { client: expiring('2026-11-24T12:05:00Z'), serviceTime: new Date('2026-11-24T11:50:00Z') },
        'wrongSecret',
      ],
      [
        'a clock that is ahead of the expiry, which the service has not reached',
        { client: expiring('2026-11-24T11:55:00Z'), serviceTime: new Date('2026-11-24T11:50:00Z') },
        'wrongSecret',
      ],
      ['the very instant of expiry', { client: expiring('2026-11-24T12:00:00Z') }, 'expired'],
      [
        'a list that has been prolonged, against the record',
        { client: expiring('2040-01-01T00:00:00Z'), expiresAt: new Date('2026-01-01') },
        'wrongSecret',
      ],
      [
        'an expiry known only here',
        { client: { kind: 'noConnection' }, expiresAt: new Date('2026-01-01') },
        'expired',
      ],
      ['59 minutes ago', { changedAt: new Date(now.getTime() - 59 * 60_000) }, 'notEffectiveYet'],
      ['an hour ago', { changedAt: new Date(now.getTime() - HOUR_MS) }, 'wrongSecret'],
    ];
    for (const [title, facts, cause] of cases) {
      it(`with ${title} is ${cause}`, () => assert.equal(diagnose(refused, { ...known, ...facts }), cause));
    }
  });
});
