import fs from 'node:fs';
import path from 'node:path';
import dotenv from 'dotenv';
import { decodeOperation } from '../../../src/credentials/operations/operation.ts';
import { decodeBinding } from '../../../src/credentials/records/bindings.ts';
import { decodeKeptSecret } from '../../../src/credentials/records/keptSecrets.ts';
import type { ApiCaller } from '../../unit/localTenant/apiCaller.ts';
import { filesBelow } from '../folders/filesBelow.ts';
import { clientToken, type LocalTenant } from '../tenant/localTenant.ts';

const isThere = <T>(value: T | undefined): value is T => value !== undefined;

/** Reads the records that the extension has saved on disk. */
export function readRecords(userDataDir: string) {
  const files = filesBelow(userDataDir).filter(file => file.endsWith('.json'));
  const of = <T>(folder: string, decode: (value: unknown) => T | undefined): readonly T[] =>
    files
      .filter(file => path.basename(path.dirname(file)) === folder && file.includes('globalStorage'))
      .map(file => decode(JSON.parse(fs.readFileSync(file, 'utf8'))))
      .filter(isThere);
  return {
    kept: of('kept', decodeKeptSecret),
    bindings: of('bindings', decodeBinding),
    journal: of('journal', decodeOperation),
  };
}

type Records = ReturnType<typeof readRecords>;

/** A secret that the tenant has. */
interface TenantSecret {
  readonly clientId: string;
  readonly clientName: string;
  readonly id: number;
  readonly description: string | null;
}

/** Returns all secrets of a tenant, without using the extension. */
export async function tenantSecrets(call: ApiCaller): Promise<readonly TenantSecret[]> {
  const found: TenantSecret[] = [];
  for (const segment of ['ClientCredentialClients', 'HybridClients']) {
    for (const client of (await call('GET', `/${segment}?count=1000`)).body) {
      for (const secret of (await call('GET', `/${segment}/${client.Id}/Secrets`)).body) {
        const { Id: id, Description: description } = secret;
        found.push({ clientId: client.Id, clientName: client.Name, id, description });
      }
    }
  }
  return found;
}

/**
 * Returns the secrets whose values are not saved and that no record names: the service issued them to the extension, which
 * has lost them.
 */
export function lostSecrets(
  secrets: readonly TenantSecret[],
  { kept, journal }: Records,
): readonly TenantSecret[] {
  const isKept = ({ clientId, id }: TenantSecret) =>
    kept.some(each => each.clientId === clientId && each.secretId === id);
  const isNamed = ({ clientId, id, description }: TenantSecret) =>
    journal.some(
      operation =>
        operation.client.id === clientId &&
        ([operation.newSecretId, operation.oldSecretId].includes(id) ||
          operation.description === description),
    );
  return secrets.filter(secret => !isKept(secret) && !isNamed(secret));
}

/** Returns the `.env` files with a secret that doesn't work. */
export async function deadFiles(tenant: LocalTenant, { bindings }: Records): Promise<readonly string[]> {
  const dead: string[] = [];
  for (const binding of bindings) {
    if (binding.kind !== 'file' || !path.basename(binding.file).startsWith('.env')) continue;
    const values = dotenv.parse(fs.readFileSync(binding.file));
    const value = (key: readonly string[] = []) => values[key.at(-1) ?? ''] ?? '';
    const [id, secret] = [value(binding.clientIdKey), value(binding.clientSecretKey)];
    const works = await clientToken(tenant, id, secret).then(
      () => true,
      () => false,
    );
    if (!works) dead.push(`${binding.file}: ${id}, secret ${binding.secretId}`);
  }
  return dead;
}

/** Returns the lines of the editor's logs about uncaught errors in the extension's code. */
export function unhandledErrors(logs: string): readonly string[] {
  return filesBelow(logs)
    .filter(file => /exthost|server-output|page-console/.test(file))
    .flatMap(file => {
      const text = fs.readFileSync(file, 'utf8');
      const blocks = text.split(/\n(?=\d{4}-\d\d-\d\d )/);
      return blocks.filter(
        block =>
          /unhandled|uncaught|rejected promise|PendingMigrationError|MaxListeners|LEAK/i.test(block) &&
          /connect-client-credentials/.test(block),
      );
    });
}
