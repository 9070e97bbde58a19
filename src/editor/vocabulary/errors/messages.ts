import * as l10n from '@vscode/l10n';
import { CredentialsError, type CredentialsErrorCode } from '../../../credentials/credentialsError.ts';
import { StoreError } from '../../../externalStores/storeError.ts';
import { ProjectFileError, type ProjectFileErrorCode } from '../../../projectFiles/projectFileError.ts';
import type { TextPosition } from '../../../projectFiles/textPosition.ts';
import { ServiceError, type ServiceErrorCode } from '../../../service/serviceError.ts';
import { SignInError, type SignInErrorCode } from '../../../signIn/signInError.ts';
import type { CommandName, EditorCommand } from '../commandId.ts';
import { type Attempt, attemptOf } from './attempt.ts';
import { CREDENTIALS_WORDS } from './credentialsErrorWords.ts';
import { LocalTenantError, type LocalTenantErrorCode } from './localTenantError.ts';
import { LOCAL_TENANT_WORDS } from './localTenantErrorWords.ts';
import { projectFileErrorInWords } from './projectFileErrorWords.ts';
import { RestrictedModeError, type RestrictedModeErrorCode } from './restrictedModeError.ts';
import { SERVICE_WORDS, withServiceWords } from './serviceErrorWords.ts';
import { SIGN_IN_WORDS } from './signInErrorWords.ts';
import { storeErrorInWords } from './storeErrorWords.ts';

/** A button that fixes what an error is about. */
export interface Mend {
  readonly label: string;
  readonly command: CommandName | EditorCommand;
}

/** A file that a look at may fix, and where to look. */
export interface FaultyFile {
  /** Absolute path. */
  readonly file: string;
  readonly position?: TextPosition | undefined;
}

/** What a user reads of an error: what happened, why, and what to do. */
export interface Message {
  readonly text: string;
  readonly mend?: Mend;
  /** The file that the error is about, if opening it helps. */
  readonly open?: FaultyFile;
}

const signInAgain = (): Mend => ({ label: l10n.t('Sign In…'), command: 'signIn' });
const editConnection = (): Mend => ({
  label: l10n.t('Edit Connection…'),
  command: 'editConnection',
});
const useGlobalAddress = (): Mend => ({
  label: l10n.t('Use the Global Address…'),
  command: 'useGlobalAddress',
});
const resume = (): Mend => ({ label: l10n.t('Resume…'), command: 'resumeWork' });
const tryAgain = (): Mend => ({ label: l10n.t('Refresh'), command: 'refresh' });
const manageTrust = (): Mend => ({
  label: l10n.t('Manage Workspace Trust'),
  command: 'workbench.trust.manage',
});

/** The codes of the errors that have buttons; those of a store's own program are the same words about another sign-in. */
type ErrorCode =
  | ServiceErrorCode
  | SignInErrorCode
  | CredentialsErrorCode
  | ProjectFileErrorCode
  | LocalTenantErrorCode
  | RestrictedModeErrorCode;

/** The buttons, by error code. A code that no button fixes is not listed. */
const MENDS: Readonly<Partial<Record<ErrorCode, () => Mend>>> = {
  cannotUndo: resume,
  denied: signInAgain,
  expiredCode: signInAgain,
  forbidden: signInAgain,
  hasNoSecret: () => ({ label: l10n.t('Add Secret…'), command: 'addSecret', arguments: [] }),
  insecureAddress: editConnection,
  noAnswer: signInAgain,
  notEffectiveYet: resume,
  notIdentified: () => ({ label: l10n.t('Adopt Existing Secret…'), command: 'adoptSecret' }),
  notKept: () => ({ label: l10n.t('Add Secret…'), command: 'addSecret' }),
  notSignedIn: signInAgain,
  notTheService: editConnection,
  placeUnreachable: resume,
  proxyRefused: tryAgain,
  proxyUnreachable: tryAgain,
  redirectUnavailable: editConnection,
  refusedInBrowser: editConnection,
  restricted: manageTrust,
  restrictedMode: manageTrust,
  rotationUnderWay: resume,
  scopeRefused: editConnection,
  sessionEnded: signInAgain,
  sessionExpired: signInAgain,
  signedOut: signInAgain,
  stillBound: resume,
  timedOut: tryAgain,
  unauthorizedClient: editConnection,
  unavailable: tryAgain,
  unreachable: tryAgain,
  writeOnRegionalAddress: useGlobalAddress,
  wrongIssuer: editConnection,
  wrongRedirect: signInAgain,
  wrongSecret: signInAgain,
};

/** Makes the words for an error, and the button for it. The only place where errors become text for users. */
export function errorInWords(error: unknown): Message {
  const text = textOf(error);
  if (text === undefined) {
    return {
      text: l10n.t(
        'Something went wrong that we did not foresee. The log has the details; please report it.',
      ),
    };
  }
  const code = error instanceof StoreError ? undefined : (error as { readonly code: ErrorCode }).code;
  const mend = mendFor(code, attemptOf(error));
  const open = error instanceof ProjectFileError && OPENABLE.has(error.code) ? faultyFile(error) : undefined;
  return { text, ...(mend && { mend }), ...(open && { open }) };
}

/** Errors about the content of a file, which a look at it may fix; of others, the editor would show nothing new. */
const OPENABLE: ReadonlySet<ProjectFileErrorCode> = new Set<ProjectFileErrorCode>([
  'notParsable',
  'notAnObject',
  'shared',
  'encrypted',
  'valueNotCarried',
  'encryptedSection',
  'inAnotherFile',
  'onlyRead',
  'notUtf8',
  'notSaved',
  'changedMeanwhile',
]);

const faultyFile = ({ path: file, position }: ProjectFileError): FaultyFile => ({ file, position });

/** Attempts that *Resume Interrupted Work* repeats. */
const RESUMABLE: ReadonlySet<Attempt> = new Set<Attempt>(['rotate', 'undoRotation']);

/** Reading a view again repeats no operation. */
function mendFor(code: ErrorCode | undefined, attempt: Attempt | undefined): Mend | undefined {
  const own = code && MENDS[code];
  const isOfOperation = attempt !== undefined && RESUMABLE.has(attempt);
  return isOfOperation && (own === undefined || own === tryAgain) ? resume() : own?.();
}

function textOf(error: unknown): string | undefined {
  if (error instanceof ServiceError) return withServiceWords(SERVICE_WORDS[error.code](error), error);
  if (error instanceof SignInError) return SIGN_IN_WORDS[error.code](error);
  if (error instanceof CredentialsError) return CREDENTIALS_WORDS[error.code](error);
  if (error instanceof ProjectFileError) return projectFileErrorInWords(error);
  if (error instanceof StoreError) return storeErrorInWords(error);
  if (error instanceof LocalTenantError) return LOCAL_TENANT_WORDS[error.code](error);
  if (error instanceof RestrictedModeError)
    return l10n.t(
      'Nothing was done, because this workspace is in Restricted Mode. Secrets are rotated, written to the project and given to programs only in a workspace that you trust.',
    );
  return undefined;
}
