import { once } from 'node:events';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import sodium from 'libsodium-wrappers';
import { privateAuthority } from '../../support/network/privateAuthority.ts';

/**
 * Starts the part of GitHub's API on loopback that `gh secret` needs, with a certificate of its own authority.
 *
 * @param released resolves when requests may be answered that aren't for the list
 */
export async function startGithubHost(released: Promise<void>) {
  await sodium.ready;
  const pair = sodium.crypto_box_keypair();
  const authority = await privateAuthority();
  const secrets = new Map<string, string>();
  const server = https.createServer(await authority.issue('localhost'), async (request, response) => {
    const body = await text(request);
    const listed = /\/repos\/o\/r\/actions\/secrets(?:\?|$)/.test(request.url ?? '');
    if (!listed) await released;
    const name = /\/repos\/o\/r\/actions\/secrets\/(?<name>[\w-]+)$/.exec(request.url ?? '')?.groups?.name;
    response.setHeader('Content-Type', 'application/json');
    if (listed) {
      const all = [...secrets.keys()].map(each => ({ name: each, updated_at: '2026-01-01T00:00:00Z' }));
      response.end(JSON.stringify({ total_count: all.length, secrets: all }));
    } else if (name === 'public-key') {
      response.end(JSON.stringify({ key_id: '1', key: sodium.to_base64(pair.publicKey, ORIGINAL()) }));
    } else if (name && request.method === 'PUT') {
      const sealed = sodium.from_base64(JSON.parse(body).encrypted_value, ORIGINAL());
      const opened = sodium.crypto_box_seal_open(sealed, pair.publicKey, pair.privateKey);
      secrets.set(name, sodium.to_string(opened));
      response.writeHead(201).end('{}');
    } else response.writeHead(404).end('{"message":"Not Found"}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    /** As `gh` names a host. */
    host: `localhost:${(server.address() as AddressInfo).port}`,
    /** PEM of the authority. */
    certificate: authority.certificate,
    /** What has been stored, in plain text, by name. */
    secrets,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const ORIGINAL = () => sodium.base64_variants.ORIGINAL;

async function text(request: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
