import * as l10n from '@vscode/l10n';
import type { CredentialsError, CredentialsErrorCode } from '../../../credentials/credentialsError.ts';
import { LIMITS } from '../../../service/model/limits.ts';

/** Writes an ISO 8601 time to the minute, in UTC as the log does. */
const timeInWords = (time = ''): string => `${time.slice(0, 16).replace('T', ' ')} (UTC)`;

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
    busyOnHost: ({ holder }) =>
      l10n.t(
        '“{0}” has been working on this client since {1}. Nothing was changed. Try again when it has finished. If it was ended, try again in ten minutes.',
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
        'Other hosts hold the secret, or may hold it: {0}. Nothing was deleted. Insert the new secret there first, or decide to delete the old one anyway.',
        place ?? '',
      ),
    rotationUnderWay: () =>
      l10n.t(
        'A rotation of this client has not come to its end. Finish or undo it first: “Resume Interrupted Work…”.',
      ),
    notIdentified: ({ place }) =>
      place === undefined
        ? l10n.t(
            'It isn’t known which of the client’s secrets this is, so none is deleted. Nothing was changed. Keep the old secret, or say which one it is with “Adopt Existing Secret…”.',
          )
        : l10n.t(
            '{0} has a secret of this client, and it isn’t known which one, so none is deleted. Nothing was changed. Keep the old secret, or say which one it is with “Adopt Existing Secret…”.',
            place,
          ),
    clientDisabled: () =>
      l10n.t('The client is disabled: a new secret of it could not be tried. Enable it first.'),
    notEffectiveYet: () =>
      l10n.t(
        'The service does not accept the new secret yet; that can take up to an hour. The old one works as before, and no place was changed. Finish the rotation later.',
      ),
    recordDamaged: ({ place }) =>
      l10n.t(
        'The record {0} is damaged, or another version has written it. It may name a location of this secret, so what depends on it was not done. Restore the file, or delete it, then try again.',
        place ?? '',
      ),
    recordUnreadable: ({ place, cause }) =>
      l10n.t(
        '{0} can’t be read ({1}), so what depends on its content was not done. Try again.',
        place ?? '',
        String((cause as NodeJS.ErrnoException | undefined)?.code ?? ''),
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
    renewingElsewhere: () =>
      l10n.t(
        'Another window is renewing your session and has not finished. Nothing was changed. Try again, or close that window.',
      ),
    signedOut: () => l10n.t('You are signed out of this connection.'),
    sessionExpired: () => l10n.t('The service has ended your session. Sign in again.'),
  };
