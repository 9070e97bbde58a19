import assert from 'node:assert/strict';
import { isBrowserFile, isKeyOfPublicClient } from '../../../../src/projectFiles/shapes/publicClient.ts';

describe('isKeyOfPublicClient', () => {
  const keys =
    `acrvalues callbackuri callbackurl codechallengemethod devicecode devicecodelifetime logoutredirecturi password
    popupredirecturi postlogoutredirecturi postlogoutredirecturis postlogoutredirecturl redirecturi redirecturis redirecturl
    responsemode responsetype silentredirecturi username useremail userpassword`.split(/\s+/);
  for (const key of keys) it(`knows ${key}`, () => assert.ok(isKeyOfPublicClient(key)));

  it('knows no key that clients with a secret have, too', () => {
    assert.deepEqual(['scope', 'tenantid', 'clientsecret', 'granttype', ''].filter(isKeyOfPublicClient), []);
  });
});

describe('isBrowserFile', () => {
  for (const file of [
    'wwwroot/config.json',
    'web/wwwroot/a/b.json',
    'public/config.json',
    'PUBLIC/config.json',
    'src/static/x.json',
    'src\\assets\\x.json',
    'src/environments/environment.ts',
    'src/environments/environment.prod.ts',
    'environment.pre-prod.ts',
  ])
    it(`knows ${file}`, () => assert.ok(isBrowserFile(file)));

  for (const file of [
    'config.json',
    'republic/config.json',
    'publicity/config.json',
    'src/assets.json',
    'environment.tsx',
    'my-environment.ts',
    'environment.a.b.ts',
    'environments/x.ts',
  ])
    it(`doesn’t take ${file} for one`, () => assert.ok(!isBrowserFile(file)));
});
