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
 * Takes the value of a secret back into the keyring from a file that we wrote it to, where the keyring has lost it:
 * what stands in a file is better kept twice than lost when the file is rewritten. Returns whether it is kept then.
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
  // a file that cannot be read holds nothing that could be taken back
  const found = await files.readKey({ file, folder, keyPath }).catch(() => undefined);
  return found && proves(proof, found) ? found : undefined;
}
