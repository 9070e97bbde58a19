import assert from 'node:assert/strict';
import { roleInWords, roleItems } from '../../../../../src/editor/core/steps/roleItems.ts';
import {
  ADMINISTRATOR_ROLE_TYPE_ID,
  COMMUNITY_ADMINISTRATOR_ROLE_TYPE_ID,
  MEMBER_ROLE_TYPE_ID,
} from '../../../../../src/service/model/builtInRoles.ts';
import type { Role } from '../../../../../src/service/model/role.ts';

const role = (name: string, given: Partial<Role> = {}): Role => ({
  id: `${name}-${given.communityId ?? ''}`,
  name,
  description: '',
  ...given,
});
const TENANT = [
  role('Tenant Viewer'),
  role('Tenant Administrator', { roleTypeId: ADMINISTRATOR_ROLE_TYPE_ID }),
  role('Tenant Member', { roleTypeId: MEMBER_ROLE_TYPE_ID }),
];
const community = (communityId: string) => [
  role('Community Member', { communityId }),
  role('Community Administrator', { communityId, roleTypeId: COMMUNITY_ADMINISTRATOR_ROLE_TYPE_ID }),
];

describe('the roles to choose from', () => {
  it("have the tenant's roles first, then those of each community in a group of their own", () => {
    const items = roleItems([...community('b'), ...TENANT, ...community('a')], []);
    assert.deepEqual(
      items.map(({ label, group }) => [label, group]),
      [
        ['Tenant Member', 'Roles in the tenant'],
        ['Tenant Administrator', 'Roles in the tenant'],
        ['Tenant Viewer', 'Roles in the tenant'],
        ['Community Administrator', 'Community roles: a'],
        ['Community Member', 'Community roles: a'],
        ['Community Administrator', 'Community roles: b'],
        ['Community Member', 'Community roles: b'],
      ],
    );
  });

  it('have no groups in a tenant without communities', () => {
    assert.ok(roleItems(TENANT, []).every(({ group }) => group === undefined));
  });

  it('mark the roles of communities, and warn about administrators of both kinds', () => {
    const items = roleItems([...TENANT, ...community('a')], []);
    const descriptionOf = (name: string) => items.find(({ label }) => label === name)?.description;
    assert.match(descriptionOf('Tenant Administrator') ?? '', /not advised/);
    assert.match(descriptionOf('Community Administrator') ?? '', /not advised/);
    assert.equal(descriptionOf('Community Member'), 'community role');
    assert.equal(descriptionOf('Tenant Viewer'), undefined);
  });

  it('keep a role that the client has and the tenant does not list, because all are replaced at once', () => {
    const [unlisted, ...others] = roleItems(TENANT, ['gone']).toReversed();
    assert.deepEqual([unlisted?.value, unlisted?.picked], ['gone', true]);
    assert.equal(others.length, TENANT.length);
  });

  it('are named with their community', () => {
    assert.equal(roleInWords(role('Member', { communityId: 'c' })), 'Member (community c)');
    assert.equal(roleInWords(role('Member')), 'Member');
  });
});
