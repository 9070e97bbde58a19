import assert from 'node:assert/strict';
import {
  faultOfText,
  faultOfValue,
  type ValueFault,
} from '../../../../src/credentials/adoption/valueFault.ts';
import { SecretText } from '../../../../src/secret/secretText.ts';

const CASES: readonly (readonly [text: string, ValueFault | undefined])[] = [
  ['q7Zc0mW1l3vQ9s8yJt2Xb4Rk6Nd5Ha1Pf0Ge+Ui/Oo=', undefined],
  ['MyOwn-Secret_1!', undefined],
  ['', 'empty'],
  ['   \n', 'empty'],
  ['<client-secret>', 'placeholder'],
  ['PLACEHOLDER_REPLACE_WITH_APPLICATION_SECRET', 'placeholder'],
  ['{clientSecret}', 'placeholder'],
  ['changeme', 'placeholder'],
  ['{{hub-writer}}', 'reference'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: as it is written in a file
  ['${{ secrets.ADH_CLIENT_SECRET }}', 'reference'],
  ['$ADH_CLIENT_SECRET', 'reference'],
  ['%ADH_CLIENT_SECRET%', 'reference'],
  ['op://Team/connect/credential', 'reference'],
  ['@Microsoft.KeyVault(SecretUri=https://x)', 'reference'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: as it is written in a file
  ['${clientCredentials:6d0a93c5-4f3f-4bd1-8a15-c3d5f1f8e1aa:clientSecret}', 'ownVariable'],
  ['ENC[AES256_GCM,data:x,iv:y,tag:z,type:str]', 'encrypted'],
  ['vault:v1:abcdef', 'encrypted'],
  ['{cipher}abcdef0123', 'encrypted'],
  ['***************', 'masked'],
  ['••••••••', 'masked'],
  ['two words', 'notOneWord'],
  ['one\ntwo', 'notOneWord'],
  ['one\u0000two', 'notOneWord'],
  ['x'.repeat(10_001), 'notOneWord'],
];

describe('the fault of a value that is to be adopted', () => {
  for (const [text, fault] of CASES) {
    it(`is ${fault ?? 'none'}: ${JSON.stringify(text.slice(0, 60))}`, () => {
      assert.equal(faultOfText(text), fault);
      const value = text === '' ? undefined : new SecretText(text);
      // In a file, white space is a part of the value.
      const inFile = text !== '' && text.trim() === '' ? 'placeholder' : fault;
      assert.equal(faultOfValue(value), inFile);
    });
  }

  it('is not white space around a text that the user has copied, but around a value of a file', () => {
    assert.equal(faultOfText(' secret-1x \n'), undefined);
    assert.equal(faultOfValue(new SecretText('secret-1x ')), 'notOneWord');
  });
});
