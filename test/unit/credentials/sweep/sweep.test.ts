import assert from 'node:assert/strict';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { atOnce } from '../../../../src/credentials/sweep/atOnce.ts';
import { sweep } from '../../../../src/credentials/sweep/sweep.ts';
import { HttpDispatcher, MOST_CONNECTIONS } from '../../../../src/network/httpDispatcher.ts';
import { SecretText } from '../../../../src/secret/secretText.ts';
import { IdentityService } from '../../../../src/service/identityService.ts';
import { Transport } from '../../../../src/service/transport.ts';

/** Milliseconds of simulated time per answer of the service. */
const MS_PER_ANSWER = 5;

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

describe('atOnce', () => {
  it('processes each item once, in order, and never more at a time than the current limit', async () => {
    let limit = 1;
    const begun: number[] = [];
    const running = new Set<number>();
    await atOnce(
      numbers(30),
      () => limit,
      async item => {
        running.add(item);
        begun.push(item);
        assert.ok(running.size <= limit, `${running.size} of ${limit}`);
        await wait(0);
        running.delete(item);
        if (item === 5) limit = 4;
        if (item === 20) limit = Math.max(running.size, 2);
      },
    );
    assert.deepEqual(begun, numbers(30));
  });

  it('starts nothing after a failure', async () => {
    const begun: number[] = [];
    const failing = atOnce(numbers(10), 2, async item => {
      begun.push(item);
      if (item === 0) return;
      await wait(item);
      if (item === 1) throw new Error('no');
    });
    await assert.rejects(failing, /no/);
    await wait(5);
    assert.deepEqual(begun, [0, 1, 2]);
  });

  it('starts nothing after the signal has aborted, and ends when the running tasks have ended', async () => {
    const abort = new AbortController();
    let ended = 0;
    await atOnce(
      numbers(10),
      3,
      async () => {
        abort.abort();
        await wait(0);
        ended += 1;
      },
      abort.signal,
    );
    assert.equal(ended, 1);
    await atOnce([], 3, async () => assert.fail('there is nothing'));
  });
});

describe('a sweep', () => {
  /** A service that refuses requests beyond a limit; each request takes some time. */
  async function busyService(allowedAtOnce: number) {
    const counts = { running: 0, most: 0, refused: 0 };
    /** Timers that wait until the service has answered so many more requests, or is idle. */
    const waiting = new Set<{ left: number; readonly resume: () => void }>();
    const answered = () => {
      for (const each of waiting) {
        each.left -= 1;
        if (each.left > 0 && counts.running > 0) continue;
        waiting.delete(each);
        each.resume();
      }
    };
    /** Resolves after so many answers: a clock that runs as fast as the service. */
    const untilAnswered = (left: number) =>
      counts.running === 0
        ? Promise.resolve()
        : new Promise<void>(resume => void waiting.add({ left, resume }));
    const server = http.createServer(async (_request, response) => {
      if (counts.running >= allowedAtOnce) {
        counts.refused += 1;
        return response.writeHead(429, { 'Retry-After': '0' }).end('{}');
      }
      counts.running += 1;
      counts.most = Math.max(counts.most, counts.running);
      await wait(2);
      counts.running -= 1;
      answered();
      return response.writeHead(200, { 'Total-Count': '1' }).end('[{ "Id": 1 }]');
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const close = () =>
      new Promise<void>(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    return { counts, origin, close, untilAnswered };
  }

  type BusyService = Awaited<ReturnType<typeof busyService>>;

  async function sweepOf({ origin, untilAnswered }: BusyService, items: number): Promise<number> {
    const dispatcher = new HttpDispatcher();
    const transport = new Transport({
      apiRoot: `${origin}/t`,
      dispatcher,
      nowMs: Date.now,
      random: () => 0.5,
      tokens: { token: async () => new SecretText('token'), invalidate: () => {} },
      outages: { check: () => undefined, report: () => {} },
      // For the service, a wait is equally long on a fast and on a slow machine.
      sleep: ms => untilAnswered(Math.ceil(ms / MS_PER_ANSWER)),
    });
    const service = new IdentityService(transport);
    let read = 0;
    try {
      await sweep(numbers(items), async (item, turnedAway) => {
        const secrets = await service.secrets('hybrid', String(item), { turnedAway });
        read += secrets.length;
      });
    } finally {
      await dispatcher.dispose();
    }
    return read;
  }

  it('reads everything from a service that allows few requests at a time, and is soon no longer refused', async () => {
    const service = await busyService(8);
    const { counts, close } = service;
    try {
      assert.equal(await sweepOf(service, 1500), 1500);
      assert.ok(counts.refused > 0);
      assert.ok(counts.refused < 1500, `${counts.refused} were turned away`);
    } finally {
      await close();
    }
  });

  it('never sends more requests at a time than there are connections', async () => {
    const service = await busyService(Number.POSITIVE_INFINITY);
    const { counts, close } = service;
    try {
      assert.equal(await sweepOf(service, 2000), 2000);
      assert.ok(counts.most <= MOST_CONNECTIONS, `${counts.most}`);
    } finally {
      await close();
    }
  });
});
