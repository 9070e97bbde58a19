import * as l10n from '@vscode/l10n';
import type { CredentialsError, CredentialsErrorCode } from '../../../credentials/credentialsError.ts';
import { LIMITS } from '../../../service/model/limits.ts';
import { pathInWords } from '../shownPath.ts';
import { attemptOf } from './attempt.ts';

/** Writes an ISO 8601 time to the minute, in UTC as the log does. */
const timeInWords = (time = ''): string => `${time.slice(0, 16).replace('T', ' ')} (UTC)`;

/** What happened and what to do, by the code of an error of ours. */
export const CREDENTIALS_WORDS: Readonly<Record<CredentialsErrorCode, (error: CredentialsError) => string>> =
  {
    keyringRefused: () =>
      l10n.t(
        "The secret couldn't be saved to secret storage. Copy it now - it can't be shown again. On Linux, check that gnome-keyring or KWallet is running.",
      ),
    answerLost: ({ orphan }) =>
      orphan?.secretId === undefined
        ? l10n.t(
            'The service created the client {0}, but the response with its secret was lost. Add a secret to that client, or delete it.',
            orphan?.clientId ?? '',
          )
        : l10n.t(
            'The service created secret {0} of the client {1}, but the response with its value was lost. Delete that secret, then add another one.',
            orphan.secretId,
            orphan.clientId,
          ),
    outcomeUnknown: ({ orphan }) =>
      l10n.t(
        "The response was lost, and the service can't be asked whether it created anything. Refresh later, then look for the client {0}.",
        orphan?.clientId ?? '',
      ),
    secretLimitReached: () =>
      l10n.t(
        'The client already has {0} secrets, the maximum. Delete one, then try again.',
        LIMITS.secretsPerClient,
      ),
    notKept: () =>
      l10n.t("The value of this secret isn't saved on this machine, and the service can't show it again."),
    hasNoSecret: () => l10n.t('This client has no secret.'),
    clientGone: () => l10n.t('This client was deleted in the service by someone else. Nothing was changed.'),
    changedMeanwhile: () =>
      l10n.t(
        'This secret was changed or deleted in the service by someone else. Nothing was overwritten. Check the secret, then try again.',
      ),
    journalRefused: ({ cause }) =>
      l10n.t(
        "Nothing was changed, because the operation couldn't be recorded first ({0}). Check whether the disk is full.",
        String((cause as NodeJS.ErrnoException | undefined)?.code ?? ''),
      ),
    busyElsewhere: () =>
      l10n.t('Another operation on this client is in progress. Try again when it has finished.'),
    busyOnHost: ({ holder }) =>
      l10n.t(
        '“{0}” has been working on this client since {1}. Nothing was changed. Try again when it has finished. If it was closed, try again in ten minutes.',
        holder?.host ?? l10n.t('Another host'),
        timeInWords(holder?.since),
      ),
    rotationOnHost: ({ holder }) =>
      l10n.t(
        'A rotation of this client has been in progress on “{0}” since {1}. Nothing was changed. Finish or undo it there first.',
        holder?.host ?? l10n.t('Another host'),
        timeInWords(holder?.since),
      ),
    heldElsewhere: ({ place }) =>
      l10n.t(
        'Other hosts have the secret or might have it: {0}. Nothing was deleted. Insert the new secret there first, or choose to delete the old one anyway.',
        place ?? '',
      ),
    rotationUnderWay: () =>
      l10n.t(
        "A rotation of this client isn't finished. Finish or undo it first with “Resume Interrupted Work…”.",
      ),
    notIdentified: ({ place }) =>
      place === undefined
        ? l10n.t(
            "It isn't known which of the client's secrets this is, so none is deleted. Nothing was changed. Keep the old secret, or specify which one it is with “Adopt Existing Secret…”.",
          )
        : l10n.t(
            "{0} contains a secret of this client, but it isn't known which one, so nothing was deleted or changed. Keep the old secret, or say which one it is with “Adopt Existing Secret…”.",
            place,
          ),
    clientDisabled: () =>
      l10n.t("The client is disabled, so a new secret couldn't be verified. Enable the client first."),
    notEffectiveYet: () =>
      l10n.t(
        "The service doesn't accept the new secret yet. This can take up to an hour. The old secret still works, and no location was changed. Finish the rotation later.",
      ),
    recordDamaged: ({ place }) =>
      l10n.t(
        'The record {0} is damaged or was written by another version. It might name a location of this secret, so the operation was stopped. Restore or delete the file, then try again.',
        pathInWords(place ?? ''),
      ),
    recordUnreadable: ({ place, cause }) =>
      l10n.t(
        "{0} can't be read ({1}), so the operation was stopped. Try again.",
        pathInWords(place ?? ''),
        String((cause as NodeJS.ErrnoException | undefined)?.code ?? ''),
      ),
    placeUnreachable: error =>
      attemptOf(error) === 'undoRotation'
        ? l10n.t(
            "The folder {0} can't be reached, and a file in it may have the new secret. Nothing was deleted. Connect it, then undo the rotation again.",
            pathInWords(error.place ?? ''),
          )
        : l10n.t(
            "The folder {0} can't be reached. A file in it contained the old secret, so nothing was deleted. Reconnect the folder and finish, or undo.",
            pathInWords(error.place ?? ''),
          ),
    stillBound: () =>
      l10n.t(
        'A location still has the secret to delete, or the new client is already in use. Nothing was deleted. Finish the operation instead.',
      ),
    cannotUndo: () =>
      l10n.t(
        "The rotation can't be undone, because the old value isn't saved on this machine, or the old secret has expired or was deleted. Finish the rotation.",
      ),
    ownedByLocalTenant: () =>
      l10n.t(
        'The local tenant manages this secret itself. Its administrator exists as long as the tenant is running.',
      ),
    cancelled: () => l10n.t('Canceled.'),
    renewingElsewhere: () =>
      l10n.t(
        'Another window is still renewing your session. Nothing was changed. Try again, or close that window.',
      ),
    signedOut: () => l10n.t("You're signed out of this connection."),
    sessionExpired: () => l10n.t('The service ended your session. Sign in again.'),
  };
