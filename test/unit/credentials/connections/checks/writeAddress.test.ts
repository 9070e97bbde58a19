import assert from 'node:assert/strict';
import {
  findWriteAddress,
  isSameService,
} from '../../../../../src/credentials/connections/checks/writeAddress.ts';
import { GLOBAL_RESOURCE } from '../../../../../src/credentials/connections/connection.ts';
import { isCancellation } from '../../../../../src/editor/vocabulary/errors/cancellation.ts';
import { SERVICE_WORDS } from '../../../../../src/editor/vocabulary/errors/serviceErrorWords.ts';
import { HttpDispatcher } from '../../../../../src/network/httpDispatcher.ts';
import { OutageWatch } from '../../../../../src/network/outageWatch.ts';
import { IdentityService } from '../../../../../src/service/identityService.ts';
import { ServiceError } from '../../../../../src/service/serviceError.ts';
import { Transport } from '../../../../../src/service/transport.ts';
import {
  type Answer,
  json,
  plain,
  type ScriptedServer,
  startScriptedServer,
} from '../../../../support/network/scriptedServer.ts';
import { countedTokens } from '../../../service/transportTools.ts';

describe('the address that takes writes', () => {
  const dispatcher = new HttpDispatcher();
  let server: ScriptedServer;
  let service: IdentityService;
  after(() => dispatcher.dispose());
  beforeEach(async () => {
    server = await startScriptedServer();
    service = new IdentityService(
      new Transport({
        apiRoot: `${server.resource}/api/v1/Tenants/t`,
        dispatcher,
        tokens: countedTokens().source,
        outages: new OutageWatch({ nowMs: () => 0 }),
        nowMs: () => 0,
        random: () => 0.5,
        sleep: async () => {},
      }),
    );
  });
  afterEach(() => server.close());

  const region = (BaseAddress: unknown, AdministrativeEndpointsWritable?: boolean | null) => ({
    Id: 'r',
    BaseAddress,
    AdministrativeEndpointsWritable,
  });
  const home = 'https://home.datahub.example';

  const cases: readonly (readonly [title: string, answer: Answer, address: string])[] = [
    [
      'the one that the service names',
      json(200, [region('https://a.example', false), region(`${home}/`, true)]),
      home,
    ],
    [
      'the global one when none takes writes',
      json(200, [region('https://a.example', false)]),
      GLOBAL_RESOURCE,
    ],
    [
      'the global one when the service does not say',
      json(200, [region(home, null), region(home)]),
      GLOBAL_RESOURCE,
    ],
    ['no address over http', json(200, [region('http://home.example', true)]), GLOBAL_RESOURCE],
    [
      'no text that is not an address',
      json(200, [region('command:x', true), region('', true)]),
      GLOBAL_RESOURCE,
    ],
    ['the global one when the list is malformed', json(200, [region(7, true)]), GLOBAL_RESOURCE],
    ['the global one when the service refuses', plain(403, ''), GLOBAL_RESOURCE],
  ];
  for (const [title, answer, address] of cases) {
    it(`is ${title}`, async () => {
      server.play(answer);
      assert.equal(await findWriteAddress(service), address);
    });
  }

  it('is not named when the user cancels', async () => {
    server.play(json(200, [region(home, true)]));
    await assert.rejects(findWriteAddress(service, AbortSignal.abort()), isCancellation);
  });

  it('is asked for after a 405, and named by the error', async () => {
    server.play(plain(405, ''), json(200, [region(home, true)]));
    const error = await service.deleteClient('hybrid', 'c').catch((reason: unknown) => reason);
    assert.ok(error instanceof ServiceError);
    assert.equal(error.code, 'writeOnRegionalAddress');
    assert.ok(SERVICE_WORDS.writeOnRegionalAddress(error).includes(home));
    assert.deepEqual(
      server.seen.map(({ method, url }) => `${method} ${url}`),
      ['DELETE /api/v1/Tenants/t/HybridClients/c', 'GET /api/v1/Tenants/t/Regions?skip=0&count=1000'],
    );
  });

  it('is not the one that has refused the change', async () => {
    const regions = json(200, [region(server.resource, true), region(home, true)]);
    server.play(plain(405, ''), regions, regions);
    const error = await service.deleteClient('hybrid', 'c').catch((reason: unknown) => reason);
    assert.ok(error instanceof ServiceError);
    assert.equal(error.facts.writeAddress, home);
    assert.equal(await findWriteAddress(service, undefined, server.resource), home);
  });

  for (const address of ['http://home.example', 'command:x', 'https://a:b@home.example', 'home.example']) {
    it(`is never ${address} in the error`, async () => {
      server.play(plain(405, ''), json(200, [region(address, true), region(home, true)]));
      const error = await service.deleteClient('hybrid', 'c').catch((reason: unknown) => reason);
      assert.ok(error instanceof ServiceError);
      assert.equal(error.facts.writeAddress, home);
    });
  }

  it('is the global one in the error when the service does not name it', async () => {
    server.play(plain(405, ''), plain(404, ''));
    const error = await service.deleteClient('hybrid', 'c').catch((reason: unknown) => reason);
    assert.ok(error instanceof ServiceError);
    assert.ok(SERVICE_WORDS.writeOnRegionalAddress(error).includes(GLOBAL_RESOURCE));
  });

  const pairs: readonly (readonly [from: string, to: string, same: boolean])[] = [
    ['https://euno.datahub.connect.aveva.com', GLOBAL_RESOURCE, true],
    ['http://127.0.0.1:1', 'http://127.0.0.1:2', true],
    ['https://euno.datahub.connect.aveva.com', 'https://datahub.evil.example', false],
    ['https://euno.datahub.connect.aveva.com', 'https://uswe.datahub.connect.aveva.com.evil.example', false],
    ['https://a.example.com', 'https://b.example.com', false],
    ['https://localhost', 'http://localhost', false],
    ['https://10.0.0.1', 'https://11.0.0.1', false],
    ['https://[fd00::1]', 'https://[fd00::2]', false],
  ];
  for (const [from, to, same] of pairs) {
    it(`${same ? 'belongs' : "doesn't belong"} to the service: ${to} for ${from}`, () => {
      assert.equal(isSameService({ resource: from }, to), same);
    });
  }
});
