import assert from 'node:assert/strict';
import path from 'node:path';
import { BUILT_IN_ROLES } from '../../../../src/service/model/builtInRoles.ts';
import {
  type LocalTenant,
  type LocalTenantOptions,
  startLocalTenant,
} from '../../../support/tenant/localTenant.ts';
import { administratorCaller, createdClient } from '../apiCaller.ts';
import { FOREIGN_PROGRAMS, type ForeignOrder } from './foreignPrograms.ts';

interface Situation {
  readonly title: string;
  readonly options: LocalTenantOptions;
  /** Name by which the programs know the tenant. */
  readonly host: '127.0.0.1' | 'localhost';
  readonly ownIssuer: boolean;
}

const SITUATIONS: readonly Situation[] = [
  { title: 'as it is', options: {}, host: '127.0.0.1', ownIssuer: true },
  { title: 'under localhost', options: {}, host: 'localhost', ownIssuer: true },
  { title: 'with a foreign issuer', options: { profile: 'strict' }, host: '127.0.0.1', ownIssuer: false },
  { title: 'by https', options: { tls: 'selfMade' }, host: 'localhost', ownIssuer: true },
];

/** What each program reads below the tenant, and what it has to find. */
const READS: readonly [string, (answer: unknown, order: ForeignOrder) => void][] = [
  ['', (answer, { tenantId }) => assert.equal((answer as { Id: string }).Id, tenantId)],
  [
    '/Roles',
    answer => {
      const found = new Set((answer as { RoleTypeId: string }[]).map(({ RoleTypeId }) => RoleTypeId));
      for (const { roleTypeId, name } of BUILT_IN_ROLES) assert.ok(found.has(roleTypeId), name);
    },
  ],
  [
    '/Users?skip=0&count=10',
    answer => {
      const found = (answer as { Email: string; RoleIds: string[] }[]).filter(
        ({ RoleIds }) => RoleIds.length > 0,
      );
      assert.deepEqual(found.map(({ Email }) => Email.replace(/@.*/, '')).sort(), [
        'administrator',
        'member',
      ]);
    },
  ],
];

for (const { title, options, host, ownIssuer } of SITUATIONS) {
  describe(`local tenant: foreign programs, ${title}`, () => {
    let tenant: LocalTenant;
    let order: ForeignOrder;

    before(async () => {
      tenant = await startLocalTenant(options);
      order = { ...tenant, resource: tenant.resource.replace('127.0.0.1', host), ownIssuer };
      if (options.tls) {
        order = { ...order, authorityFile: path.join(tenant.dataDir, 'tls-authority.pem') };
        return;
      }
      // Not the administrator, where the test itself can create another one.
      const { Client, Secret } = await createdClient(await administratorCaller(tenant));
      order = { ...order, clientId: Client.Id, clientSecret: Secret };
      await tenant.changesCount();
    });
    after(() => tenant.stop());

    for (const { name, missing, read } of FOREIGN_PROGRAMS) {
      const reason = missing();
      const define = reason === undefined ? it : it.skip;
      define(
        `${name} gets a token, reads the tenant, and lists roles and users${reason ? ` (${reason})` : ''}`,
        async () => {
          const paths = READS.map(([below]) => below);
          const answers = await read(order, paths);
          assert.equal(answers.length, paths.length);
          for (const [index, [, check]] of READS.entries()) check(answers[index], order);
        },
      );
    }
  });
}
