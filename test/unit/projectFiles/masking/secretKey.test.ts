import assert from 'node:assert/strict';
import {
  isNameKey,
  isSecretName,
  isSecretPath,
  isTypeKey,
  isValueKey,
} from '../../../../src/projectFiles/masking/secretKey.ts';

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

const SECRET = words(`
  secret ClientSecret client_secret adh-client-secret secrets secretValue secret_text secretKey
  password Password passwd db_passwd PASSWD passphrase passcode pwd MYSQL_PWD kennwort
  token accessToken GITHUB_TOKEN refresh_token tokens credential credentials assertion client_assertion code_verifier
  cookie sessionCookie bearer jwt
  api_key apiKey apikeys access_key accountKey privateKey client_key app_key applicationKey shared_key master-key signingKey
  encryptionKey encrypt_key storageKey subscription_key functionKey functionsKey sas_key auth_key adminKey service_key
  sessionKey licenseKey instrumentation_key ssh_key deployKey consumerKey webhook_key
  connectionString conn_str shared_access_signature SharedAccessSignature
  pass db_pass ADMIN_PASS NPM_AUTH auth sas SAS sig signature authorization Authorization authorisation otp
  maxTokensSecret my_max_tokens spring.datasource.password a:b:secret a/b/token a\\token A__TOKEN secret.key secret.keys token.value
  password.string secret.text secret.plaintext secret.plain secret.default secret.current password.hash
  tokenDefault token_current secretDefault
  secret_2 token1 a.secret.. __secret SECRET`);

const HARMLESS = words(`
  secretary secretion tokenize tokenizer tokenise tokenized bypass passage compass author authority authors
  signatures_x sass design
  client_id ClientId key keys value string text hash default plain current username monkey turkey keyboard publicKey
  primary_key foreignKey a.key value.key
  secret_id secret_ids secretIdentifier secret_identifiers token_type tokenTypes tokenEndpoint token_url tokenUri token_urls
  tokenCount tokenCounts token_lifetime tokenSeconds token_minutes tokenHours tokenDays token_ms token_expires
  tokenExpiresAt tokenExpiresIn tokenExpiresOn token_expiry secretExpiration secretExpired secret_name secretNames
  secretKind tokenState tokenStates tokenStatus password_hint tokenMethod tokenMethods token_auth_supported tokenLength
  tokenSize tokenError tokenErrors secretDescription password_policy passwordPolicies password_file secretFilename
  token_path tokenPaths secretRef secret_refs secretReference secretReferences tokenProvider credential_providers
  secretStore passwordManager secret_engine token_enabled secretDisabled passwordRequired secretRotation secretVersion
  secretVersions tokenTimeout token_ttl tokenAge token_field tokenHeader token_format tokenPrefix token_suffix
  passwordMin password_max tokenLimit tokenAlgorithm token_alg tokenScope tokenScopes token_audience tokenIssuer
  tokenCreated secret_updated secretDate tokenHost token_hosts tokenPort tokenServer secretLocation secretRegion
  secret_vault secretLabel secretLabels secret_arn token_index passwordAttempts passwordRetries passwordRule
  password_rules passwordRegex passwordPattern password_prompt tokenMode secret_env tokenVariable tokenSource
  tokenClass token_handler tokenBackend tokenUsername cookieDomain cookie_secure cookieHttpOnly cookieSameSite
  tokenScheme cookieTitle
  max_tokens minTokens num_tokens total_tokens inputTokens output_tokens promptToken completion_tokens maxNewTokens`);

describe('isSecretName', () => {
  for (const name of SECRET)
    it(`takes ${name} for the name of a secret`, () => assert.ok(isSecretName(name)));
  for (const name of HARMLESS)
    it(`doesn’t take ${name} for the name of a secret`, () => assert.ok(!isSecretName(name)));

  it('reads the last word of a long name only', () => {
    assert.ok(isSecretName(`${'x'.repeat(500)}.secret`));
    assert.ok(!isSecretName(`secret.${'x'.repeat(500)}`));
    assert.ok(!isSecretName(`secret${'x'.repeat(120)}`));
    assert.ok(isSecretName(`secret${'x'.repeat(114)}`));
    assert.ok(!isSecretName(''));
  });
});

describe('isSecretPath', () => {
  for (const path of [
    ['a', 'b', 'ClientSecret'],
    ['passwords', '0'],
    ['a', 'password', '0', 'value'],
    ['secret', 'key'],
    ['secret', 'value'],
    ['tokens', '12', '3'],
    ['secret', '0'],
  ])
    it(`takes ${path.join('/')} for the key of a secret`, () => assert.ok(isSecretPath(path)));
  for (const path of [
    ['ClientSecret', 'id'],
    ['secret', 'a'],
    ['secret', 'a', 'b', 'c', 'value'],
    ['password', '1', '2', '3', '4'],
    ['secret', 'a1'],
    ['secret', '1a'],
    ['hosts', '0'],
    ['value'],
    ['0'],
    [],
  ])
    it(`doesn’t take ${path.join('/')} for the key of a secret`, () => assert.ok(!isSecretPath(path)));
});

describe('isTypeKey', () => {
  it('knows the key in any case, and only as a whole', () => {
    assert.deepEqual(words('type Type TYPE types subtype').filter(isTypeKey), words('type Type TYPE'));
  });
});

describe('keys of lists of names and values', () => {
  it('are known in any case, and only as a whole', () => {
    assert.deepEqual(
      words('name key variable NAME Key names keyname a_name').filter(isNameKey),
      words('name key variable NAME Key'),
    );
    assert.deepEqual(
      words('value defaultValue default initialValue currentValue VALUE values my_value').filter(isValueKey),
      words('value defaultValue default initialValue currentValue VALUE'),
    );
  });
});
