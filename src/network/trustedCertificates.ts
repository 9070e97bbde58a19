import { readFile } from 'node:fs/promises';
import tls from 'node:tls';

/** Which certificates to trust in addition to those of Node. */
export interface CertificateSources {
  /** Whether to trust the certificates of the operating system. */
  readonly system: boolean;
  /** A file of PEM certificates (`NODE_EXTRA_CA_CERTS`). */
  readonly extraFile?: string | undefined;
  /** Logs that a source can't be read. The other sources are used all the same. */
  readonly warn: (text: string) => void;
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/**
 * Reads the certificates to trust (PEM); `undefined` when there are no others than those of Node. The extra file is
 * read here because Node reads it only at its start, and the editor's process may not read it at all.
 */
export async function trustedCertificates(
  sources: CertificateSources,
): Promise<readonly string[] | undefined> {
  const added = [...systemCertificates(sources), ...(await extraCertificates(sources))];
  return added.length === 0 ? undefined : [...new Set([...tls.getCACertificates('default'), ...added])];
}

function systemCertificates({ system, warn }: CertificateSources): readonly string[] {
  try {
    return system ? tls.getCACertificates('system') : [];
  } catch (error) {
    warn(`the system's certificates can't be read: ${error}`);
    return [];
  }
}

async function extraCertificates({ extraFile, warn }: CertificateSources): Promise<readonly string[]> {
  if (!extraFile) return [];
  try {
    const found = (await readFile(extraFile, 'utf8')).match(CERTIFICATE) ?? [];
    if (found.length === 0) warn('the file of NODE_EXTRA_CA_CERTS contains no PEM certificate');
    return found;
  } catch (error) {
    warn(`the file of NODE_EXTRA_CA_CERTS can't be read (${(error as NodeJS.ErrnoException).code})`);
    return [];
  }
}
