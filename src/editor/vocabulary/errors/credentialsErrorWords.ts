import * as l10n from '@vscode/l10n';
import type { CredentialsError, CredentialsErrorCode } from '../../../credentials/credentialsError.ts';
import { LIMITS } from '../../../service/model/limits.ts';

/** What happened and what to do, by the code of an error of ours. */
export const CREDENTIALS_WORDS: Readonly<Record<CredentialsErrorCode, (error: CredentialsError) => string>> =
  {
    keyringRefused: () =>
      l10n.t(
        'The keyring of this machine did not take the secret. Copy it now: it cannot be shown again. Then see to the keyring (on Linux: is gnome-keyring or kwallet running?).',
      ),
    answerLost: ({ orphan }) =>
      orphan?.secretId === undefined
        ? l10n.t(
            'The service created the client {0}, but its answer got lost, and with it the secret. Add a secret to that client, or delete it.',
            orphan?.clientId ?? '',
          )
        : l10n.t(
            'The service created secret {0} of the client {1}, but its answer got lost, and with it the value. Delete that secret and add another.',
            orphan.secretId,
            orphan.clientId,
          ),
    outcomeUnknown: ({ orphan }) =>
      l10n.t(
        'The answer got lost, and the service cannot be asked whether it created anything. Refresh later, and look for the client {0}.',
        orphan?.clientId ?? '',
      ),
    secretLimitReached: () =>
      l10n.t(
        'The client has {0} secrets, as many as the service allows. Delete one first.',
        LIMITS.secretsPerClient,
      ),
    notKept: () =>
      l10n.t('The value of this secret is not kept on this machine, and the service never shows it again.'),
    hasNoSecret: () => l10n.t('This client has no secret.'),
    clientGone: () =>
      l10n.t('Somebody has deleted this client in the service meanwhile. Nothing was changed.'),
    changedMeanwhile: () =>
      l10n.t(
        'Somebody has changed or deleted this secret in the service meanwhile. Nothing was overwritten: look at it again.',
      ),
    journalRefused: ({ cause }) =>
      l10n.t(
        'Nothing was changed: what is about to happen could not be written down first ({0}). Is the disk full?',
        String((cause as NodeJS.ErrnoException | undefined)?.code ?? ''),
      ),
    busyElsewhere: () =>
      l10n.t('Somebody is working on this client already, in this window or in another. Wait for it to end.'),
    rotationUnderWay: () =>
      l10n.t(
        'A rotation of this client has not come to its end. Finish or undo it first: “Resume Interrupted Work…”.',
      ),
    clientDisabled: () =>
      l10n.t('The client is disabled: a new secret of it could not be tried. Enable it first.'),
    notEffectiveYet: () =>
      l10n.t(
        'The service does not accept the new secret yet; that can take up to an hour. The old one works as before, and no place was changed. Finish the rotation later.',
      ),
    placeUnreachable: ({ place }) =>
      l10n.t(
        'The folder {0} cannot be reached, and a file in it held the old secret. Nothing was deleted. Connect it and finish, or undo.',
        place ?? '',
      ),
    stillBound: () =>
      l10n.t(
        'A place still holds the secret that was to be deleted, or the new client is in use by now. Nothing was deleted: finish it instead.',
      ),
    cannotUndo: () =>
      l10n.t(
        'There is no way back: the old value is not kept on this machine, or the old secret has expired or is deleted. Finish the rotation.',
      ),
    ownedByLocalTenant: () =>
      l10n.t('The local tenant sees to this secret itself: its administrator is there as long as it runs.'),
    cancelled: () => l10n.t('Cancelled.'),
    signedOut: () => l10n.t('You are signed out of this connection.'),
    sessionExpired: () => l10n.t('The service has ended your session. Sign in again.'),
  };
