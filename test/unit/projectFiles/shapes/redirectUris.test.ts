import assert from 'node:assert/strict';
import { dotenvFormat } from '../../../../src/projectFiles/formats/dotenv/dotenvFormat.ts';
import { jsonFormat } from '../../../../src/projectFiles/formats/json/jsonFormat.ts';
import { redirectUrisIn } from '../../../../src/projectFiles/shapes/redirectUris.ts';

const found = (text: string, key: readonly string[]) => redirectUrisIn(jsonFormat.read(text), key);

describe('the redirect URIs beside a client id', () => {
  it('are read from a key and from a list, each once', () => {
    const text =
      '{"a":{"client_id":"x","redirect_uri":"http://localhost:1/cb","silentRedirectUri":"http://localhost:1/s"},"b":{"clientId":"x","RedirectUris":["app://one","app://one","https://two.example"]}}';
    assert.deepEqual(found(text, ['a', 'client_id']), ['http://localhost:1/cb', 'http://localhost:1/s']);
    assert.deepEqual(found(text, ['b', 'clientId']), ['app://one', 'https://two.example']);
  });

  it('are those of a client with secrets, too, and none of another service', () => {
    const text =
      'ADH_CLIENT_ID=x\nADH_CLIENT_SECRET=s\nADH_REDIRECT_URI=https://a.example/cb\nGITHUB_CALLBACK_URL=https://a.example/gh\n';
    const entries = dotenvFormat.read(text);
    assert.deepEqual(redirectUrisIn(entries, ['ADH_CLIENT_ID']), ['https://a.example/cb']);
  });

  it('are no addresses after the logout, no placeholders, no references, and none of another object', () => {
    const text =
      '{"client_id":"x","post_logout_redirect_uri":"http://l.example","redirect_uri":"<uri>","redirectUrl":"$' +
      '{CALLBACK}","other":{"redirect_uri":"http://o.example"}}';
    assert.deepEqual(found(text, ['client_id']), []);
  });
});
