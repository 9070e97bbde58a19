import { readFile } from 'node:fs/promises';
import tls from 'node:tls';

/** Which certificates to trust beside those that Node brings along. */
export interface CertificateSources {
  /** Whether those of the operating system count. */
  readonly system: boolean;
  /** A file of PEM certificates (`NODE_EXTRA_CA_CERTS`). */
  readonly extraFile?: string | undefined;
  /** Learns that a source could not be read: the others still count. */
  readonly warn: (text: string) => void;
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/**
 * Reads the certificates to trust (PEM); `undefined` when they are those that Node trusts anyway. The extra file is
 * read here because Node reads it only at its own start, and an editor's process may not do so at all.
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
    warn(`the system's certificates cannot be read: ${error}`);
    return [];
  }
}

async function extraCertificates({ extraFile, warn }: CertificateSources): Promise<readonly string[]> {
  if (!extraFile) return [];
  try {
    const found = (await readFile(extraFile, 'utf8')).match(CERTIFICATE) ?? [];
    if (found.length === 0) warn('the file of NODE_EXTRA_CA_CERTS holds no PEM certificate');
    return found;
  } catch (error) {
    warn(`the file of NODE_EXTRA_CA_CERTS cannot be read (${(error as NodeJS.ErrnoException).code})`);
    return [];
  }
}
