import fs from 'node:fs';
import { createSecureContext } from 'node:tls';
import { LocalTenantError } from '../localTenantError.ts';

/** Where the certificate of an https address comes from: files, or the tenant makes one itself. */
export type TlsChoice = CertificateFiles | 'selfMade';

/** Absolute paths of PEM files. */
export interface CertificateFiles {
  /** The certificate, followed by those of intermediate authorities. */
  readonly certificate: string;
  readonly key: string;
}

/** A certificate and its private key, in PEM. */
export interface TlsIdentity {
  readonly certificate: string;
  readonly key: string;
}

/**
 * Reads a certificate and its key.
 *
 * @throws {LocalTenantError} `tlsUnusable` if a file can't be read, or they don't belong together
 */
export function readTlsIdentity({ certificate, key }: CertificateFiles): TlsIdentity {
  const identity = { certificate: readPem(certificate), key: readPem(key) };
  try {
    createSecureContext({ cert: identity.certificate, key: identity.key });
    return identity;
  } catch (cause) {
    throw new LocalTenantError(
      'tlsUnusable',
      `${certificate} and ${key} aren't a certificate and its key in PEM, without a passphrase. Nothing was started.`,
      { cause },
    );
  }
}

function readPem(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (cause) {
    throw new LocalTenantError('tlsUnusable', `${file} can't be read. Nothing was started.`, { cause });
  }
}
