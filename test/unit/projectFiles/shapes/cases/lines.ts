import { fills, HUB, OLD, offers, SECRET, type TableCase } from './tableCase.ts';

const TOKEN = `${HUB}/identity/connect/token`;

/** `shapes.md`: INI, properties, dotenv, in its order. */
export const LINE_CASES: readonly TableCase[] = [
  fills(
    'one section of INI',
    'config.ini',
    `[Configurations]\nResource=${HUB}\nTenantId=PLACEHOLDER_T\nClientId=PLACEHOLDER_C\nClientSecret=PLACEHOLDER_S\n`,
    `[Configurations]\nResource=${HUB}\nTenantId=T1\nClientId=C1\nClientSecret=${SECRET}\n`,
  ),
  fills(
    'one section of INI, with blanks and comments',
    'app.ini',
    '; ours\n[CDS]\nresource = <r>\ntenant_id = <t> ; from the portal\nclient_id = <c>\nclient_secret = <s>\n\n[log]\nlevel = 1\n',
    `; ours\n[CDS]\nresource = ${HUB}\ntenant_id = T1 ; from the portal\nclient_id = C1\nclient_secret = ${SECRET}\n\n[log]\nlevel = 1\n`,
  ),
  fills(
    'two sections of INI',
    'config.ini',
    '[Access]\nTenant = REPLACE_WITH_TENANT_ID\n[Credentials]\nClientId = REPLACE_WITH_ID\nClientSecret = REPLACE_WITH_SECRET\n',
    `[Access]\nTenant = T1\n[Credentials]\nClientId = C1\nClientSecret = ${SECRET}\n`,
  ),
  fills(
    'three sections of INI, with the address and the namespace apart',
    'config.ini',
    '[Endpoint]\nResource = REPLACE_WITH_ADDRESS\nApiVersion = v1\n[Access]\nTenantId = RPLACE_WITH_TENANT_ID\nNamespaceId = ns\n[Credentials]\nClientId = <c>\nClientSecret = <s>\n',
    `[Endpoint]\nResource = ${HUB}\nApiVersion = v1\n[Access]\nTenantId = T1\nNamespaceId = ns\n[Credentials]\nClientId = C1\nClientSecret = ${SECRET}\n`,
  ),
  fills(
    'flat properties',
    'application.properties',
    'resource = <r>\ntenantId = <t>\nclientId = <c>\nclientSecret = <s>\n',
    `resource = ${HUB}\ntenantId = T1\nclientId = C1\nclientSecret = ${SECRET}\n`,
  ),
  fills(
    'properties with a prefix in dots',
    'config.properties',
    '# ours\nadh.resource: <r>\nadh.tenant.id: <t>\nadh.client.id: <c>\nadh.client.secret: <s>\n',
    `# ours\nadh.resource: ${HUB}\nadh.tenant.id: T1\nadh.client.id: C1\nadh.client.secret: ${SECRET}\n`,
  ),
  fills(
    'a registration of Spring',
    'application.properties',
    'spring.security.oauth2.client.registration.cds.client-id=\nspring.security.oauth2.client.registration.cds.client-secret=\nspring.security.oauth2.client.provider.cds.token-uri=\n',
    `spring.security.oauth2.client.registration.cds.client-id=C1\nspring.security.oauth2.client.registration.cds.client-secret=${SECRET}\nspring.security.oauth2.client.provider.cds.token-uri=${TOKEN}\n`,
  ),
  fills(
    'a registration of Spring with values',
    'application.properties',
    `spring.security.oauth2.client.registration.cds.client-id=old\nspring.security.oauth2.client.registration.cds.client-secret=${OLD}\nspring.security.oauth2.client.provider.cds.token-uri=https://euno.datahub.connect.aveva.com/identity/connect/token\n`,
    `spring.security.oauth2.client.registration.cds.client-id=C1\nspring.security.oauth2.client.registration.cds.client-secret=${SECRET}\nspring.security.oauth2.client.provider.cds.token-uri=https://euno.datahub.connect.aveva.com/identity/connect/token\n`,
    { offered: ['application.properties hasCredentials'] },
  ),
  fills(
    'registrations of Spring, of which one is ours',
    'application.yml',
    'spring:\n  security:\n    oauth2:\n      client:\n        registration:\n          github:\n            client-id: abc\n            client-secret: def\n          adh:\n            client-id: <c>\n            client-secret: <s>\n            authorization-grant-type: client_credentials\n        provider:\n          adh:\n            token-uri: <u>\n',
    `spring:\n  security:\n    oauth2:\n      client:\n        registration:\n          github:\n            client-id: abc\n            client-secret: def\n          adh:\n            client-id: C1\n            client-secret: ${SECRET}\n            authorization-grant-type: client_credentials\n        provider:\n          adh:\n            token-uri: ${TOKEN}\n`,
    { offered: ['application.yml wantsCredentials'] },
  ),
  fills(
    'variables with ADH_',
    '.env',
    'ADH_URI=\nADH_TENANT_ID=\nADH_NAMESPACE_ID=ns\nADH_CLIENT_ID=\nADH_CLIENT_SECRET=\n',
    `ADH_URI=${HUB}\nADH_TENANT_ID=T1\nADH_NAMESPACE_ID=ns\nADH_CLIENT_ID=C1\nADH_CLIENT_SECRET=${SECRET}\n`,
  ),
  fills(
    'variables with AVEVA_',
    '.env',
    'AVEVA_BASE_URL=<url>\nAVEVA_TENANT_ID=<tenant>\nAVEVA_CLIENT_ID=<id>\nAVEVA_CLIENT_SECRET=<secret>\n',
    `AVEVA_BASE_URL=${HUB}\nAVEVA_TENANT_ID=T1\nAVEVA_CLIENT_ID=C1\nAVEVA_CLIENT_SECRET=${SECRET}\n`,
  ),
  fills(
    'variables in bare capitals',
    '.env',
    'RESOURCE=\nTENANT_ID=\nCLIENT_ID=\nCLIENT_SECRET=\n',
    `RESOURCE=${HUB}\nTENANT_ID=T1\nCLIENT_ID=C1\nCLIENT_SECRET=${SECRET}\n`,
  ),
  fills(
    'variables in Pascal case',
    '.env',
    "Resource=''\nTenantId=''\nClientId=''\nClientSecret=''\n",
    `Resource='${HUB}'\nTenantId='T1'\nClientId='C1'\nClientSecret='${SECRET}'\n`,
  ),
  fills(
    'variables of a shell',
    '.env',
    'export ADH_URL="https://your-resource"\nexport ADH_TENANT="your-tenant"\nexport ADH_CLIENT_ID="your-client-id"\nexport ADH_CLIENT_SECRET="your-secret"\n',
    `export ADH_URL="${HUB}"\nexport ADH_TENANT="T1"\nexport ADH_CLIENT_ID="C1"\nexport ADH_CLIENT_SECRET="${SECRET}"\n`,
  ),
  fills(
    'httpyac',
    '.env',
    'cds_tokenEndpoint=\ncds_clientId=\ncds_clientSecret=\n',
    `cds_tokenEndpoint=${TOKEN}\ncds_clientId=C1\ncds_clientSecret=${SECRET}\n`,
  ),
  fills(
    'httpyac, with the token endpoint of another tenant’s region',
    'env/dev.env',
    `hub_tokenEndpoint=https://euno.datahub.connect.aveva.com/identity/connect/token\nhub_clientId=abc\nhub_clientSecret=${OLD}\n`,
    `hub_tokenEndpoint=https://euno.datahub.connect.aveva.com/identity/connect/token\nhub_clientId=C1\nhub_clientSecret=${SECRET}\n`,
    { hidden: [OLD] },
  ),
  fills(
    'the document of all profiles of Spring, not that of one',
    'application.properties',
    `server.port=80\nadh.client-id=\nadh.client-secret=\n#---\nspring.config.activate.on-profile=prod\nadh.client-id=p1\nadh.client-secret=${OLD}\n`,
    `server.port=80\nadh.client-id=C1\nadh.client-secret=${SECRET}\n#---\nspring.config.activate.on-profile=prod\nadh.client-id=p1\nadh.client-secret=${OLD}\n`,
    { offered: ['application.properties wantsCredentials', 'application.properties hasCredentials'] },
  ),
  fills(
    'the document of one profile of Spring, with a key added to it',
    'application.properties',
    'server.port=80\n!--- \nspring.profiles=dev\nadh.client-id=\n\n#---\nspring.config.activate.on-profile=prod\nadh.url=x\n',
    `server.port=80\n!--- \nspring.profiles=dev\nadh.client-id=C1\nadh.client-secret=${SECRET}\n\n#---\nspring.config.activate.on-profile=prod\nadh.url=x\n`,
  ),
  fills(
    'the last of two documents that are for all profiles, which programs use',
    'a.properties',
    `adh.client-id=a\nadh.client-secret=${OLD}\n#---\nadh.client-id=\nadh.client-secret=\n`,
    `adh.client-id=a\nadh.client-secret=${OLD}\n#---\nadh.client-id=C1\nadh.client-secret=${SECRET}\n`,
    { offered: ['a.properties wantsCredentials'] },
  ),
  offers('Grafana’s own sign-in', {
    'grafana.ini':
      '[auth.generic_oauth]\nenabled = false\nclient_id = some_id\nclient_secret = some_secret\n',
  }),
  offers('other sign-ins of Grafana', {
    'custom.ini':
      '[auth.github]\nclient_id =\nclient_secret =\n[auth.azuread]\nclient_id =\nclient_secret =\n[auth.okta]\nclient_id =\nclient_secret =\n[auth.google]\nclient_id =\nclient_secret =\n[auth.gitlab]\nclient_id = x\nclient_secret =\n[auth.grafana_com]\nclient_id =\nclient_secret =\n',
  }),
];
