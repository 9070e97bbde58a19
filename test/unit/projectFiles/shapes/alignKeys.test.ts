import assert from 'node:assert/strict';
import { alignKeys } from '../../../../src/projectFiles/shapes/alignKeys.ts';
import type { FieldKeys } from '../../../../src/projectFiles/shapes/field.ts';

const VALUES = { resource: 'https://r.example', apiVersion: 'v1', tenantId: 'T', clientId: 'C' };
const FLAT: FieldKeys = [
  ['resource', ['Resource']],
  ['clientId', ['ClientId']],
  ['clientSecret', ['ClientSecret']],
];
const NESTED: FieldKeys = [
  ['resource', ['Connect:Resource']],
  ['clientSecret', ['Connect:ClientSecret']],
];

/** Aligns keys to those of a file, which has these values; returns paths with `/`. */
const align = (
  keys: FieldKeys,
  present: Readonly<Record<string, string>>,
  objects: readonly (readonly string[])[] = [],
): readonly string[] => {
  const entries = Object.entries(present).map(([key, value]) => ({ keyPath: key.split('/'), value }));
  return alignKeys(keys, entries, { values: VALUES, objects }).map(
    ([field, path]) => `${field} ${path.join('/')}`,
  );
};

describe('alignKeys', () => {
  it('keeps the paths where a file has no such key', () => {
    assert.deepEqual(align(FLAT, {}), [
      'resource Resource',
      'clientId ClientId',
      'clientSecret ClientSecret',
    ]);
    assert.deepEqual(align(FLAT, { 'Logging/Level': 'x' })[0], 'resource Resource');
  });

  it('uses a key in another case if it is blank, or has the value already', () => {
    assert.deepEqual(align(FLAT, { resource: '', CLIENTID: 'c' }), [
      'resource resource',
      'clientId CLIENTID',
      'clientSecret ClientSecret',
    ]);
    assert.deepEqual(align(FLAT, { RESOURCE: 'https://r.example/' })[0], 'resource RESOURCE');
  });

  it('moves all keys to a section if one of them has the value of something else', () => {
    assert.deepEqual(align(FLAT, { clientid: 'other' }), [
      'resource Connect/Resource',
      'clientId Connect/ClientId',
      'clientSecret Connect/ClientSecret',
    ]);
    assert.deepEqual(align(FLAT, { clientsecret: 'other' })[2], 'clientSecret Connect/ClientSecret');
    assert.deepEqual(align(FLAT, { clientid: 'other', 'connect/x': '' })[1], 'clientId connect/ClientId');
    assert.deepEqual(
      align(FLAT, { clientid: 'other', 'connect/clientid': '' })[1],
      'clientId connect/clientid',
    );
  });

  it('doesn’t take a key in an object for one at the root', () => {
    assert.deepEqual(align(FLAT, { 'other/resource': 'x' })[0], 'resource Resource');
  });

  it('writes below an object in place of a key with colons', () => {
    assert.deepEqual(align(NESTED, { 'Connect/x': '' }), [
      'resource Connect/Resource',
      'clientSecret Connect/ClientSecret',
    ]);
    assert.deepEqual(align(NESTED, { 'connect/resource': 'other' }), [
      'resource connect/resource',
      'clientSecret connect/ClientSecret',
    ]);
    assert.deepEqual(align(NESTED, { 'connect:resource': 'other' }), [
      'resource connect:resource',
      'clientSecret Connect:ClientSecret',
    ]);
  });

  it('writes below an object without texts', () => {
    assert.deepEqual(align([['clientId', ['A:Id']]], {}, [['a']]), ['clientId a/Id']);
    assert.deepEqual(
      align(FLAT, { clientid: 'other' }, [['connect'], ['connect', 'x']])[1],
      'clientId connect/ClientId',
    );
  });

  it('writes below the innermost object that exists', () => {
    const deep: FieldKeys = [['clientId', ['A:B:C:Id']]];
    assert.deepEqual(align(deep, { 'a/x': '' }), ['clientId a/B/C/Id']);
    assert.deepEqual(align(deep, { 'a/x': '', 'a/b/y': '' }), ['clientId a/b/C/Id']);
    assert.deepEqual(align(deep, { 'a/b/c/z': '' }), ['clientId a/b/c/Id']);
    assert.deepEqual(align(deep, { 'b/c/z': '' }), ['clientId A:B:C:Id']);
  });
});
