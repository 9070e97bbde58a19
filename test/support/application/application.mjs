// An independent application: reads its configuration file, gets a token with openid-client, and reads the tenant with it.
// Prints the result as one line of JSON, without the secret.
import fs from 'node:fs';
import path from 'node:path';
import dotenv from 'dotenv';
import { allowInsecureRequests, Configuration, clientCredentialsGrant } from 'openid-client';

const file = process.argv[2];
const text = fs.readFileSync(file, 'utf8');

const readers = {
  '.env': () => {
    const env = dotenv.parse(text);
    return {
      resource: env.ADH_RESOURCE,
      tenantId: env.ADH_TENANT_ID,
      id: env.ADH_CLIENT_ID,
      secret: env.ADH_CLIENT_SECRET,
    };
  },
  'appsettings.json': () => {
    const { Resource, TenantId, ClientId, ClientSecret } = JSON.parse(text);
    return { resource: Resource, tenantId: TenantId, id: ClientId, secret: ClientSecret };
  },
};

const { resource, tenantId, id, secret } = readers[path.basename(file).replace(/^\.env\..+$/, '.env')]();
// Read by hand: openid-client's own discovery rejects an issuer on another host, which the service may have.
const metadata = await fetch(`${resource}/identity/.well-known/openid-configuration`);
const server = new Configuration(await metadata.json(), id, secret);
allowInsecureRequests(server);
const token = await clientCredentialsGrant(server);
const tenant = await fetch(`${resource}/api/v1/Tenants/${tenantId}`, {
  headers: { authorization: `Bearer ${token.access_token}` },
});
console.log(
  JSON.stringify({
    expiresIn: token.expires_in,
    tenantStatus: tenant.status,
    tenantId: (await tenant.json()).Id,
  }),
);
