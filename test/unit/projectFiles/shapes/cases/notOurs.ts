import { fills, HUB, OLD, offers, SECRET, type TableCase } from './tableCase.ts';

const both = (name: string): string => `{"${name}":{"ClientId":"","ClientSecret":""}}`;

/** Products as they are written in sections, beside those that `shapes.md` and `cases.md` name. */
const PRODUCTS: readonly string[] = [
  ...['Zoom', 'EntraId', 'SharePoint', 'Xero', 'AzureAd', 'AzureAD', 'MicrosoftGraph', 'Google', 'GitHub'],
  ...['Okta', 'Auth0', 'Keycloak', 'Salesforce', 'Stripe', 'Slack', 'Spotify', 'LinkedIn', 'Facebook'],
  ...[
    'Dropbox',
    'PayPal',
    'Shopify',
    'HubSpot',
    'QuickBooks',
    'DocuSign',
    'Twilio',
    'Databricks',
    'AzureDevOps',
  ],
  ...[
    'MicrosoftEntraID',
    'GoogleCloud',
    'AmazonCognito',
    'Power BI',
    'power_bi',
    'PowerPlatform',
    'Snowflake',
  ],
  ...['Strava', 'Garmin', 'Autodesk', 'ServiceNow', 'Workday', 'Zendesk', 'Atlassian', 'Bitbucket', 'GitLab'],
];

/** `shapes.md`: Looks like ours and is not; `cases.md` §5: other products. */
export const NOT_OURS_CASES: readonly TableCase[] = [
  offers('the address of another platform of the same vendor', {
    'config.json': '{"well_known_url":"https://x.example/.well-known","client_id":"","client_secret":""}',
  }),
  offers('an account id', { 'config.json': '{"account_id":"","client_id":"","client_secret":""}' }),
  offers('an account id in camel case', {
    'config.yaml': 'auth:\n  accountId: a\n  clientId: ""\n  clientSecret: ""\n',
  }),
  offers('a host of another platform', {
    'config.json': '{"base":"https://eu.platform.connect.aveva.com/api","client_id":"","client_secret":""}',
  }),
  offers('a host of another platform, in variables', {
    'service.env': 'API_URL=https://na.platform.connect.aveva.com\nCLIENT_ID=\nCLIENT_SECRET=\n',
  }),
  offers('Dataverse', {
    'config.json':
      '{"cdsurl":"https://org.crm.dynamics.com","cdsclientid":"","cdsclientsecret":"","cdstenantid":""}',
  }),
  offers('Dataverse, in variables', {
    'dataverse.env': 'CDS_URL=https://org.crm4.dynamics.com\nCDS_CLIENT_ID=\nCDS_CLIENT_SECRET=\n',
  }),
  ...[
    'DISCORD',
    'SPOTIFY',
    'GOOGLE',
    'AZURE',
    'GITHUB',
    'SLACK',
    'TWITCH',
    'AUTH0',
    'KEYCLOAK',
    'MS_GRAPH',
  ].map(product =>
    offers(`blank variables of ${product}`, {
      'service.env': `${product}_CLIENT_ID=\n${product}_CLIENT_SECRET=\n`,
    }),
  ),
  ...PRODUCTS.map(name => offers(`a section named ${name}`, { 'config.json': both(name) })),
  ...['xero', 'zoom', 'entra_id', 'sharepoint'].map(name =>
    offers(`a table named ${name}`, { 'config.toml': `[${name}]\nclient_id = ""\nclient_secret = ""\n` }),
  ),
  offers('keys with a host that is not the connection’s', {
    'config.json': `{"Resource":"https://api.other.example","ClientId":"abc","ClientSecret":"${OLD}"}`,
  }),
  offers('keys whose authority is not the connection’s', {
    'config.json': '{"authority":"https://login.other.example/","client_id":"","client_secret":""}',
  }),
  offers('keys whose token endpoint is not the connection’s', {
    'config.yaml':
      'oauth:\n  token_url: https://login.other.example/token\n  client_id: abc\n  client_secret: def\n',
  }),
  fills(
    'our section beside those of others',
    'appsettings.json',
    '{"Xero":{"ClientId":"","ClientSecret":""},"Adh":{"ClientId":"","ClientSecret":""},"Zoom":{"ClientId":"","ClientSecret":""}}',
    `{"Xero":{"ClientId":"","ClientSecret":""},"Adh":{"ClientId":"C1","ClientSecret":"${SECRET}"},"Zoom":{"ClientId":"","ClientSecret":""}}`,
    { offered: ['appsettings.json wantsCredentials'] },
  ),
  fills(
    'our address below a section that is named after nobody',
    'config.json',
    `{"Upstream":{"Resource":"${HUB}","ClientId":"abc","ClientSecret":"${OLD}"}}`,
    `{"Upstream":{"Resource":"${HUB}","ClientId":"C1","ClientSecret":"${SECRET}"}}`,
    { hidden: [OLD] },
  ),
];
