import type { FileCredential } from '../../credentials/adoption/valueLocations.ts';
import type { Connection } from '../../credentials/connections/connection.ts';
import type { SignInRecord } from '../../credentials/connections/signInRecord.ts';
import type { DeliverableCredential, Delivered } from '../../credentials/delivery/deliverCredential.ts';
import type { ConfirmedDestination, Destination } from '../../credentials/delivery/destination.ts';
import type { KeyInFile } from '../../credentials/delivery/projectFileWriter.ts';
import type { WriteGuard } from '../../credentials/delivery/writeGuard.ts';
import type { Survey, SurveyedClient } from '../../credentials/expiry/survey.ts';
import type { IssueOutcome } from '../../credentials/issuing/issueCredential.ts';
import type { KeptSecret } from '../../credentials/records/keptSecrets.ts';
import type { ProjectTarget } from '../../projectFiles/projectTarget.ts';
import type { PlainValues } from '../../projectFiles/shapes/field.ts';
import type { ClientType } from '../../service/model/clientTypes.ts';
import type { ProvideActions } from '../platform/registration/registerCodeActions.ts';
import type { ResolveDebug } from '../platform/registration/registerDebug.ts';
import type { ClientNode, ClientsNode } from '../vocabulary/clientsNode.ts';

/** Names a client whose id, and perhaps secret, is shown. */
export interface ShownClient extends Pick<DeliverableCredential, 'tenantId' | 'clientId' | 'clientName'> {
  /** Default: Client-Credentials. */
  readonly clientType?: ClientType;
}

/** A file or store that a credential is about to be written to. */
export interface PlannedWrite {
  readonly destination: Destination;
  /** What is written, except for the secret. */
  readonly values: PlainValues;
  readonly title: string;
}

/**
 * The services of all features. A feature provides its own; `core` offers them to all. A call loads the feature that
 * provides the service.
 */
export interface Services {
  readonly adoption: {
    /** Returns what can be done about the value of a client secret in the given lines of a document. */
    actionsAt: ProvideActions;
  };
  readonly connecting: {
    /** Runs *Add Connection*. */
    addConnection(): Promise<void>;
  };
  readonly debug: { resolve: ResolveDebug };
  readonly delivery: {
    /**
     * Asks the user to confirm a destination of a credential that is about to be issued. Returns `undefined` when the user
     * cancels.
     */
    confirm(write: PlannedWrite): Promise<ConfirmedDestination | undefined>;
    /** Writes a credential to a confirmed destination. Returns `undefined` when it stays in SecretStorage only. */
    deliver(
      credential: DeliverableCredential,
      confirmed: ConfirmedDestination,
    ): Promise<Delivered | undefined>;
    /** Asks the user before a secret is written to a file that Git would commit; see {@link WriteGuard}. */
    mayWrite(...asked: Parameters<WriteGuard>): ReturnType<WriteGuard>;
    /**
     * Shows, with every secret masked, how a reference replaces the value of a key, and writes it if the user agrees. Returns
     * whether it was written.
     */
    writeReference(key: KeyInFile, reference: string, title: string): Promise<boolean>;
    /** Writes a credential to the remembered file, or to the destination that the user picks. */
    insert(credential: DeliverableCredential): Promise<void>;
    /** Writes a saved credential to a file: that of the client, if it is known, or the one that the user picks. */
    insertIntoFile(file?: string, clientId?: string): Promise<void>;
  };
  readonly details: {
    /** Shows the details of a client; sets the focus on one of its secrets, if given. */
    show(node: ClientNode, secretId?: number): Promise<void>;
  };
  readonly issuing: {
    /** Runs *Add Secret*. */
    addSecret(node: ClientsNode): Promise<void>;
  };
  readonly project: {
    /** Finds the workspace files that can store a credential, the most likely first. */
    targets(values: PlainValues): Promise<readonly ProjectTarget[]>;
    /** Lists the credentials in the files of the workspace, or in one of them. */
    credentials(file?: string): Promise<readonly FileCredential[]>;
  };
  readonly resultView: {
    /** Shows an issued credential, and what failed. */
    showOutcome(outcome: IssueOutcome): Promise<void>;
    /** Shows a credential whose value is saved. */
    showKept(credential: DeliverableCredential, kept: KeptSecret): Promise<void>;
    /** Shows a new client of a type that has no secrets. */
    showPublicClient(client: ShownClient): Promise<void>;
  };
  readonly rotation: {
    /** Rotates a saved secret; asks all questions. */
    rotateKept(kept: KeptSecret): Promise<void>;
  };
  readonly signInFlows: {
    /** Asks the user to sign in to a connection by its method. Rejects with a `SignInError`, or with `cancelled`. */
    run(connection: Connection): Promise<SignInRecord>;
  };
  readonly surveys: {
    /** Returns the last complete surveys, one for each connected tenant that has one. */
    last(): Promise<readonly Survey[]>;
    /** Returns the last surveys if every connected tenant has one; else runs them. */
    lastOrNew(): Promise<readonly Survey[]>;
    /** Surveys all tenants, with progress and Cancel. */
    take(): Promise<readonly Survey[]>;
    /** Reads one client again after a change. */
    reread(connection: Connection, client: Pick<SurveyedClient, 'type' | 'id'>): Promise<void>;
  };
  readonly terminal: {
    /** Opens a terminal whose environment has the credential. */
    open(credential: DeliverableCredential): Promise<void>;
  };
}

/** Whether something is done in Restricted Mode. */
type InRestrictedMode = 'runs' | 'isRefused';

/**
 * Which methods of services work in Restricted Mode: our own pages and notices call them, too. A delivery to secret storage
 * only is possible; what writes to files and stores refuses the others.
 */
export const SERVICES_IN_RESTRICTED_MODE: {
  readonly [Name in keyof Services]: { readonly [Method in keyof Services[Name]]: InRestrictedMode };
} = {
  adoption: { actionsAt: 'isRefused' },
  connecting: { addConnection: 'runs' },
  debug: { resolve: 'runs' },
  delivery: {
    confirm: 'runs',
    deliver: 'runs',
    mayWrite: 'isRefused',
    writeReference: 'isRefused',
    insert: 'isRefused',
    insertIntoFile: 'isRefused',
  },
  details: { show: 'runs' },
  issuing: { addSecret: 'runs' },
  project: { targets: 'runs', credentials: 'isRefused' },
  resultView: { showOutcome: 'runs', showKept: 'runs', showPublicClient: 'runs' },
  rotation: { rotateKept: 'isRefused' },
  signInFlows: { run: 'runs' },
  surveys: { last: 'runs', lastOrNew: 'runs', take: 'runs', reread: 'runs' },
  terminal: { open: 'isRefused' },
};

/** The name of a service. */
export type ServiceName = keyof Services;
