import type { CredentialState, Identified } from '../../credentials/projectCredential.ts';
import type { KeyPath } from '../../projectFiles/formats/fileFormat.ts';
import type { FoundCredential } from '../../projectFiles/search/foundCredential.ts';
import type { CredentialFile } from '../../projectFiles/search/readCredentials.ts';

/** A workspace folder; its level is left out while there is only one. */
export interface FolderNode {
  readonly kind: 'folder';
  readonly path: string;
  readonly name: string;
  readonly files: readonly (FileNode | MoreNode)[];
}

/** A file that holds or wants credentials. */
export interface FileNode {
  readonly kind: 'file';
  readonly folder: string;
  readonly file: CredentialFile;
  readonly keys: readonly KeyNode[];
  readonly more: readonly MoreNode[];
}

/** Says that a folder or a file has more than is looked at. */
export interface MoreNode {
  readonly kind: 'more';
  /** Path of the folder or file. */
  readonly of: string;
}

/** A key of a file: of a client id, or of a secret. */
export interface KeyNode {
  readonly kind: 'key';
  readonly file: CredentialFile;
  readonly field: 'clientId' | 'clientSecret';
  readonly keyPath: KeyPath;
  readonly credential: ProjectCredential;
}

/** A credential of a file with all that is known of it; its value is nowhere near. */
export interface ProjectCredential {
  readonly found: Omit<FoundCredential, 'secret'>;
  readonly identified: Identified;
  readonly state: CredentialState;
  /** Name of the client, where the service told it. */
  readonly clientName?: string | undefined;
  /** Whether it has a value that may work and isn't saved. */
  readonly isAdoptable: boolean;
}

/** The value of a client secret in a file that is open in an editor. No view shows it. */
export interface ValueNode {
  readonly kind: 'value';
  /** Absolute path. */
  readonly file: string;
  readonly keyPath: KeyPath;
}

/** A node of the Project Credentials tree: plain data. */
export type ProjectNode = FolderNode | FileNode | KeyNode | MoreNode;
