import { fills, HUB, OLD, offers, SECRET, type TableCase } from './tableCase.ts';

const FILLED = `"clientId":"C1","clientSecret":"${SECRET}"`;
const BLANK = '"clientId":"","clientSecret":""';

/** Names that only begin like ours. What they hold is for something else. */
const BEGINNINGS: readonly TableCase[] = [
  ...[
    'ADH_REDIRECT_URI',
    'CDS_WEBHOOK_URL',
    'AVEVA_LOGOUT_URL',
    'ADH_PROXY_ADDRESS',
    'DATA_HUB_DOCS_URL',
  ].map(name =>
    fills(
      `no address in ${name}`,
      '.env',
      `ADH_CLIENT_ID=\nADH_CLIENT_SECRET=\n${name}=\n`,
      `ADH_CLIENT_ID=C1\nADH_CLIENT_SECRET=${SECRET}\n${name}=\n`,
    ),
  ),
  ...['ADH_URL', 'ADH_API_URL', 'DATA_HUB_BASE_URI', 'AVEVA_DATA_HUB_URL', 'CONNECT_DATA_SERVICES_URL'].map(
    name =>
      fills(
        `the address in ${name}`,
        '.env',
        `ADH_CLIENT_ID=\nADH_CLIENT_SECRET=\n${name}=\n`,
        `ADH_CLIENT_ID=C1\nADH_CLIENT_SECRET=${SECRET}\n${name}=${HUB}\n`,
      ),
  ),
  fills(
    'no tenant of a store that only begins like ours',
    'config.json',
    '{"AdhClientId":"","AdhClientSecret":"","AdhStorageTenant":"","AdhRefreshTokenUrl":""}',
    `{"AdhClientId":"C1","AdhClientSecret":"${SECRET}","AdhStorageTenant":"","AdhRefreshTokenUrl":""}`,
  ),
];

const OTHER_TENANT = '2f0c7a4e-5f11-4f0e-9a27-30a1c2b9d111';

/** Values of other objects that someone chose. */
const JOINS: readonly TableCase[] = [
  fills(
    'no tenant that another section has already',
    'config.ini',
    `[Access]\nTenantId = ${OTHER_TENANT}\n[Credentials]\nClientId = <c>\nClientSecret = <s>\n`,
    `[Access]\nTenantId = ${OTHER_TENANT}\n[Credentials]\nClientId = C1\nClientSecret = ${SECRET}\n`,
  ),
  fills(
    'no tenant that the parent has already',
    'config.json',
    `{"TenantId":"${OTHER_TENANT}","Auth":{${BLANK}}}`,
    `{"TenantId":"${OTHER_TENANT}","Auth":{${FILLED}}}`,
  ),
  fills(
    'no tenant that a section of somebody else has',
    'config.yaml',
    `contoso:\n  tenantId: ${OTHER_TENANT}\nauth:\n  clientId: ""\n  clientSecret: ""\n`,
    `contoso:\n  tenantId: ${OTHER_TENANT}\nauth:\n  clientId: "C1"\n  clientSecret: "${SECRET}"\n`,
  ),
  fills(
    'no sign-in of another tenant that the parent has',
    'config.json',
    `{"acrValues":"tenant:${OTHER_TENANT}","Auth":{${BLANK}}}`,
    `{"acrValues":"tenant:${OTHER_TENANT}","Auth":{${FILLED}}}`,
  ),
  fills(
    'no address of OMF messages that another section has',
    'config.ini',
    `[Target]\nomfEndpoint = ${HUB}/api/v1/Tenants/other/Namespaces/n/omf\n[Login]\nClientId =\nClientSecret =\n`,
    `[Target]\nomfEndpoint = ${HUB}/api/v1/Tenants/other/Namespaces/n/omf\n[Login]\nClientId =C1\nClientSecret =${SECRET}\n`,
  ),
  fills(
    'the tenant of the group itself',
    'config.json',
    `{"Auth":{"TenantId":"${OTHER_TENANT}",${BLANK}}}`,
    `{"Auth":{"TenantId":"T1",${FILLED}}}`,
  ),
  fills(
    'not the group of another service below a tenant of ours',
    'config.json',
    `{"TenantId":"T1","Resource":"${HUB}","Zoom":{${BLANK}},"Auth":{${BLANK}}}`,
    `{"TenantId":"T1","Resource":"${HUB}","Zoom":{${BLANK}},"Auth":{${FILLED}}}`,
    { offered: ['config.json wantsCredentials'] },
  ),
  ...[
    'extraQueryParams',
    'extra_query_params',
    'customQueryParams',
    'authorizationParams',
    'loginParams',
  ].map(name =>
    fills(
      `the tenant of the requests in ${name}`,
      'config.json',
      `{"oidc":{"authority":"","client_id":"","${name}":{"acr_values":"tenant:other idp:x","audience":"a"}}}`,
      `{"oidc":{"authority":"${HUB}/identity","client_id":"C1","${name}":{"acr_values":"tenant:T1 idp:x","audience":"a"}}}`,
    ),
  ),
  fills(
    'no tenant in another object of the client',
    'config.json',
    `{"oidc":{"authority":"${HUB}/identity","client_id":"","redirect_uri":"http://localhost/","history":{"acr_values":"tenant:other"}}}`,
    `{"oidc":{"authority":"${HUB}/identity","client_id":"C1","redirect_uri":"http://localhost/","history":{"acr_values":"tenant:other"}}}`,
  ),
  fills(
    'the provider of a registration of Spring in properties, not that of another one',
    'application.properties',
    'spring.security.oauth2.client.registration.adh.client-id=\nspring.security.oauth2.client.registration.adh.client-secret=\nspring.security.oauth2.client.provider.other.token-uri=\nspring.security.oauth2.client.provider.adh.token-uri=\n',
    `spring.security.oauth2.client.registration.adh.client-id=C1\nspring.security.oauth2.client.registration.adh.client-secret=${SECRET}\nspring.security.oauth2.client.provider.other.token-uri=\nspring.security.oauth2.client.provider.adh.token-uri=${HUB}/identity/connect/token\n`,
  ),
];

