import { unlessUnusable } from '../../projectFiles/fileAccess.ts';
import type { SecretText } from '../../secret/secretText.ts';
import type { ProjectFileWriter } from '../delivery/projectFileWriter.ts';
import type { Bindings, FileBinding } from '../records/bindings.ts';
import type { KeptSecret, KeptSecrets } from '../records/keptSecrets.ts';
import { proves } from '../records/secretProof.ts';

/** What adopting a value works with. */
export interface AdoptParts {
  readonly bindings: Pick<Bindings, 'ofClient'>;
  readonly files: Pick<ProjectFileWriter, 'readKey'>;
  readonly keptSecrets: Pick<KeptSecrets, 'keep' | 'value'>;
}

/**
 * Saves a value that secret storage has lost, from a file that we wrote it to, before the file is rewritten and the value
 * lost for good. Returns whether the value is saved. Rejects when it cannot be determined whether a file has it.
 */
export async function adoptOldValue(secret: KeptSecret, parts: AdoptParts): Promise<boolean> {
  if (await parts.keptSecrets.value(secret)) return true;
  const bound = await parts.bindings.ofClient(secret.tenantId, secret.clientId);
  for (const binding of bound) {
    if (binding.kind !== 'file' || binding.secretId !== secret.secretId) continue;
    const value = await valueIn(binding, parts);
    if (!value) continue;
    await parts.keptSecrets.keep(secret, value);
    return true;
  }
  return false;
}

async function valueIn(
  { file, folder, clientSecretKey: keyPath, proof }: FileBinding,
  { files }: Pick<AdoptParts, 'files'>,
): Promise<SecretText | undefined> {
  if (!keyPath || !proof) return undefined;
  const found = await files.readKey({ file, folder, keyPath }).catch(unlessUnusable);
  return found && proves(proof, found) ? found : undefined;
}
