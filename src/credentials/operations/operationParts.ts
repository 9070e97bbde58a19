import type { IdentityService } from '../../service/identityService.ts';
import type { DeliverableCredential, Delivered } from '../delivery/deliverCredential.ts';
import type { ConfirmedDestination } from '../delivery/destination.ts';
import type { OtherHosts } from '../hosts/elsewhere.ts';
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

/** Gets a new value, whatever fails on this machine. */
export interface Recipient {
  /** Told of the value as soon as the service has issued it. */
  issued(credential: IssuedCredential): void;
  /** Told why the value is not saved. */
  notKept(error: unknown): void;
}

/** What operations work with. */
export interface OperationParts extends PlaceParts {
  readonly journal: OperationJournal;
  /** What other hosts with the same secret storage have of a client. */
  readonly hosts: OtherHosts;
  readonly keptSecrets: KeptSecrets;
  /** The service with a sign-in that is allowed to change the client's secrets: of an administrator, or the client itself. */
  readonly service: SecretService;
  /** Tries a credential with a token request. Rejects with a `SignInError`. */
  readonly verify: (credential: DeliverableCredential) => Promise<unknown>;
  /** Writes a new credential to the destination that the user has chosen. */
  readonly deliver: (
    credential: DeliverableCredential,
    destination: ConfirmedDestination,
  ) => Promise<Delivered | undefined>;
  /** Missing when no one waits for the value: a secret that cannot be saved is then deleted. */
  readonly recipient?: Recipient;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Told of each step once it is on disk. */
  readonly report?: (operation: Operation) => void;
}
