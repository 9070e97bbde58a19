import assert from 'node:assert/strict';
import type { Field } from '../../../../src/projectFiles/shapes/field.ts';
import type { FieldEntry } from '../../../../src/projectFiles/shapes/fieldEntry.ts';
import { LooseFields } from '../../../../src/projectFiles/shapes/joins/looseFields.ts';

const entry = (field: Field, key: string, value = 'x', before = ''): FieldEntry => ({
  field,
  keyPath: key.split('/'),
  value,
  before,
});

/** Returns what completes an object, as `field key value`, in its order. */
const around = (object: string, ...entries: readonly FieldEntry[]): readonly string[] =>
  new LooseFields(entries)
    .around(object === '' ? [] : object.split('/'))
    .map(({ field, keyPath, value }) => `${field} ${keyPath.join('/')} ${value}`);

describe('LooseFields', () => {
  it('finds fields beside the keys, then around them, and not below them', () => {
    const found = around(
      'a/b',
      entry('tenantId', 'TenantId', '3'),
      entry('tenantId', 'a/TenantId', '2'),
      entry('resource', 'a/b/Resource', '1'),
      entry('resource', 'a/b/c/Resource', '0'),
    );
    assert.deepEqual(found, ['resource a/b/Resource 1', 'tenantId a/TenantId 2', 'tenantId TenantId 3']);
  });

  it('finds them at the root for keys at the root, and in objects of the root', () => {
    assert.deepEqual(around('', entry('resource', 'Resource'), entry('tenantId', 'a/TenantId')), [
      'resource Resource x',
    ]);
  });

  it('finds them in the objects beside that of the keys, if only one of these has the field', () => {
    const one = entry('tenantId', 'access/TenantId', '1');
    assert.deepEqual(around('credentials', one), ['tenantId access/TenantId 1']);
    assert.deepEqual(around('access', one), ['tenantId access/TenantId 1']);
    assert.deepEqual(around('credentials', one, entry('tenantId', 'other/TenantId', '2')), []);
    assert.deepEqual(
      around(
        'credentials',
        one,
        entry('tenantId', 'access/TenantId', '2'),
        entry('resource', 'other/Resource'),
      ),
      ['tenantId access/TenantId 2', 'resource other/Resource x'],
    );
  });

  it('finds them beside the objects around the keys, too', () => {
    assert.deepEqual(around('a/b', entry('tenantId', 'c/TenantId')), ['tenantId c/TenantId x']);
    assert.deepEqual(around('a/b', entry('tenantId', 'c/d/TenantId')), []);
  });

  it('leaves objects of other services out, but not what is around the keys', () => {
    assert.deepEqual(around('credentials', entry('tenantId', 'Azure/TenantId')), []);
    assert.deepEqual(around('Azure', entry('tenantId', 'Azure/TenantId')), ['tenantId Azure/TenantId x']);
  });

  it('takes the last of several entries of a key', () => {
    assert.deepEqual(around('a', entry('tenantId', 'a/T', '1'), entry('tenantId', 'a/T', '2')), [
      'tenantId a/T 2',
    ]);
  });

  it('finds the provider of a registration of Spring', () => {
    const found = around(
      'client/registration/cds',
      entry('tokenEndpoint', 'client/provider/cds/token-uri', '1'),
      entry('tokenEndpoint', 'client/provider/other/token-uri', '2'),
    );
    assert.deepEqual(found, ['tokenEndpoint client/provider/cds/token-uri 1']);
    assert.deepEqual(around('registration/registration/a', entry('issuer' as Field, 'x/provider/a/y')), []);
    assert.deepEqual(
      around('registration/registration/a', entry('authority', 'registration/provider/a/issuer-uri')),
      ['authority registration/provider/a/issuer-uri x'],
    );
  });

  const joined: readonly Field[] = [
    'resource',
    'tenantId',
    'namespaceId',
    'authority',
    'tokenEndpoint',
    'acrValues',
    'omfEndpoint',
  ];
  for (const field of joined)
    it(`joins ${field}`, () => assert.deepEqual(around('a', entry(field, 'k')), [`${field} k x`]));
  for (const field of ['clientId', 'clientSecret', 'apiVersion'] as const)
    it(`joins no ${field}`, () => assert.deepEqual(around('a', entry(field, 'k')), []));

  const neutral =
    `access api auth authentication authorization base data default egress identity ingress my oauth oauth2 oidc
    omf service target token`.split(/\s+/);
  for (const word of neutral)
    it(`joins a field whose prefix is ${word}`, () => {
      assert.deepEqual(around('a', entry('resource', 'k', 'x', word)), ['resource k x']);
      assert.deepEqual(around('a', entry('resource', 'k', 'x', `Adh_${word}`)), ['resource k x']);
    });

  it('joins no field with the prefix of something else', () => {
    for (const before of ['PI', 'Azure', 'plant', 'AuthPlant'])
      assert.deepEqual(around('a', entry('resource', 'k', 'x', before)), [], before);
  });

  it('joins nothing of the metadata of Kubernetes', () => {
    assert.deepEqual(around('stringData', entry('namespaceId', 'metadata/namespace')), []);
    assert.deepEqual(around('stringData', entry('namespaceId', 'Metadata/labels/namespace')), []);
    assert.deepEqual(around('stringData', entry('namespaceId', 'meta/namespace')), [
      'namespaceId meta/namespace x',
    ]);
  });
});
