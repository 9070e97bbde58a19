// Gets a token with this project's client credentials and asks the service for its tenant.
// Reads .env (ADH_RESOURCE, ADH_TENANT_ID, ADH_CLIENT_ID, ADH_CLIENT_SECRET), else appsettings.json.
import fs from 'node:fs';
import { parseEnv } from 'node:util';

function readEnv() {
  const values = parseEnv(fs.readFileSync('.env', 'utf8'));
  return {
    resource: values.ADH_RESOURCE,
    tenantId: values.ADH_TENANT_ID,
    clientId: values.ADH_CLIENT_ID,
    clientSecret: values.ADH_CLIENT_SECRET,
  };
}

function readAppSettings() {
  const values = JSON.parse(fs.readFileSync('appsettings.json', 'utf8'));
  return {
    resource: values.Resource,
    tenantId: values.TenantId,
    clientId: values.ClientId,
    clientSecret: values.ClientSecret,
  };
}

async function readJson(address, options) {
  const answer = await fetch(address, options);
  if (!answer.ok) throw new Error(`${new URL(address).pathname} answered ${answer.status}`);
  return answer.json();
}

const { resource, tenantId, clientId, clientSecret } = fs.existsSync('.env') ? readEnv() : readAppSettings();

const discovery = await readJson(`${resource}/identity/.well-known/openid-configuration`);
const token = await readJson(discovery.token_endpoint, {
  method: 'POST',
  body: new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
  }),
});
console.log(`Token lifetime: ${token.expires_in} s`);

const tenant = await readJson(`${resource}/api/v1/Tenants/${tenantId}`, {
  headers: { authorization: `Bearer ${token.access_token}` },
});
console.log(`Company name: ${tenant.CompanyName}`);