/** Addresses beside a client id that are neither the service's nor the connection's. */
const ADDRESSES: readonly TableCase[] = [
  ...[
    ...[
      'host',
      'hostname',
      'server',
      'domain',
      'endpoint',
      'issuer',
      'authority',
      'token_url',
      'auth_url',
      'url',
    ],
    ...[
      'tokenHost',
      'authorization_endpoint',
      'accessTokenUri',
      'instance',
      'resource',
      'oauthUrl',
      'loginUrl',
    ],
  ].flatMap(key => [
    offers(`a client of the address in ${key}`, {
      'config.json': `{"${key}":"https://login.other.example/x",${BLANK}}`,
    }),
    offers(`a client of the bare host in ${key}`, {
      'config.json': `{"${key}":"login.other.example",${BLANK}}`,
    }),
  ]),
  offers('a client of a host with a port', {
    'config.yaml': 'host: sso.other.example:8443\nclient_id: ""\n',
  }),
  offers('a client of an address with a tenant, which isn’t ours', {
    'config.json': `{"authority":"https://login.other.example/","tenantId":"",${BLANK}}`,
  }),
  ...['baseUrl', 'apiUrl', 'BASE_URL', 'serviceUrl', 'apiHost'].flatMap(key => [
    offers(`a client with values beside another ${key}`, {
      'config.json': `{"${key}":"https://api.other.example","clientId":"abc","clientSecret":"${OLD}"}`,
    }),
    fills(
      `blank keys beside the application’s own ${key}`,
      'config.json',
      `{"${key}":"https://app.example",${BLANK}}`,
      `{"${key}":"https://app.example",${FILLED}}`,
    ),
  ]),
  ...[
    ...['http://localhost:8080', 'http://127.0.0.1', 'https://[::1]:5001', '0.0.0.0', 'localhost'],
    ...['host.docker.internal', 'http://host.docker.internal:80', 'https://app.localhost'],
  ].map(address =>
    fills(
      `blank keys beside the address of this machine ${address}`,
      'config.json',
      `{"host":"${address}",${BLANK}}`,
      `{"host":"${address}",${FILLED}}`,
    ),
  ),
  ...['audience', 'redirectUrl', 'callbackUrl', 'siteUrl', 'frontendUrl', 'corsOrigin', 'docsUrl'].map(key =>
    fills(
      `blank keys beside the application’s own ${key}`,
      'config.json',
      `{"${key}":"https://app.example/x","authority":"",${BLANK}}`,
      `{"${key}":"https://app.example/x","authority":"${HUB}/identity",${key.startsWith('redirect') || key.startsWith('callback') ? FILLED : FILLED}}`,
    ),
  ),
  fills(
    'blank variables beside an address of another part of the application',
    '.env',
    'API_HOST=api.other.example\nSMTP_HOST=smtp.other.example\nREDIS_URL=redis://cache.other.example\nCLIENT_ID=\nCLIENT_SECRET=\n',
    `API_HOST=api.other.example\nSMTP_HOST=smtp.other.example\nREDIS_URL=redis://cache.other.example\nCLIENT_ID=C1\nCLIENT_SECRET=${SECRET}\n`,
  ),
  fills(
    'keys named after us, whatever their address',
    '.env',
    `ADH_RESOURCE=https://hub.other.example\nADH_CLIENT_ID=\nADH_CLIENT_SECRET=\n`,
    `ADH_RESOURCE=${HUB}\nADH_CLIENT_ID=C1\nADH_CLIENT_SECRET=${SECRET}\n`,
  ),
  offers('a request for a token of another address', {
    'token.http':
      'POST https://login.other.example/token\nContent-Type: application/x-www-form-urlencoded\n\ngrant_type=client_credentials&client_id=<c>&client_secret=<s>\n',
  }),
  offers('variables for a request to another address', {
    'token.http':
      '@clientId =\n@clientSecret =\n\nPOST https://login.other.example/token\nContent-Type: application/x-www-form-urlencoded\n\ngrant_type=client_credentials&client_id={{clientId}}&client_secret={{clientSecret}}\n',
  }),
  offers('variables for a request to another address that is a variable', {
    'token.http':
      '@login = https://login.other.example\n@clientId =\n@clientSecret =\n\nPOST {{login}}/token HTTP/1.1\nAuthorization: Basic {{clientId}}:{{clientSecret}}\n',
  }),
  fills(
    'a request for a token of our address, not that of another one',
    'token.http',
    `### other\nPOST https://login.other.example/token\nContent-Type: application/x-www-form-urlencoded\n\nclient_id=<c>&client_secret=<s>\n\n### ours\nPOST ${HUB}/identity/connect/token\nContent-Type: application/x-www-form-urlencoded\n\nclient_id=<c>&client_secret=<s>\n`,
    `### other\nPOST https://login.other.example/token\nContent-Type: application/x-www-form-urlencoded\n\nclient_id=<c>&client_secret=<s>\n\n### ours\nPOST ${HUB}/identity/connect/token\nContent-Type: application/x-www-form-urlencoded\n\nclient_id=C1&client_secret=${SECRET}\n`,
    { offered: ['token.http wantsCredentials'] },
  ),
  fills(
    'variables for requests to our address and others',
    'token.http',
    `@host = ${HUB}\n@clientId =\n@clientSecret =\n\nPOST {{host}}/identity/connect/token\nContent-Type: application/x-www-form-urlencoded\n\nclient_id={{clientId}}&client_secret={{clientSecret}}\n\n###\nGET https://api.other.example/x\n`,
    `@host = ${HUB}\n@clientId =C1\n@clientSecret =${SECRET}\n\nPOST {{host}}/identity/connect/token\nContent-Type: application/x-www-form-urlencoded\n\nclient_id={{clientId}}&client_secret={{clientSecret}}\n\n###\nGET https://api.other.example/x\n`,
  ),
];

