/** A file that credentials are inserted into by the first target of its folder. */
export interface InsertCase {
  readonly title: string;
  /** From the folder, with `/`. */
  readonly file: string;
  readonly text: string;
  /** The file that is written, where it isn't the same one. */
  readonly written?: string;
  readonly reason: string;
  /** The states of the keys, in the order of the file. */
  readonly states: string;
  readonly after: string;
}

/** What is inserted. */
export const VALUES = {
  resource: 'https://eu.example',
  apiVersion: 'v1',
  tenantId: '11111111-2222-3333-4444-555555555555',
  clientId: '66666666-7777-8888-9999-000000000000',
};
/** The secret that is inserted; each format has to write its characters as they are. */
export const SECRET = 'n3w/S3cr3t+x=';
/** A secret that a file has already. */
export const OLD = 'o1d/S3cr3t+y=';

const { resource, tenantId, clientId } = VALUES;

/** One row for each format, and for each kind of file that credentials go into. */
export const INSERT_CASES: readonly InsertCase[] = [
  {
    title: 'fills the blanks of a dotenv file and keeps comments and other keys',
    file: '.env',
    text: "# ours\nADH_TENANT_ID=\nADH_CLIENT_ID=<id> # from the portal\nADH_CLIENT_SECRET=''\n\nPORT=8080\n",
    reason: 'wantsCredentials',
    states: 'placeholder placeholder placeholder',
    after: `# ours\nADH_TENANT_ID=${tenantId}\nADH_CLIENT_ID=${clientId} # from the portal\nADH_CLIENT_SECRET='${SECRET}'\n\nPORT=8080\n`,
  },
  {
    title: 'replaces the credentials of a dotenv file with CRLF line ends',
    file: 'config/production.env',
    text: `export ADH_CLIENT_ID=old\r\nexport ADH_CLIENT_SECRET="${OLD}"\r\n`,
    reason: 'hasCredentials',
    states: 'replaces replaces',
    after: `export ADH_CLIENT_ID=${clientId}\r\nexport ADH_CLIENT_SECRET="${SECRET}"\r\n`,
  },
  {
    title: 'adds the usual keys to a dotenv file that has none',
    file: '.env',
    text: 'PORT=8080',
    reason: 'configuration',
    states: 'new new new new',
    after: `PORT=8080\nADH_RESOURCE=${resource}\nADH_TENANT_ID=${tenantId}\nADH_CLIENT_ID=${clientId}\nADH_CLIENT_SECRET=${SECRET}`,
  },
  {
    title: 'fills a section of JSON with comments',
    file: 'settings.json',
    text: '{\n  // ours\n  "Connect": { "ClientId": "<id>", "ClientSecret": null },\n  "Port": 8080, // ours, too\n}\n',
    reason: 'wantsCredentials',
    states: 'placeholder placeholder',
    after: `{\n  // ours\n  "Connect": { "ClientId": "${clientId}", "ClientSecret": "${SECRET}" },\n  "Port": 8080, // ours, too\n}\n`,
  },
  {
    title: 'adds the usual keys to appsettings.json',
    file: 'appsettings.json',
    text: '{\n    "Logging": {}\n}\n',
    reason: 'configuration',
    states: 'new new new new new',
    after: `{\n    "Logging": {},\n    "Resource": "${resource}",\n    "ApiVersion": "v1",\n    "TenantId": "${tenantId}",\n    "ClientId": "${clientId}",\n    "ClientSecret": "${SECRET}"\n}\n`,
  },
  {
    title: 'keeps the byte-order mark of a JSON file',
    file: 'appsettings.Development.json',
    text: `\uFEFF{"ClientId":"${clientId}","ClientSecret":"${OLD}"}`,
    reason: 'hasCredentials',
    states: 'same replaces',
    after: `\uFEFF{"ClientId":"${clientId}","ClientSecret":"${SECRET}"}`,
  },
  {
    title: 'makes a file from its template, which stays as it is',
    file: 'appsettings.placeholder.json',
    text: '{"Resource":"https://eu.example/","TenantId":"PLACEHOLDER_T","ClientId":"PLACEHOLDER_C","ClientSecret":"PLACEHOLDER_S"}\n',
    written: 'appsettings.json',
    reason: 'fromTemplate',
    states: 'same placeholder placeholder placeholder',
    after: `{"Resource":"https://eu.example/","TenantId":"${tenantId}","ClientId":"${clientId}","ClientSecret":"${SECRET}"}\n`,
  },
  {
    title: 'makes a dotenv file from its example',
    file: '.env.example',
    text: 'ADH_CLIENT_ID=\nADH_CLIENT_SECRET=\n',
    written: '.env',
    reason: 'fromTemplate',
    states: 'placeholder placeholder',
    after: `ADH_CLIENT_ID=${clientId}\nADH_CLIENT_SECRET=${SECRET}\n`,
  },
  {
    title: 'writes to the values of local.settings.json only',
    file: 'local.settings.json',
    text: '{\n  "IsEncrypted": false,\n  "Values": {\n    "ADH_CLIENT_ID": "",\n    "ADH_CLIENT_SECRET": ""\n  }\n}\n',
    reason: 'wantsCredentials',
    states: 'placeholder placeholder',
    after: `{\n  "IsEncrypted": false,\n  "Values": {\n    "ADH_CLIENT_ID": "${clientId}",\n    "ADH_CLIENT_SECRET": "${SECRET}"\n  }\n}\n`,
  },
  {
    title: 'fills a YAML map in the style of each value',
    file: 'config.yaml',
    text: "# ours\nadh:\n  client_id: '<id>'\n  client_secret: # from the portal\nport: 8080\n",
    reason: 'wantsCredentials',
    states: 'placeholder placeholder',
    after: `# ours\nadh:\n  client_id: '${clientId}'\n  client_secret: ${SECRET} # from the portal\nport: 8080\n`,
  },
  {
    title: 'adds the key for the secret to a YAML map',
    file: 'config.yml',
    text: 'adh:\n  clientId: "<id>"\n  port: 8080\n',
    reason: 'wantsCredentials',
    states: 'placeholder new',
    after: `adh:\n  clientId: "${clientId}"\n  port: 8080\n  clientSecret: ${SECRET}\n`,
  },
  {
    title: 'fills a TOML table',
    file: 'config.toml',
    text: '[other]\nport = 8080\n\n[adh]\nclient_id = "<id>" # ours\nclient_secret = \'\'\n',
    reason: 'wantsCredentials',
    states: 'placeholder placeholder',
    after: `[other]\nport = 8080\n\n[adh]\nclient_id = "${clientId}" # ours\nclient_secret = '${SECRET}'\n`,
  },
  {
    title: 'fills an INI section',
    file: 'config.ini',
    text: '[Credentials]\nClientId: <id>\nClientSecret = REPLACE_WITH_SECRET\n\n[Other]\nPort = 8080\n',
    reason: 'wantsCredentials',
    states: 'placeholder placeholder',
    after: `[Credentials]\nClientId: ${clientId}\nClientSecret = ${SECRET}\n\n[Other]\nPort = 8080\n`,
  },
  {
    title: 'fills a properties file',
    file: 'application.properties',
    text: '! ours\nadh.client-id=<id>\nadh.client-secret:\nport=8080\n',
    reason: 'wantsCredentials',
    states: 'placeholder placeholder',
    after: `! ours\nadh.client-id=${clientId}\nadh.client-secret:${SECRET}\nport=8080\n`,
  },
];
