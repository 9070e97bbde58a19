import type { IdentityService } from '../../service/identityService.ts';
import type { DeliverableCredential, Delivered } from '../delivery/deliverCredential.ts';
import type { ConfirmedDestination } from '../delivery/destination.ts';
import type { IssuedCredential } from '../records/issuedCredential.ts';
import type { KeptSecrets } from '../records/keptSecrets.ts';
import type { Operation } from './operation.ts';
import type { OperationJournal } from './operationJournal.ts';
import type { PlaceParts } from './rotatedPlaces.ts';

/** The operations of the service that issue, find and delete secrets. */
export type SecretService = Pick<
  IdentityService,
  'addSecret' | 'client' | 'deleteClient' | 'deleteSecret' | 'secrets'
>;

/** Somebody who waits for a new value and gets it, whatever fails on this machine. */
export interface Recipient {
  /** Told of the value as soon as the service has issued it. */
  issued(credential: IssuedCredential): void;
  /** Told why the value is not in the keyring. */
  notKept(error: unknown): void;
}

/** What operations work with. */
export interface OperationParts extends PlaceParts {
  readonly journal: OperationJournal;
  readonly keptSecrets: KeptSecrets;
  /** The service as somebody who may change the client's secrets: an administrator, or the client itself. */
  readonly service: SecretService;
  /** Tries a credential by a real token request; rejects with a `SignInError`. */
  readonly verify: (credential: DeliverableCredential) => Promise<unknown>;
  /** Brings a new credential to where the user wanted it. */
  readonly deliver: (
    credential: DeliverableCredential,
    destination: ConfirmedDestination,
  ) => Promise<Delivered | undefined>;
  /** Missing where nobody waits: a value that cannot be kept is then deleted. */
  readonly recipient?: Recipient;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Told of each step once it is on disk. */
  readonly report?: (operation: Operation) => void;
}
