import { generate } from 'selfsigned';

/** A certificate with its private key, in PEM. */
export interface Identity {
  readonly key: string;
  readonly cert: string;
}

/** A private authority, which isn't trusted by default, like those of companies. */
export interface PrivateAuthority {
  /** In PEM. */
  readonly certificate: string;
  /** Issues a certificate for a host; default: valid from yesterday to tomorrow. */
  issue(host: string, validity?: { readonly from?: Date; readonly to?: Date }): Promise<Identity>;
}

const DAY_MS = 86_400_000;

/** Returns the time a number of days from now. */
export const daysFromNow = (days: number): Date => new Date(Date.now() + days * DAY_MS);

/** Makes an authority. Two with the same name would be taken for one whose key has changed. */
export async function privateAuthority(name = 'Private authority'): Promise<PrivateAuthority> {
  const shared = { keyType: 'ec', algorithm: 'sha256' } as const;
  const root = await generate([{ name: 'commonName', value: name }], {
    ...shared,
    notBeforeDate: daysFromNow(-2),
    notAfterDate: daysFromNow(2),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  return {
    certificate: root.cert,
    async issue(host, { from = daysFromNow(-1), to = daysFromNow(1) } = {}) {
      const issued = await generate([{ name: 'commonName', value: host }], {
        ...shared,
        ca: { key: root.private, cert: root.cert },
        notBeforeDate: from,
        notAfterDate: to,
        extensions: [
          { name: 'subjectAltName', altNames: [{ type: 2, value: host }] },
          { name: 'extKeyUsage', serverAuth: true },
        ],
      });
      return { key: issued.private, cert: issued.cert };
    },
  };
}