/** Values and names that tell whose they are. */
const TELLING: readonly TableCase[] = [
  ...[
    ...['123-abc.apps.googleusercontent.com', 'Iv1.8a61f9b3a7aba766', 'Ov23liAbCdEfGhIjKlMn', 'pk_live_abc'],
    ...[
      'amzn1.application-oa2-client.abc',
      '0oa1gjh63g214q0Hq0g4',
      'api://0b0b',
      'ci@p.iam.gserviceaccount.com',
    ],
  ].map(id => offers(`the client ${id}`, { 'config.json': `{"clientId":"${id}","clientSecret":""}` })),
  ...['https://graph.microsoft.com/.default', 'User.Read offline_access', 'openid api://x/y'].map(scope =>
    offers(`a client with the scope ${scope}`, { 'config.json': `{"scope":"${scope}",${BLANK}}` }),
  ),
  ...['contoso.onmicrosoft.com', 'common', 'organizations'].map(tenant =>
    offers(`a client of the tenant ${tenant}`, { 'config.json': `{"tenantId":"${tenant}",${BLANK}}` }),
  ),
  ...[
    'name',
    'id',
    'provider',
    'type',
    'kind',
    'service',
    'idp',
    'strategy',
    'EndpointType',
    'vendor',
  ].flatMap(key => [
    offers(`an element of a list with ${key} zoom`, {
      'config.yaml': `list:\n  - ${key}: zoom\n    client_id: ""\n    client_secret: ""\n`,
    }),
    fills(
      `the element of a list with ${key} plant, not that with zoom`,
      'config.json',
      `{"list":[{"${key}":"Zoom",${BLANK}},{"${key}":"plant",${BLANK}}]}`,
      `{"list":[{"${key}":"Zoom",${BLANK}},{"${key}":"plant",${FILLED}}]}`,
      { offered: ['config.json wantsCredentials'] },
    ),
  ]),
  offers('credentials in an element that names another service', {
    'config.json': `{"list":[{"name":"okta","credentials":{${BLANK}}}]}`,
  }),
  offers('credentials beside the name of another service', {
    'config.json': `{"a":{"name":"okta","credentials":{${BLANK}}}}`,
  }),
  fills(
    'a way from another service to ours',
    'config.json',
    `{"list":[{"name":"PI to Data Hub",${BLANK}}]}`,
    `{"list":[{"name":"PI to Data Hub",${FILLED}}]}`,
  ),
  fills(
    'an element that only describes another service',
    'config.json',
    `{"list":[{"title":"Sends what the plant has in PI every day",${BLANK}}]}`,
    `{"list":[{"title":"Sends what the plant has in PI every day",${FILLED}}]}`,
  ),
  fills(
    'a namespace, whatever the element is called',
    'config.json',
    `{"list":[{"name":"PI","namespaceId":"n",${BLANK}}]}`,
    `{"list":[{"name":"PI","namespaceId":"n",${FILLED}}]}`,
  ),
];

