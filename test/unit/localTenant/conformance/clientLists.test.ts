import assert from 'node:assert/strict';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type LocalTenant, startLocalTenant } from '../../../support/tenant/localTenant.ts';
import { type ApiCaller, administratorCaller } from '../apiCaller.ts';
import { CLIENT_TYPE_CASES, createdOfType } from './clientTypeCases.ts';

for (const type of CLIENT_TYPE_CASES) {
  const collection = `/${type.segment}`;

  describe(`service-api › Client types › lists of ${type.segment}`, () => {
    let tenant: LocalTenant;
    let call: ApiCaller;

    before(async () => {
      tenant = await startLocalTenant();
      call = await administratorCaller(tenant);
      for (let made = 0; made < 103; made += 1) await createdOfType(call, type, { Name: `Number ${made}` });
    });
    after(() => tenant.stop());

    const total = async () => Number((await call('HEAD', collection)).headers.get('Total-Count'));

    it('GET answers 100 clients by default, with the total number; HEAD answers only the number', async () => {
      const { status, body, headers } = await call('GET', collection);
      assert.deepEqual([status, body.length], [200, 100]);
      const head = await call('HEAD', collection);
      assert.deepEqual([head.status, head.body], [200, undefined]);
      assert.equal(head.headers.get('Total-Count'), headers.get('Total-Count'));
      assert.ok(Number(headers.get('Total-Count')) >= 103);
    });

    it('GET answers pages that together have every client once, in a constant order', async () => {
      const all = (await call('GET', `${collection}?count=1000`)).body;
      assert.equal(all.length, await total());
      const paged = [];
      for (let skip = 0; skip < all.length; skip += 17) {
        paged.push(...(await call('GET', `${collection}?SKIP=${skip}&Count=17`)).body);
      }
      assert.deepEqual(paged, all);
      assert.deepEqual((await call('GET', `${collection}?skip=100000`)).body, []);
      assert.equal(new Set(all.map((client: { Id: string }) => client.Id)).size, all.length);
    });

    for (const query of ['count=0', 'count=1001', 'count=-1', 'count=x', 'count=1.5', 'skip=-1', 'skip=x']) {
      it(`GET answers 400 for ${query}, and names it`, async () => {
        const answer = await call('GET', `${collection}?${query}`);
        assert.equal(answer.status, 400);
        assert.match(answer.body.Reason, new RegExp(`^${query.split('=')[0]} `));
      });
    }

    it('GET by id (repeated, ignoring case) answers each of those once, page by page; HEAD counts them', async () => {
      const [first, second] = (await call('GET', `${collection}?count=2`)).body;
      const query = `id=${second.Id}&id=${first.Id.toUpperCase()}&id=${first.Id}&id=`;
      const answer = await call('GET', `${collection}?${query}`);
      assert.deepEqual([answer.status, answer.headers.get('Total-Count')], [200, '2']);
      assert.deepEqual(answer.body, [second, first]);
      assert.deepEqual((await call('GET', `${collection}?${query}&skip=1&count=1`)).body, [first]);
      const head = await call('HEAD', `${collection}?${query}`);
      assert.deepEqual([head.headers.get('Total-Count'), head.body], ['2', undefined]);
      assert.equal((await call('GET', `${collection}?id=`)).body.length, 100, 'blank ids are ignored');
    });

    const isDocumented = type.segment === 'ClientCredentialClients';
    it(`GET by id answers ${isDocumented ? '207 with' : '200 without'} an error for each that does not exist`, async () => {
      const [first] = (await call('GET', `${collection}?count=1`)).body;
      if (!isDocumented) {
        const others = await call('GET', `${collection}?id=${first.Id}&id=nobody`);
        assert.deepEqual([others.status, others.body], [200, [first]]);
        assert.equal(others.headers.get('Total-Count'), '1');
        return;
      }
      const { status, body, headers } = await call('GET', `${collection}?id=${first.Id}&id=nobody`);
      assert.deepEqual([status, headers.get('Total-Count')], [207, '1']);
      const names = ['OperationId', 'Error', 'Reason', 'EventId', 'ChildErrors', 'Data'];
      assert.deepEqual(Object.keys(body), names);
      assert.deepEqual(body.Data, [first]);
      assert.equal(body.ChildErrors.length, 1);
      assert.equal(body.ChildErrors[0].ModelId, 'nobody');
      assert.equal(body.ChildErrors[0].StatusCode, 404);
      assert.equal(body.ChildErrors[0].OperationId, body.OperationId);
    });

    it('GET by tag answers those that have one of them; HEAD counts them', async () => {
      const [first, second, third] = (await call('GET', `${collection}?count=3`)).body;
      // Only the service sets tags.
      const database = new DatabaseSync(path.join(tenant.dataDir, 'tenant.db'));
      const tag = database.prepare('UPDATE client SET tags = ? WHERE id = ?');
      tag.run('["red","round"]', first.Id);
      tag.run('["round"]', second.Id);
      database.close();
      const list = async (query: string) => {
        const { body, headers } = await call('GET', `${collection}?${query}`);
        assert.equal(
          (await call('HEAD', `${collection}?${query}`)).headers.get('Total-Count'),
          headers.get('Total-Count'),
        );
        assert.equal(headers.get('Total-Count'), String(body.length));
        return body.map((client: { Id: string }) => client.Id);
      };
      assert.deepEqual(await list('tag=round'), [first.Id, second.Id]);
      assert.deepEqual(await list('tag=red'), [first.Id]);
      assert.deepEqual(await list('tag=red&tag=round'), [first.Id, second.Id]);
      assert.deepEqual(await list('tag=blue'), []);
      assert.deepEqual(await list(`tag=round&id=${second.Id}&id=${third.Id}`), [second.Id]);
      assert.deepEqual((await call('GET', `${collection}/${first.Id}`)).body.Tags, ['red', 'round']);
    });

    it('GET accepts query and ignores it', async () => {
      const { body } = await call('GET', `${collection}?query=nothing-has-this-name&count=1000`);
      assert.equal(body.length, await total());
    });
  });
}
