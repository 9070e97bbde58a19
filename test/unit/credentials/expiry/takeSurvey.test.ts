import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { decodeSurvey, type Survey } from '../../../../src/credentials/expiry/survey.ts';
import { SurveyRecords } from '../../../../src/credentials/expiry/surveyRecords.ts';
import { type SurveyParts, takeSurvey } from '../../../../src/credentials/expiry/takeSurvey.ts';
import { RecordFolder } from '../../../../src/credentials/records/recordFolder.ts';
import { HttpDispatcher } from '../../../../src/network/httpDispatcher.ts';
import type { IdentityService } from '../../../../src/service/identityService.ts';
import { CLIENT_TYPES, hasSecrets } from '../../../../src/service/model/clientTypes.ts';
import { connectionTo, serviceOf } from '../../../support/credentials/sessions.ts';
import { temporaryFolder } from '../../../support/folders/temporaryFolder.ts';
import { type LocalTenant, startLocalTenant } from '../../../support/tenant/localTenant.ts';

describe('taking a survey', () => {
  const folder = temporaryFolder();
  let tenant: LocalTenant;
  let dispatcher: HttpDispatcher;
  let service: IdentityService;

  before(async () => {
    tenant = await startLocalTenant({ seed: 300 });
    dispatcher = new HttpDispatcher();
    service = serviceOf(tenant, dispatcher);
  });
  after(async () => {
    await dispatcher.dispose();
    await tenant.stop();
  });

  let records: SurveyRecords;
  beforeEach(() => {
    records = new SurveyRecords(new RecordFolder(folder.path, decodeSurvey, randomUUID));
  });

  async function take(
    given: Partial<SurveyParts> = {},
    signal = new AbortController().signal,
  ): Promise<Survey> {
    const { tenantId } = tenant;
    const parts: SurveyParts = {
      service,
      tenantId,
      report: () => {},
      now: () => new Date(),
      before: await records.interrupted(connectionTo(tenant)),
      save: survey => records.save(connectionTo(tenant), survey),
    };
    return takeSurvey({ ...parts, ...given }, signal);
  }

  const readsOf = (): { count: number; service: SurveyParts['service'] } => {
    const counted = {
      count: 0,
      service: {
        clients: service.clients.bind(service),
        roles: service.roles.bind(service),
        secrets: (...args: Parameters<IdentityService['secrets']>) => {
          counted.count += 1;
          return service.secrets(...args);
        },
      },
    };
    return counted;
  };

  it('finds every client of every type with every secret, and saves it with its time', async () => {
    const survey = await take();
    assert.deepEqual(await records.last(tenant.tenantId.toUpperCase()), survey);
    assert.equal(survey.clients.length, 301);
    for (const { type } of CLIENT_TYPES) {
      const [some] = survey.clients.filter(each => each.type === type && (each.secrets?.length ?? 0) > 0);
      if (!hasSecrets(type)) continue;
      assert.ok(some);
      const secrets = await service.secrets(type, some.id);
      assert.deepEqual(
        some.secrets?.map(({ id, expiresAt }) => [id, expiresAt]),
        secrets.map(({ id, expiresAt }) => [id, expiresAt?.toISOString()]),
      );
    }
  });

  it('resumes where it was canceled, but starts from the beginning an hour later', async () => {
    const abort = new AbortController();
    const cancelled = take(
      {
        report: ({ read }) => {
          if (read >= 150) abort.abort();
        },
      },
      abort.signal,
    );
    await assert.rejects(cancelled);
    const partial = await records.interrupted(connectionTo(tenant));
    assert.ok(partial);
    const known = partial?.clients.filter(({ secrets }) => secrets).length ?? 0;
    assert.ok(known >= 150, `${known} are known`);

    const later = readsOf();
    await take({ service: later.service, save: async () => {}, now: () => new Date(Date.now() + 3_700_000) });
    const resumed = readsOf();
    const survey = await take({ service: resumed.service });
    assert.equal(resumed.count, survey.clients.length - known);
    assert.equal(survey.startedAt, partial?.startedAt);
    assert.ok(later.count > resumed.count);
    assert.ok(survey.clients.every(({ secrets }) => secrets));
    assert.equal(await records.interrupted(connectionTo(tenant)), undefined);
  });

  it('keeps the last complete survey when it is canceled, and is resumed with its own sign-in only', async () => {
    const whole = await take();
    const abort = new AbortController();
    await assert.rejects(take({ report: ({ read }) => read >= 50 && abort.abort() }, abort.signal));
    assert.deepEqual(await records.last(tenant.tenantId), whole);
    const other = connectionTo(tenant, { method: 'client', clientId: randomUUID() });
    assert.ok(await records.interrupted(connectionTo(tenant)));
    assert.equal(await records.interrupted(other), undefined);
  });

  it('saves its state from time to time, not after each client', async () => {
    let nowMs = Date.now();
    const saved: number[] = [];
    const service = readsOf().service;
    await take({
      before: undefined,
      now: () => new Date(nowMs),
      save: async ({ clients, endedAt }) => {
        saved.push(endedAt ? -1 : clients.filter(({ secrets }) => secrets).length);
      },
      service: {
        ...service,
        secrets: (...args) => {
          // 301 clients in 30 seconds
          nowMs += 100;
          return service.secrets(...args);
        },
      },
    });
    assert.ok(saved.length >= 2 && saved.length <= 4, `${saved}`);
    assert.equal(saved.at(-1), -1);
    const onTheWay = saved.slice(0, -1);
    assert.deepEqual(
      onTheWay,
      onTheWay.toSorted((one, other) => one - other),
    );
  });

  it('does not treat an incomplete list as complete', async () => {
    const half: SurveyParts['service'] = {
      ...readsOf().service,
      async *clients(...args) {
        for await (const page of service.clients(...args)) yield { ...page, incomplete: new Error('207') };
      },
    };
    await assert.rejects(take({ service: half }), /207/);
    assert.equal(await records.last(tenant.tenantId), undefined);
  });
});