/** Keys that only other services have. */
const KEYS: readonly TableCase[] = [
  offers('the backend of Terraform in Azure', {
    'backend.tfvars':
      'resource_group_name = "rg"\nstorage_account_name = "s"\ntenant_id = ""\nclient_id = ""\nclient_secret = ""\n',
  }),
  ...['subscription_id', 'resource_group_name', 'storage_account_name', 'use_oidc'].map(key =>
    offers(`a client beside ${key}`, { 'a.tfvars': `${key} = ""\nclient_id = ""\nclient_secret = ""\n` }),
  ),
  ...[
    ...['realm', 'auth-server-url', 'userPoolId', 'private_key_id', 'client_email', 'instanceUrl', 'realmId'],
    ...['signingSecret', 'guildId', 'merchantId', 'sasl.mechanism', 'security.protocol'],
  ].map(key => offers(`a client beside ${key}`, { 'config.json': `{"${key}":"",${BLANK}}` })),
  ...[
    'broker',
    'broker_url',
    'brokers',
    'topic',
    'qos',
    'clean_session',
    'keep_alive',
    'bootstrap.servers',
  ].flatMap(key => [
    offers(`the client of a broker beside ${key}`, { 'config.json': `{"${key}":"x","clientId":""}` }),
    fills(
      `a client with a secret beside ${key}`,
      'config.json',
      `{"${key}":"x",${BLANK}}`,
      `{"${key}":"x",${FILLED}}`,
    ),
  ]),
  offers('the clients of Kafka', {
    'client.properties':
      'bootstrap.servers=a:9092\nclient.id=\nsasl.mechanism=OAUTHBEARER\nsasl.oauthbearer.client.id=\nsasl.oauthbearer.client.secret=\n',
    'application.yml': 'spring:\n  kafka:\n    bootstrap-servers: a:9092\n    client-id: ""\n',
  }),
  ...['mqtt', 'mosquitto', 'rabbitmq', 'hivemq', 'emqx', 'pulsar', 'confluent', 'iotHub', 'eventHubs'].map(
    name => offers(`a section for ${name}`, { 'config.json': `{"${name}":{${BLANK}}}` }),
  ),
];

/** Whose keys are, and which address is whose. */
export const WHOSE_CASES: readonly TableCase[] = [...BEGINNINGS, ...JOINS, ...ADDRESSES, ...TELLING, ...KEYS];
