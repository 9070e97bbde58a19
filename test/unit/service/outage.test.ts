import assert from 'node:assert/strict';
import { HttpDispatcher } from '../../../src/network/httpDispatcher.ts';
import { OutageWatch } from '../../../src/network/outageWatch.ts';
import { SecretText } from '../../../src/secret/secretText.ts';
import { ServiceError } from '../../../src/service/serviceError.ts';
import { Transport } from '../../../src/service/transport.ts';
import { plain, startScriptedServer } from '../../support/network/scriptedServer.ts';

describe('Transport, with a service that is down', () => {
  it('makes two attempts and one notification for fifty requests', async () => {
    const server = await startScriptedServer();
    server.play(...Array.from({ length: 60 }, () => plain(503, '')));
    const dispatcher = new HttpDispatcher();
    const told: unknown[] = [];
    const transport = new Transport({
      apiRoot: `${server.resource}/api/v1/Tenants/t`,
      dispatcher,
      outages: new OutageWatch({ nowMs: () => 0, changed: (_origin, outage) => told.push(outage) }),
      tokens: { token: async () => new SecretText('token'), invalidate: () => {} },
      nowMs: () => 0,
      random: () => 0,
      sleep: async () => {},
    });
    for (let count = 0; count < 50; count += 1) {
      const error = await transport
        .send({ method: 'POST', path: `/${count}` })
        .catch((reason: unknown) => reason);
      assert.ok(error instanceof ServiceError);
      assert.equal(error.code, 'unavailable');
      assert.equal(error.facts.request, `POST /${count}`);
      // A request that was not sent has no effect.
      assert.equal(error.outcomeUnknown, false);
    }
    assert.equal(server.seen.length, 2);
    assert.equal(told.length, 1);
    await dispatcher.dispose();
    await server.close();
  });
});
