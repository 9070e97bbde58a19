import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { SecretText } from '../../../src/secret/secretText.ts';
import { MEMBER_ROLE_TYPE_ID } from '../../../src/service/model/builtInRoles.ts';
import { CLIENT_TYPES } from '../../../src/service/model/clientTypes.ts';
import { ServiceError } from '../../../src/service/serviceError.ts';
import * as decoders from '../../../src/service/wireDecoders.ts';
import { caseCount } from '../../support/runner/sampling.ts';

const decodeClients = decoders.decodeClients('clientCredentials');
const decodeIssuedClient = decoders.decodeIssuedClient('clientCredentials');

/** Number of values that the decoders are tested with. */
const VALUES = caseCount(5000, 1000);

const USUAL = { Id: 'a', Name: 'n', Enabled: false, AccessTokenLifetime: 60, RoleIds: ['r'], Tags: null };

describe('the decoders', () => {
  it("read nothing from properties that are missing or null: that a client is enabled isn't known then", () => {
    const plain = {
      type: 'clientCredentials',
      id: 'a',
      name: '',
      enabled: undefined,
      accessTokenLifetimeSeconds: undefined,
      roleIds: undefined,
      settings: {},
    };
    const nulls = {
      Id: 'a',
      Name: null,
      Enabled: null,
      AccessTokenLifetime: null,
      RoleIds: null,
      Extra: { deep: 1 },
    };
    assert.deepEqual(decodeClients([{ Id: 'a' }, nulls]), [plain, plain]);
  });

  it('read the usual form of a listed client like any other form', () => {
    // The missing lifetime makes the second client unusual, so that it is decoded by the schema.
    const [usual, unusual] = decodeClients([USUAL, { ...USUAL, AccessTokenLifetime: null }]);
    assert.deepEqual(usual, { ...unusual, accessTokenLifetimeSeconds: 60 });
  });

  const at = '2027-11-23T10:00:00Z';
  const expirations: readonly (readonly [wire: object, read: 'never' | 'unknown' | 'dated'])[] = [
    [{ Expires: false, Expiration: null }, 'never'],
    [{ Expires: false }, 'never'],
    [{ Expires: false, Expiration: at }, 'never'],
    [{ Expires: true, Expiration: at }, 'dated'],
    [{ Expiration: at }, 'dated'],
    [{ Expires: null, Expiration: at }, 'dated'],
    [{ Expires: true, Expiration: null }, 'unknown'],
    [{ Expires: true }, 'unknown'],
    [{ Expiration: null }, 'unknown'],
    [{}, 'unknown'],
  ];
  for (const [wire, read] of expirations) {
    it(`read the expiration of ${JSON.stringify(wire)} as ${read}`, () => {
      const secret = decoders.decodeSecret({ Id: 1, ...wire });
      assert.equal(secret.expiresAt !== undefined, read === 'dated');
      assert.equal(secret.expiryUnknown === true, read === 'unknown');
    });
  }

  it('read the id of a role type in either case', () => {
    const [role] = decoders.decodeRoles([{ Id: 'A', RoleTypeId: MEMBER_ROLE_TYPE_ID.toUpperCase() }]);
    assert.equal(role?.id, 'A');
    assert.equal(role?.roleTypeId, MEMBER_ROLE_TYPE_ID);
    const [custom] = decoders.decodeRoles([{ Id: 'A', RoleTypeId: null, CommunityId: '' }]);
    assert.deepEqual([custom?.roleTypeId, custom?.communityId], [undefined, undefined]);
  });

  it('read from a new client whether its secret expires', () => {
    const answer = { Id: 1, Secret: 'canary', Client: USUAL };
    assert.equal(decodeIssuedClient({ ...answer, ExpirationDate: at }).secret.expiryUnknown, undefined);
    assert.equal(decodeIssuedClient({ ...answer, ExpirationDate: null }).secret.expiryUnknown, undefined);
    assert.equal(decodeIssuedClient(answer).secret.expiryUnknown, true);
  });

  it('leave out the settings that are missing, and keep an address that is null', () => {
    const { settings } = decoders.decodeClient('hybrid')({
      Id: 'a',
      AllowOfflineAccess: null,
      LogoUri: null,
    });
    assert.deepEqual(settings, { logoUri: null });
  });

  const dates: readonly (readonly [written: string | null | undefined, read: string | undefined])[] = [
    ['2027-11-23T10:00:00Z', '2027-11-23T10:00:00.000Z'],
    ['2027-11-23T10:00:00.1234567Z', '2027-11-23T10:00:00.123Z'],
    ['2027-11-23T10:00:00', '2027-11-23T10:00:00.000Z'],
    ['2027-11-23T12:00:00+02:00', '2027-11-23T10:00:00.000Z'],
    ['9999-12-31T23:59:59Z', '9999-12-31T23:59:59.000Z'],
    [null, undefined],
    [undefined, undefined],
  ];
  for (const [written, read] of dates) {
    it(`read the date ${written} as ${read}`, () => {
      const [secret] = decoders.decodeSecrets([{ Id: 1, Expires: true, Expiration: written }]);
      assert.equal(secret?.expiresAt?.toISOString(), read);
    });
  }

  const malformed: readonly (readonly [
    title: string,
    decode: (body: unknown) => unknown,
    body: unknown,
    where: string,
  ])[] = [
    ['an object instead of a list', decodeClients, { Id: 'a' }, 'the whole answer'],
    ['no body', decodeClients, undefined, 'the whole answer'],
    ['a client without id', decodeClients, [USUAL, { Name: 'n' }], 'Id'],
    ['a secret whose number is a text', decoders.decodeSecrets, [{ Id: '1' }], '0.Id'],
    ['an invalid date', decoders.decodeSecrets, [{ Id: 1, Expiration: 'soon' }], '0.Expiration'],
    ['an issued secret without value', decoders.decodeIssuedSecret, { Id: 1 }, 'Secret'],
    ['an empty value', decoders.decodeIssuedSecret, { Id: 1, Secret: '' }, 'Secret'],
    ['an issued client without number', decodeIssuedClient, { Secret: 'canary', Client: USUAL }, 'Id'],
    ['an issued client without client', decodeIssuedClient, { Id: 1, Secret: 'canary' }, 'Client'],
    [
      'a value in the wrong place',
      decodeIssuedClient,
      { Id: 'canary', Secret: 'canary', Client: USUAL },
      'Id',
    ],
  ];
  for (const [title, decode, body, where] of malformed) {
    it(`report where the answer is wrong, without the value: ${title}`, () => {
      assert.throws(
        () => decode(body),
        error => {
          assert.ok(error instanceof ServiceError);
          assert.equal(error.code, 'malformedAnswer');
          assert.equal(error.facts.detail, where);
          assert.doesNotMatch(inspect(error, { depth: 9 }), /canary/);
          return true;
        },
      );
    });
  }

  it("return secrets that don't print", () => {
    const issued = decodeIssuedClient({ Id: 1, Secret: 'canary', Client: USUAL });
    assert.equal(issued.secret.secret.reveal(), 'canary');
    assert.doesNotMatch(`${inspect(issued, { depth: 9 })} ${JSON.stringify(issued)}`, /canary/);
  });

  it('throw only ServiceErrors for any body', () => {
    const all = [
      ...CLIENT_TYPES.flatMap(({ type }) => [decoders.decodeClient(type), decoders.decodeClients(type)]),
      decodeIssuedClient,
      decoders.decodeIssuedClient('hybrid'),
      decoders.decodeIssuedSecret,
      decoders.decodeRoles,
      decoders.decodeSecret,
      decoders.decodeSecrets,
      decoders.decodeTenant,
    ];
    const usual = {
      ...USUAL,
      Description: 'd',
      Expires: true,
      Expiration: '2027-01-01T00:00:00Z',
      Secret: 'canary',
      RedirectUris: ['https://a.example'],
      AllowedCorsOrigins: [],
      ClientUri: null,
      AllowOfflineAccess: true,
      DeviceCodeLifetime: 60,
      RoleTypeId: 'r',
      CommunityId: null,
      CompanyName: 'c',
      Alias: 'a',
    };
    const keys = fc.constantFrom(...Object.keys(usual), 'Client', '__proto__', 'constructor', 'prototype');
    const odd = fc.oneof(fc.jsonValue(), fc.constantFrom(-1, 1e300, '', '..', 'x'.repeat(20_000), [], {}));
    // Most properties are right, so that the decoders reach the wrong ones.
    const item = fc
      .tuple(fc.dictionary(keys, odd, { maxKeys: 3 }), fc.constantFrom(1, 'a'), fc.boolean())
      .map(([changes, Id, nested]) => {
        const own = { ...usual, Id, ...changes };
        return nested ? { ...own, Client: { ...usual, ...changes } } : own;
      });
    // Parsed from JSON, because then `__proto__` is a property like any other.
    const body = fc
      .oneof(fc.jsonValue(), item, fc.array(item, { maxLength: 3 }), fc.constant({ Client: usual, Id: 1 }))
      .map(value => JSON.parse(JSON.stringify(value).replaceAll('"prototype"', '"__proto__"')));
    let decoded = 0;
    fc.assert(
      fc.property(fc.constantFrom(...all), body, (decode, given) => {
        try {
          assertPlain(decode(given));
          decoded += 1;
        } catch (error) {
          assert.ok(error instanceof ServiceError, String(error));
          assert.equal(error.code, 'malformedAnswer');
          assert.doesNotMatch(inspect(error, { depth: 9 }), /canary/);
        }
        assert.deepEqual(Object.keys(Object.prototype), []);
        assert.equal(({} as { Id?: unknown }).Id, undefined);
      }),
      { numRuns: VALUES },
    );
    assert.ok(decoded > VALUES / 50, `${decoded} were decoded`);
  });
});

/** Fails when a decoded value contains an object of an unexpected class. */
function assertPlain(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  const prototypes: readonly unknown[] = [
    Object.prototype,
    Array.prototype,
    Date.prototype,
    SecretText.prototype,
  ];
  assert.ok(prototypes.includes(Object.getPrototypeOf(value)), inspect(value));
  assert.ok(!Object.hasOwn(value, '__proto__'));
  for (const part of Object.values(value)) assertPlain(part);
}
