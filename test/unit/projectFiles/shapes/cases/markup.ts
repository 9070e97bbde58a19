import { fills, HUB, OLD, offers, SECRET, type TableCase } from './tableCase.ts';

const $ = '$';
const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** `shapes.md`: YAML, TOML, XML, code, in its order. */
export const MARKUP_CASES: readonly TableCase[] = [
  fills(
    'config.yml of R',
    'config.yml',
    'default:\n  client_id: "<c>"\n  client_secret: "<s>"\n  tenant: "<t>"\n\nproduction:\n  trials: 30\n',
    `default:\n  client_id: "C1"\n  client_secret: "${SECRET}"\n  tenant: "T1"\n\nproduction:\n  trials: 30\n`,
  ),
  offers('config.yml of R with a stray quotation mark, which does not parse', {
    'config.yml': 'default:\n  client_id: "<c>"\n  client_secret: "<s>""\n  tenant: "<t>"\n',
  }),
  fills(
    'the map of compose',
    'compose.yaml',
    'services:\n  app:\n    environment:\n      ADH_TENANT_ID: ""\n      ADH_CLIENT_ID: ""\n      ADH_CLIENT_SECRET: changeme\n',
    `services:\n  app:\n    environment:\n      ADH_TENANT_ID: "T1"\n      ADH_CLIENT_ID: "C1"\n      ADH_CLIENT_SECRET: ${SECRET}\n`,
  ),
  fills(
    'the list of compose',
    'docker-compose.yml',
    'services:\n  app:\n    environment:\n      - ADH_CLIENT_ID=<c>\n      - "ADH_CLIENT_SECRET=<s>" # ours\n      - PORT=80\n',
    `services:\n  app:\n    environment:\n      - ADH_CLIENT_ID=C1\n      - "ADH_CLIENT_SECRET=${SECRET}" # ours\n      - PORT=80\n`,
  ),
  fills(
    'the flow list of compose',
    'compose.yaml',
    'services:\n  app:\n    environment: [ADH_CLIENT_ID=, ADH_CLIENT_SECRET=, PORT=80]\n',
    `services:\n  app:\n    environment: [ADH_CLIENT_ID=C1, ADH_CLIENT_SECRET=${SECRET}, PORT=80]\n`,
  ),
  fills(
    'texts of a Kubernetes Secret',
    'secret.yaml',
    'apiVersion: v1\nkind: Secret\nmetadata:\n  name: hub\n  namespace: prod\nstringData:\n  ADH_CLIENT_ID: ""\n  ADH_CLIENT_SECRET: ""\n',
    `apiVersion: v1\nkind: Secret\nmetadata:\n  name: hub\n  namespace: prod\nstringData:\n  ADH_CLIENT_ID: "C1"\n  ADH_CLIENT_SECRET: "${SECRET}"\n`,
    { values: { namespaceId: 'plant' } },
  ),
  fills(
    'data of a Kubernetes Secret in base64',
    'secret.yaml',
    `apiVersion: v1\nkind: Secret\ndata:\n  ADH_CLIENT_ID: ${base64('old')}\n  ADH_CLIENT_SECRET: ${base64(OLD)}\n  other: ${base64('x')}\n`,
    `apiVersion: v1\nkind: Secret\ndata:\n  ADH_CLIENT_ID: ${base64('C1')}\n  ADH_CLIENT_SECRET: ${base64(SECRET)}\n  other: ${base64('x')}\n`,
    { hidden: [base64(OLD), OLD, base64(SECRET)] },
  ),
  fills(
    'variables of a container in Kubernetes',
    'deploy.yaml',
    'apiVersion: apps/v1\nkind: Deployment\nspec:\n  template:\n    spec:\n      containers:\n        - name: app\n          env:\n            - {name: ADH_CLIENT_ID, value: ""}\n            - name: ADH_CLIENT_SECRET\n              value: changeme\n            - name: PORT\n              value: "80"\n',
    `apiVersion: apps/v1\nkind: Deployment\nspec:\n  template:\n    spec:\n      containers:\n        - name: app\n          env:\n            - {name: ADH_CLIENT_ID, value: "C1"}\n            - name: ADH_CLIENT_SECRET\n              value: ${SECRET}\n            - name: PORT\n              value: "80"\n`,
  ),
  fills(
    'several documents in one file',
    'all.yaml',
    'apiVersion: v1\nkind: ConfigMap\ndata:\n  LOG: debug\n---\napiVersion: v1\nkind: Secret\nstringData:\n  client_id: <c>\n  client_secret: <s>\n---\nkind: Service\n',
    `apiVersion: v1\nkind: ConfigMap\ndata:\n  LOG: debug\n---\napiVersion: v1\nkind: Secret\nstringData:\n  client_id: C1\n  client_secret: ${SECRET}\n---\nkind: Service\n`,
  ),
  offers('a container whose variables come from a Secret', {
    'pod.yaml':
      'kind: Pod\nspec:\n  containers:\n  - env:\n    - name: ADH_CLIENT_ID\n      value: abc\n    - name: ADH_CLIENT_SECRET\n      valueFrom:\n        secretKeyRef: {name: hub, key: secret}\n',
  }),
  offers('a workflow of GitHub', {
    '.github/workflows/ci.yml': `on: push\njobs:\n  a:\n    env:\n      ADH_CLIENT_ID: ${$}{{ vars.ADH_CLIENT_ID }}\n      ADH_CLIENT_SECRET: ${$}{{ secrets.ADH_CLIENT_SECRET }}\n`,
  }),
  offers('a workflow of GitHub whose client id is plain', {
    '.github/workflows/ci.yml': `on: push\nenv:\n  ADH_CLIENT_ID: abc\n  ADH_CLIENT_SECRET: ${$}{{secrets.HUB}}\n`,
  }),
  offers('a template of Helm', {
    'templates/secret.yaml':
      'stringData:\n  clientId: {{ .Values.clientId }}\n  clientSecret: {{ .Values.x }}\n',
  }),
  offers('a quoted template of Helm', {
    'chart/secret.yaml':
      'stringData:\n  clientId: "{{ .Values.hub.clientId }}"\n  clientSecret: "{{ .Values.hub.secret | b64enc }}"\n',
  }),
  fills(
    'App.config of .NET Framework',
    'App.config',
    '<?xml version="1.0"?>\n<configuration>\n  <appSettings>\n    <add key="Resource" value="" />\n    <add key="TenantId" value="" />\n    <add key="ClientId" value="PLACEHOLDER" />\n    <add key="ClientSecret" value="PLACEHOLDER" />\n  </appSettings>\n</configuration>\n',
    `<?xml version="1.0"?>\n<configuration>\n  <appSettings>\n    <add key="Resource" value="${HUB}" />\n    <add key="TenantId" value="T1" />\n    <add key="ClientId" value="C1" />\n    <add key="ClientSecret" value="${SECRET}" />\n  </appSettings>\n</configuration>\n`,
  ),
  fills(
    'web.config of .NET Framework, with another service',
    'web.config',
    `<configuration><appSettings><add key="PiPassword" value="${OLD}"/><add key="Adh:ClientId" value=""/><add key="Adh:ClientSecret" value=""/></appSettings></configuration>`,
    `<configuration><appSettings><add key="PiPassword" value="${OLD}"/><add key="Adh:ClientId" value="C1"/><add key="Adh:ClientSecret" value="${SECRET}"/></appSettings></configuration>`,
    { hidden: [OLD] },
  ),
  fills(
    'a JavaScript module',
    'config.js',
    "module.exports = {\n  authItems: { clientId: '<c>', clientSecret: '<s>' }, // ours\n  port: process.env.PORT,\n};\n",
    `module.exports = {\n  authItems: { clientId: 'C1', clientSecret: '${SECRET}' }, // ours\n  port: process.env.PORT,\n};\n`,
  ),
  fills(
    'a TypeScript module',
    'src/config.ts',
    'export const config = {\n  tenantId: "",\n  clientId: "",\n  clientSecret: "",\n} as const;\n',
    `export const config = {\n  tenantId: "T1",\n  clientId: "C1",\n  clientSecret: "${SECRET}",\n} as const;\n`,
  ),
  fills(
    'constants of a JavaScript module',
    'settings.mjs',
    "export const tenantId = '';\nexport const clientId = '';\nexport const clientSecret = '';\n",
    `export const tenantId = 'T1';\nexport const clientId = 'C1';\nexport const clientSecret = '${SECRET}';\n`,
  ),
  offers('a module that reads its environment', {
    'config.ts':
      'export default { clientId: process.env.ADH_CLIENT_ID, clientSecret: process.env.ADH_CLIENT_SECRET };\n',
  }),
  fills(
    'variables for Terraform',
    'terraform.tfvars',
    '# hub\ncds_tenant_id     = ""\ncds_client_id     = ""\ncds_client_secret = "<s>"\nregion            = "eu"\n',
    `# hub\ncds_tenant_id     = "T1"\ncds_client_id     = "C1"\ncds_client_secret = "${SECRET}"\nregion            = "eu"\n`,
  ),
  fills(
    'a map of variables for Terraform',
    'prod.auto.tfvars',
    'hub = {\n  client_id     = ""\n  client_secret = ""\n}\n',
    `hub = {\n  client_id     = "C1"\n  client_secret = "${SECRET}"\n}\n`,
  ),
  fills(
    'a file of requests',
    'token.http',
    '@tenantId = <t>\n@clientId = <c>\n@clientSecret = <s>\n\nGET {{host}}/x\n',
    `@tenantId = T1\n@clientId = C1\n@clientSecret = ${SECRET}\n\nGET {{host}}/x\n`,
  ),
  fills(
    'a file of requests with a prefix',
    'hub.rest',
    '@adh_client_id=\n@adh_client_secret=\n',
    `@adh_client_id=C1\n@adh_client_secret=${SECRET}\n`,
  ),
  offers('scripts, which are only read', {
    'load.ps1': "$clientId = ''\n$clientSecret = ''\n",
    'load.py': 'client_id = ""\nclient_secret = ""\n',
    'load.sh': 'curl --data client_id= --data client_secret=\n',
  }),
  fills(
    'a table of TOML',
    'config.toml',
    '[cds]\nresource = ""\ntenant_id = "<t>"\nclient_id = "<c>"\nclient_secret = \'<s>\' # ours\n',
    `[cds]\nresource = "${HUB}"\ntenant_id = "T1"\nclient_id = "C1"\nclient_secret = '${SECRET}' # ours\n`,
  ),
  fills(
    'the secrets of Streamlit',
    '.streamlit/secrets.toml',
    'db = "x"\n\n[connections.adh]\nclient_id = ""\nclient_secret = ""\n',
    `db = "x"\n\n[connections.adh]\nclient_id = "C1"\nclient_secret = "${SECRET}"\n`,
  ),
  fills(
    'a list of tables of TOML',
    'config.toml',
    '[[hubs]]\nname = "a"\nclient_id = ""\nclient_secret = ""\n',
    `[[hubs]]\nname = "a"\nclient_id = "C1"\nclient_secret = "${SECRET}"\n`,
  ),
];
