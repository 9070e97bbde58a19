import { generateKeyPairSync, hash, type KeyObject, sign } from 'node:crypto';
import { der, derBits, derObjectId, derTagged, derTime } from './der.ts';
import type { TlsIdentity } from './tlsChoice.ts';

/** A certificate for this machine, with the authority that a client has to trust. */
export interface SelfMadeIdentity extends TlsIdentity {
  /** Certificate of the authority, in PEM. Its key is gone: no other certificate can ever come from it. */
  readonly authority: string;
  /** Milliseconds since 1970 UTC. */
  readonly expiresAtMs: number;
}

/** Object identifiers (RFC 5280, section 4.2; RFC 5758, section 3.2). */
const OIDS = {
  commonName: '2.5.4.3',
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  authorityKeyIdentifier: '2.5.29.35',
  extKeyUsage: '2.5.29.37',
  serverAuth: '1.3.6.1.5.5.7.3.1',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
} as const;

const ALGORITHM = der('sequence', derObjectId(OIDS.ecdsaWithSha256));

const DAY_MS = 86_400_000;

/** Time for which both certificates are valid. Apple's systems accept no longer one. */
const VALID_MS = 800 * DAY_MS;

/** Certificates are valid from a day before they are made, for clocks that are behind. */
const EARLIER_MS = DAY_MS;

const SERIAL_BYTES = 16;

/** Makes a certificate for `localhost` and 127.0.0.1, signed by an authority of its own (RFC 5280). */
export function makeCertificates(nowMs: number, randomBytes: (size: number) => Buffer): SelfMadeIdentity {
  const times = { fromMs: nowMs - EARLIER_MS, toMs: nowMs + VALID_MS };
  const authority = newKeys();
  const server = newKeys();
  // A name of its own for each authority: two with one name would be taken for one whose key has changed.
  const issuer = `Local tenant ${randomBytes(4).toString('hex')}`;
  const signed = (subject: string, keys: Keys, extensions: readonly Buffer[]) =>
    certificateOf({ ...times, issuer, subject, extensions }, keys, authority.privateKey, randomBytes);
  return {
    authority: signed(issuer, authority, [
      extension(OIDS.basicConstraints, true, der('sequence', der('boolean', Buffer.of(0xff)))),
      // keyCertSign
      extension(OIDS.keyUsage, true, derBits(Buffer.of(0x04), 2)),
      extension(OIDS.subjectKeyIdentifier, false, der('octetString', keyId(authority))),
    ]),
    certificate: signed('localhost', server, [
      extension(OIDS.basicConstraints, true, der('sequence')),
      // digitalSignature
      extension(OIDS.keyUsage, true, derBits(Buffer.of(0x80), 7)),
      extension(OIDS.extKeyUsage, false, der('sequence', derObjectId(OIDS.serverAuth))),
      extension(OIDS.subjectAltName, false, der('sequence', dnsName('localhost'), ipAddress(127, 0, 0, 1))),
      extension(OIDS.subjectKeyIdentifier, false, der('octetString', keyId(server))),
      extension(OIDS.authorityKeyIdentifier, false, der('sequence', derTagged(0, false, keyId(authority)))),
    ]),
    key: String(server.privateKey.export({ type: 'pkcs8', format: 'pem' })),
    expiresAtMs: times.toMs,
  };
}

interface Keys {
  readonly privateKey: KeyObject;
  /** The public key as a certificate contains it. */
  readonly publicKey: Buffer;
}

function newKeys(): Keys {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { privateKey, publicKey: publicKey.export({ type: 'spki', format: 'der' }) };
}

/** Returns an id of a key; any unique value will do (RFC 5280, section 4.2.1.2). */
function keyId({ publicKey }: Keys): Buffer {
  return hash('sha256', publicKey, 'buffer').subarray(0, 20);
}

interface CertificateContent {
  readonly issuer: string;
  readonly subject: string;
  /** Milliseconds since 1970 UTC. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly extensions: readonly Buffer[];
}

/** Returns a certificate in PEM (RFC 5280, section 4.1). */
function certificateOf(
  { issuer, subject, fromMs, toMs, extensions }: CertificateContent,
  { publicKey }: Keys,
  signingKey: KeyObject,
  randomBytes: (size: number) => Buffer,
): string {
  const serial = randomBytes(SERIAL_BYTES);
  // Positive, and as short as it can be.
  serial.writeUInt8(((serial[0] ?? 0) & 0x7f) | 0x40);
  const content = der(
    'sequence',
    // Version 3.
    derTagged(0, true, der('integer', Buffer.of(2))),
    der('integer', serial),
    ALGORITHM,
    nameOf(issuer),
    der('sequence', derTime(fromMs), derTime(toMs)),
    nameOf(subject),
    publicKey,
    derTagged(3, true, der('sequence', ...extensions)),
  );
  const certificate = der('sequence', content, ALGORITHM, derBits(sign('sha256', content, signingKey)));
  const lines = certificate.toString('base64').replace(/.{64}(?=.)/g, '$&\n');
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}

function nameOf(commonName: string): Buffer {
  const attribute = der('sequence', derObjectId(OIDS.commonName), der('utf8String', Buffer.from(commonName)));
  return der('sequence', der('set', attribute));
}

function extension(oid: string, critical: boolean, value: Buffer): Buffer {
  const flag = critical ? [der('boolean', Buffer.of(0xff))] : [];
  return der('sequence', derObjectId(oid), ...flag, der('octetString', value));
}

function dnsName(name: string): Buffer {
  return derTagged(2, false, Buffer.from(name));
}

function ipAddress(...bytes: readonly number[]): Buffer {
  return derTagged(7, false, Buffer.from(bytes));
}
