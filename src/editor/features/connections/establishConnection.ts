import * as l10n from '@vscode/l10n';
import { type Connection, signInKey } from '../../../credentials/connections/connection.ts';
import type { SignInRecord } from '../../../credentials/connections/signInRecord.ts';
import type { ConnectionReport } from '../../../credentials/connections/testConnection.ts';
import type { ActiveConnection } from '../../core/connections/activeConnection.ts';
import type { ConnectionSettings } from '../../core/connections/connectionSettings.ts';
import { clientSignInRecord } from '../../core/signIns/clientSignInRecord.ts';
import type { SignIns } from '../../core/signIns/signIns.ts';
import { withDelayedProgress } from '../../platform/progress/withDelayedProgress.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import { errorInWords, isCancellation } from '../../vocabulary/errors/messages.ts';
import { type ConnectionAnswers, connectionOf } from './connectionAnswers.ts';

/** What the commands about connections work with. */
export interface ConnectionCommandParts {
  readonly settings: ConnectionSettings;
  readonly signIns: SignIns;
  readonly active: ActiveConnection;
  /** Proves that a sign-in works, by reading the tenant with it. */
  readonly prove: (
    connection: Connection,
    record: SignInRecord,
    signal: AbortSignal,
  ) => Promise<SignInRecord>;
  /** Finds out what the sign-in of a connection may do. */
  readonly test: (connection: Connection, signal: AbortSignal) => Promise<ConnectionReport>;
  /** Makes an id, never the same twice. */
  readonly newName: () => string;
  /** Has the views show what has changed. */
  readonly refresh: () => void;
}

type Parts = ConnectionCommandParts;

/** How a connection is established. */
export interface Establishing {
  /** Asks again, with the answers kept. */
  readonly again: (kept: Partial<ConnectionAnswers>) => Promise<void>;
  /** The connection that is changed. */
  readonly before?: Connection;
}

/** Signs in as the answers say, unless that sign-in is there already, and saves the connection. */
export async function establish(parts: Parts, answers: ConnectionAnswers, how: Establishing): Promise<void> {
  const connection = connectionOf(answers);
  const { clientSecret } = answers;
  const { before } = how;
  const isThere =
    before !== undefined &&
    clientSecret === undefined &&
    signInKey(before) === signInKey(connection) &&
    (await parts.signIns.isSignedIn(before));
  try {
    if (!isThere)
      await signInTo(
        parts,
        connection,
        clientSecret && clientSignInRecord(connection, clientSecret, parts.newName()),
      );
  } catch (error) {
    if (isCancellation(error)) throw error;
    return decideUnproven(parts, answers, how, error);
  }
  await saveConnection(parts, connection, before);
}

/** Signs in to a connection; a record that is at hand proves itself first. */
export async function signInTo(
  parts: Parts,
  connection: Connection,
  record: SignInRecord | undefined,
): Promise<void> {
  const proved =
    record &&
    (await withDelayedProgress(l10n.t('Signing in to {0}…', connection.name), signal =>
      parts.prove(connection, record, signal),
    ));
  await parts.signIns.signIn(connection, proved);
}

/** Asks what to do with a connection that does not work: the answers are kept for mending them. */
async function decideUnproven(
  parts: Parts,
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
    await parts.signIns.signIn(connection, clientSignInRecord(connection, clientSecret, parts.newName()));
  await saveConnection(parts, connection, before);
}

/** Saves a connection, in place of what it was before; a sign-in that nothing uses any more is forgotten. */
export async function saveConnection(
  parts: Parts,
  connection: Connection,
  before?: Connection,
): Promise<void> {
  await parts.settings.save(connection, before?.name);
  if (before) {
    await parts.active.rename(before.name, connection.name);
    await forgetUnused(parts, before);
  }
  parts.refresh();
}

/** Forgets a connection's sign-in, unless another connection has the same. */
export async function forgetUnused(parts: Parts, before: Connection): Promise<void> {
  const isUsed = parts.settings.all().some(each => signInKey(each) === signInKey(before));
  if (!isUsed) await parts.signIns.forget(before);
}
