import * as l10n from '@vscode/l10n';
import { CredentialsError, type CredentialsErrorCode } from '../../../credentials/credentialsError.ts';
import { StoreError, type StoreErrorCode } from '../../../externalStores/storeError.ts';
import { ProjectFileError, type ProjectFileErrorCode } from '../../../projectFiles/projectFileError.ts';
import { ServiceError, type ServiceErrorCode } from '../../../service/serviceError.ts';
import { SignInError, type SignInErrorCode } from '../../../signIn/signInError.ts';
import type { CommandName, EditorCommand } from '../commandId.ts';
import { CREDENTIALS_WORDS } from './credentialsErrorWords.ts';
import { LocalTenantError, type LocalTenantErrorCode } from './localTenantError.ts';
import { LOCAL_TENANT_WORDS } from './localTenantErrorWords.ts';
import { PROJECT_FILE_WORDS } from './projectFileErrorWords.ts';
import { RestrictedModeError, type RestrictedModeErrorCode } from './restrictedModeError.ts';
import { SERVICE_WORDS, withServiceWords } from './serviceErrorWords.ts';
import { SIGN_IN_WORDS } from './signInErrorWords.ts';
import { storeErrorInWords } from './storeErrorWords.ts';

/** A button that fixes what an error is about. */
export interface Mend {
  readonly label: string;
  readonly command: CommandName | EditorCommand;
}

/** What a user reads of an error: what happened, why, and what to do. */
export interface Message {
  readonly text: string;
  readonly mend?: Mend;
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

/** The codes of all errors that have words. */
type ErrorCode =
  | ServiceErrorCode
  | SignInErrorCode
  | CredentialsErrorCode
  | ProjectFileErrorCode
  | StoreErrorCode
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
  restrictedMode: () => ({ label: l10n.t('Manage Workspace Trust'), command: 'workbench.trust.manage' }),
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
  const mend = MENDS[(error as { readonly code: ErrorCode }).code]?.();
  return mend ? { text, mend } : { text };
}

function textOf(error: unknown): string | undefined {
  if (error instanceof ServiceError) return withServiceWords(SERVICE_WORDS[error.code](error), error);
  if (error instanceof SignInError) return SIGN_IN_WORDS[error.code](error);
  if (error instanceof CredentialsError) return CREDENTIALS_WORDS[error.code](error);
  if (error instanceof ProjectFileError) return PROJECT_FILE_WORDS[error.code](error);
  if (error instanceof StoreError) return storeErrorInWords(error);
  if (error instanceof LocalTenantError) return LOCAL_TENANT_WORDS[error.code](error);
  if (error instanceof RestrictedModeError)
    return l10n.t(
      'Nothing was done, because this workspace is in Restricted Mode. Secrets are rotated, written to the project and given to programs only in a workspace that you trust.',
    );
  return undefined;
}
