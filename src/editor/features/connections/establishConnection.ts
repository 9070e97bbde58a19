import { randomUUID } from 'node:crypto';
import * as l10n from '@vscode/l10n';
import { type Connection, signInKey } from '../../../credentials/connections/connection.ts';
import type { SignInRecord } from '../../../credentials/connections/signInRecord.ts';
import type { Core } from '../../core/core.ts';
import { clientSignInRecord } from '../../core/signIns/clientSignInRecord.ts';
import { withDelayedProgress } from '../../platform/progress/withDelayedProgress.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import { isCancellation } from '../../vocabulary/errors/cancellation.ts';
import { errorInWords } from '../../vocabulary/errors/messages.ts';
import { type ConnectionAnswers, connectionOf } from './connectionAnswers.ts';
import { findSame } from './signInClient.ts';

/** Options of {@link establish}. */
export interface Establishing {
  /** Asks again, keeping the answers. */
  readonly again: (kept: Partial<ConnectionAnswers>) => Promise<void>;
  /** The connection to change. */
  readonly before?: Connection;
}

/**
 * Signs in with the answers, unless that sign-in already exists, and saves the connection. Returns the connection if its
 * sign-in is new and works.
 */
export async function establish(
  core: Core,
  answers: ConnectionAnswers,
  how: Establishing,
): Promise<Connection | undefined> {
  const connection = connectionOf(answers);
  const { clientSecret } = answers;
  const { before } = how;
  const isThere =
    before !== undefined &&
    clientSecret === undefined &&
    signInKey(before) === signInKey(connection) &&
    (await core.signIns.isSignedIn(before));
  try {
    if (!isThere)
      await signInTo(
        core,
        connection,
        clientSecret && clientSignInRecord(connection, clientSecret, randomUUID()),
      );
  } catch (error) {
    if (isCancellation(error)) throw error;
    await decideUnproven(core, answers, how, error);
    return undefined;
  }
  // A sign-in that is older than the answers says nothing about them.
  const saved = isThere ? connection : await core.signIns.asGranted(connection);
  await saveConnection(core, saved, before);
  return isThere ? undefined : saved;
}

/** Signs in to a connection; a given record is verified first. */
export async function signInTo(
  core: Core,
  connection: Connection,
  record: SignInRecord | undefined,
): Promise<void> {
  const proved =
    record &&
    (await withDelayedProgress(l10n.t('Signing in to {0}…', connection.name), signal =>
      core.signInAccess.prove(connection, record, signal),
    ));
  await core.signIns.signIn(connection, proved);
}

/** Asks what to do with a connection that does not work. The answers are kept, so that the user can correct them. */
async function decideUnproven(
  core: Core,
  answers: ConnectionAnswers,
  { again, before }: Establishing,
  error: unknown,
): Promise<void> {
  const change = l10n.t('Change Answers…');
  const save = l10n.t('Save Anyway');
  const chosen = await safeWindow.showErrorMessage(errorInWords(error).text, change, save);
  if (chosen === change) return again(answers);
  if (chosen !== save) return;
  const connection = connectionOf(answers);
  const { clientSecret } = answers;
  if (clientSecret)
    await core.signIns.signIn(connection, clientSignInRecord(connection, clientSecret, randomUUID()));
  await saveConnection(core, connection, before);
}

/** Saves a connection in place of the previous one, and deletes a sign-in that is no longer used. */
export async function saveConnection(core: Core, connection: Connection, before?: Connection): Promise<void> {
  const { settings, active } = core.connections;
  const save = () => settings.save(connection, before?.name);
  if (before) {
    await active.rename(before.name, connection.name, save);
    await forgetUnused(core, before);
  } else {
    await save();
  }
  await core.tell({ kind: 'everything' });
}

/** Removes a connection, whatever it is called by now, and its sign-in if no other connection uses it. */
export async function dropConnection(core: Core, connection: Connection, keptName?: string): Promise<void> {
  const { settings } = core.connections;
  const others = settings.all().filter(({ name }) => name !== keptName);
  const present = findSame(others, connection);
  if (present) await settings.remove(present.name);
  await forgetUnused(core, connection);
  await core.tell({ kind: 'everything' });
}

/** Deletes a connection's sign-in, unless another connection uses it. */
export async function forgetUnused(core: Core, before: Connection): Promise<void> {
  const isUsed = core.connections.settings.all().some(each => signInKey(each) === signInKey(before));
  if (!isUsed) await core.signIns.forget(before);
}
