import path from 'node:path';
import type { FileEntry, FileFormat, KeyPath } from '../formats/fileFormat.ts';
import { membersOf, parseJsonTree } from '../formats/json/jsonTree.ts';
import { ProjectFileError } from '../projectFileError.ts';

/** What a file is encrypted with. */
export type Encryption =
  | 'SOPS'
  | 'Sealed Secrets'
  | 'Azure Functions Core Tools'
  | 'Ansible Vault'
  | 'dotenvx'
  | 'git-crypt'
  | 'age'
  | 'PGP'
  | 'OpenSSL'
  | 'EJSON'
  | '.NET protected configuration';

interface ReadFile {
  readonly text: string;
  readonly entries: readonly FileEntry[];
}

interface Row {
  /** How to change such a file, by the command for a file name; `undefined` if it has to be decrypted first. */
  readonly edit?: (fileName: string) => string;
  /** Any of these at the start of a file tells that all of it is encrypted. */
  readonly starts?: readonly string[];
  /** Without this in its text, a file isn't looked at further. */
  readonly mark?: string;
  readonly isUsed?: (file: ReadFile) => boolean;
}

/**
 * The ways in which configuration files are encrypted; adding one is adding a row. Plain text beside encrypted values makes
 * such a file invalid, or puts a secret in clear text where everybody believes it is encrypted.
 */
const ENCRYPTIONS: Readonly<Record<Encryption, Row>> = {
  // Its checksum is over all values. `[sops]` in INI, `sops:` in YAML and JSON, `sops_mac=` in dotenv.
  SOPS: {
    edit: file => `sops edit ${file}`,
    mark: 'sops',
    isUsed: ({ text, entries }) => entries.some(({ keyPath }) => isSopsMac(keyPath)) || isSopsBinary(text),
  },
  'Sealed Secrets': {
    edit: file => `kubeseal --merge-into ${file}`,
    mark: 'SealedSecret',
    isUsed: ({ entries }) =>
      entries.some(({ keyPath, value }) => keyPath.at(-1) === 'kind' && value === 'SealedSecret'),
  },
  'Azure Functions Core Tools': {
    edit: () => 'func settings decrypt',
    mark: 'ncrypted',
    isUsed: ({ text }) => isEncryptedSettings(text),
  },
  'Ansible Vault': { edit: file => `ansible-vault edit ${file}`, starts: ['$ANSIBLE_VAULT;'] },
  // Such a file is meant to be committed, and dotenvx leaves plain values in it as they are.
  dotenvx: {
    edit: file => `dotenvx set KEY VALUE -f ${file}`,
    mark: 'DOTENV_PUBLIC_KEY',
    isUsed: ({ entries }) =>
      entries.some(({ keyPath }) => /^DOTENV_PUBLIC_KEY(?:_|$)/.test(keyPath.at(-1) ?? '')) &&
      entries.some(({ value }) => value.startsWith('encrypted:')),
  },
  'git-crypt': { edit: () => 'git-crypt unlock', starts: ['\0GITCRYPT\0'] },
  age: {
    edit: file => `age --decrypt ${file}`,
    starts: ['-----BEGIN AGE ENCRYPTED FILE-----', 'age-encryption.org/v1'],
  },
  PGP: { edit: file => `gpg --decrypt ${file}`, starts: ['-----BEGIN PGP MESSAGE-----'] },
  // `Salted__`, as it is and in base64; transcrypt writes the latter.
  OpenSSL: { starts: ['Salted__', 'U2FsdGVkX1'] },
  EJSON: {
    edit: file => `ejson decrypt ${file}`,
    mark: '_public_key',
    isUsed: ({ entries }) =>
      entries.some(({ keyPath }) => keyPath.length === 1 && keyPath[0] === '_public_key') &&
      entries.some(({ value }) => value.startsWith('EJ[')),
  },
  '.NET protected configuration': {
    edit: () => 'aspnet_regiis -pdf appSettings .',
    mark: 'configProtectionProvider=',
    isUsed: ({ text }) => text.includes('<EncryptedData'),
  },
};

const ALL = Object.entries(ENCRYPTIONS) as readonly (readonly [Encryption, Row])[];

/** Longest of {@link Row.starts}, and blanks before it. */
const START = 100;

/** Returns what all of a file is encrypted with, by how it begins. */
export function encryptionAtStart(start: string): Encryption | undefined {
  const begun = start.slice(0, START).trimStart();
  return ALL.find(([, { starts = [] }]) => starts.some(each => begun.startsWith(each)))?.[0];
}

/** Does the same as {@link encryptionAtStart} with bytes, which need not be text. */
export const encryptionOfBytes = (bytes: Uint8Array): Encryption | undefined =>
  encryptionAtStart(Buffer.from(bytes.subarray(0, START)).toString('latin1'));

/** Returns what a text, or a part of it, is encrypted with. */
export function encryptionOf(format: FileFormat, text: string): Encryption | undefined {
  const whole = encryptionAtStart(text);
  const marked = ALL.filter(([, { mark }]) => mark !== undefined && text.includes(mark));
  if (whole || marked.length === 0) return whole;
  const file = { text, entries: format.read(text) };
  return marked.find(([, { isUsed }]) => isUsed?.(file))?.[0];
}

/** Throws `encrypted` if a text is encrypted. */
export function refuseEncrypted(format: FileFormat, file: string, text: string): void {
  const encryption = encryptionOf(format, text);
  if (encryption) throw new ProjectFileError('encrypted', file, { detail: encryption });
}

/** Returns the command that changes an encrypted file; `undefined` if it has to be decrypted first. */
export function editCommand({ path: file, detail = '' }: ProjectFileError): string | undefined {
  const name = path.basename(file);
  const row = ALL.find(([encryption]) => encryption === detail)?.[1];
  return row?.edit?.(name.includes(' ') ? `"${name}"` : name);
}

const SOPS_MAC = /^sops_mac$/;

function isSopsMac(keyPath: KeyPath): boolean {
  const own = keyPath[0]?.startsWith('--- ') ? keyPath.slice(1) : keyPath;
  return own.length === 1
    ? SOPS_MAC.test(own[0] ?? '')
    : own.length === 2 && own[0] === 'sops' && own[1] === 'mac';
}

/** A file whose format SOPS doesn't know becomes JSON, whatever its name. */
const isSopsBinary = (text: string): boolean =>
  text.trimStart().startsWith('{') && text.includes('"sops"') && text.includes('ENC[AES256_GCM,');

/** The host takes every value for encrypted then. .NET compares keys without regard to case. */
function isEncryptedSettings(text: string): boolean {
  const root = parseJsonTree(text);
  if ('code' in root) return false;
  const said = membersOf(root).findLast(({ name }) => name.toLowerCase() === 'isencrypted')?.value.value;
  return said === true || String(said).toLowerCase() === 'true';
}
