import * as l10n from '@vscode/l10n';
import type { Destination } from '../../../credentials/delivery/destination.ts';
import { isSameId } from '../../../credentials/records/sameId.ts';
import { usableSecret } from '../../../credentials/records/usableSecret.ts';
import { StoreError } from '../../../externalStores/storeError.ts';
import { isSameFile } from '../../../projectFiles/folderHolds.ts';
import { ProjectFileError } from '../../../projectFiles/projectFileError.ts';
import { credentialOf } from '../../core/pickers/chooseKept.ts';
import { pickKept } from '../../core/pickers/pickKept.ts';
import { confirmDestination } from './confirmDestination.ts';
import { type Insertable, type Insertion, insertableCredential } from './insertable.ts';
import { findChoices, type InsertChoices, pickDestination } from './insertChoices.ts';
import { sayInserted, sayNotInserted } from './insertNotices.ts';

/** How something is inserted. */
interface InsertMode {
  /** Whether only what can't be undone, or is lost, is asked about. */
  readonly atOnce?: boolean;
  /** Runs before the write, once the user has agreed to it. Never rejects. */
  readonly before?: () => Promise<void>;
}

/** Runs *Insert into Project*: always asks where to. */
export async function insertWhereAsked(
  insertion: Insertion,
  what: Insertable,
  mode: InsertMode = {},
): Promise<void> {
  const choices = await findChoices(insertion.core, what);
  if (choices) await askAndInsert(insertion, what, choices, mode);
}

/** Runs *Insert Credentials*: writes at once, to the likeliest file. */
export async function insertNow(insertion: Insertion, what: Insertable): Promise<void> {
  const choices = await findChoices(insertion.core, what);
  if (!choices) return;
  const target = insertion.remembered.likeliest(choices.targets);
  if (!target) return askAndInsert(insertion, what, choices, {});
  await insertInto(
    insertion,
    what,
    { choices, destination: { kind: 'projectFile', target } },
    { atOnce: true },
  );
}

/** Writes a saved credential to a file: of the given client, or of the one that the user picks. */
export async function insertIntoFile(insertion: Insertion, file?: string, clientId?: string): Promise<void> {
  const { core } = insertion;
  const all = await core.keptSecrets.all();
  const own = all.filter(kept => isSameId(kept.clientId, clientId));
  const kept = usableSecret(own, core.now()) ?? (await pickKept(all, core.now()));
  if (!kept) return;
  const what = insertableCredential(insertion, await credentialOf(core, kept));
  const choices = await findChoices(core, what);
  if (!choices) return;
  const target = choices.targets.find(({ path }) => file !== undefined && isSameFile(path, file));
  if (target)
    await insertInto(insertion, what, { choices, destination: { kind: 'projectFile', target } }, {});
  else await askAndInsert(insertion, what, choices, {});
}

async function askAndInsert(
  insertion: Insertion,
  what: Insertable,
  choices: InsertChoices,
  { before }: InsertMode,
): Promise<void> {
  const destination = await pickDestination(choices, what, insertion.remembered);
  if (destination) await insertInto(insertion, what, { choices, destination }, { before });
}

/** Where something is inserted, and where else it could be. */
interface Chosen {
  readonly choices: InsertChoices;
  readonly destination: Destination;
}

async function insertInto(
  insertion: Insertion,
  what: Insertable,
  chosen: Chosen,
  mode: InsertMode,
): Promise<void> {
  const { core } = insertion;
  try {
    const confirmed = await confirmDestination(
      {
        destination: chosen.destination,
        values: what.values,
        title: what.title,
        other: l10n.t('Choose another file…'),
        atOnce: mode.atOnce,
      },
      insertion.confirmation,
    );
    if (confirmed === 'other') return await askAndInsert(insertion, what, chosen.choices, mode);
    if (!confirmed) return;
    await mode.before?.();
    const inserted = await what.write(confirmed);
    if (inserted)
      sayInserted(core, what, inserted, {
        insertElsewhere: mode.atOnce ? before => insertWhereAsked(insertion, what, { before }) : undefined,
      });
  } catch (error) {
    if (!(error instanceof ProjectFileError) && !(error instanceof StoreError)) throw error;
    core.log.error(error);
    sayNotInserted(core, error, {
      tryAgain: () => insertInto(insertion, what, chosen, mode),
      insertElsewhere: () => insertWhereAsked(insertion, what, mode),
    });
  }
  await core.tell({ kind: 'projectFiles' });
}
