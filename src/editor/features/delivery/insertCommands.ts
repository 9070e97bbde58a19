import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { API_VERSION } from '../../../credentials/delivery/apiVersion.ts';
import type { DeliverableCredential, Delivered } from '../../../credentials/delivery/deliverCredential.ts';
import type { Destination } from '../../../credentials/delivery/destination.ts';
import { isSameId } from '../../../credentials/records/sameId.ts';
import { usableSecret } from '../../../credentials/records/usableSecret.ts';
import type { StoreId } from '../../../externalStores/storePlace.ts';
import { isSameFile } from '../../../projectFiles/folderHolds.ts';
import { ProjectFileError } from '../../../projectFiles/projectFileError.ts';
import type { ProjectTarget } from '../../../projectFiles/projectTarget.ts';
import type { PlainValues } from '../../../projectFiles/shapes/field.ts';
import type { Core } from '../../core/core.ts';
import { credentialOf } from '../../core/pickers/chooseKept.ts';
import { pickKept } from '../../core/pickers/pickKept.ts';
import { availableRepositories } from '../../core/steps/availableRepositories.ts';
import { availableStores } from '../../core/steps/availableStores.ts';
import { destinationItems } from '../../core/steps/destinationItems.ts';
import { ASK_STORE, resolveDestination, storeSteps } from '../../core/steps/destinationStep.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import { quickInput } from '../../platform/wizard/quickInput.ts';
import { runWizard } from '../../platform/wizard/runWizard.ts';
import { errorInWords } from '../../vocabulary/errors/messages.ts';
import { placeInWords } from '../../vocabulary/words/storeWords.ts';
import { targetInWords } from '../../vocabulary/words/targetWords.ts';
import { type Confirmation, confirmDestination } from './confirmDestination.ts';
import { deliverAndRemember } from './deliverAndRemember.ts';
import type { RememberedTarget } from './rememberedTarget.ts';

/** What writing credentials depends on. */
export interface Insertion {
  readonly core: Core;
  readonly remembered: RememberedTarget;
  readonly confirmation: Confirmation;
}

/** Writes a saved credential to a file: of the given client, or of the one that the user picks. */
export async function insertIntoFile(insertion: Insertion, file?: string, clientId?: string): Promise<void> {
  const { core } = insertion;
  const all = await core.keptSecrets.all();
  const own = all.filter(kept => isSameId(kept.clientId, clientId));
  const kept = usableSecret(own, core.now()) ?? (await pickKept(all, core.now()));
  if (!kept) return;
  const credential = await credentialOf(core, kept);
  const choices = await choicesFor(core, credential);
  if (!choices) return;
  const target = choices.targets.find(({ path }) => file !== undefined && isSameFile(path, file));
  const destination = target
    ? ({ kind: 'projectFile', target } as const)
    : await pickDestination(choices.targets, choices.stores, credential.clientName);
  await insertInto(insertion, credential, choices, destination);
}

/** Writes a credential into the project: into the remembered file, or the one that the user picks. */
export async function insertCredential(
  insertion: Insertion,
  credential: DeliverableCredential,
): Promise<void> {
  const choices = await choicesFor(insertion.core, credential);
  if (!choices) return;
  const remembered = insertion.remembered.among(choices.targets.filter(({ refusal }) => !refusal));
  const destination = remembered
    ? ({ kind: 'projectFile', target: remembered } as const)
    : await pickDestination(choices.targets, choices.stores, credential.clientName);
  await insertInto(insertion, credential, choices, destination);
}

/** The destinations that a credential can be written to, and its values except for the secret. */
interface InsertChoices {
  readonly targets: readonly ProjectTarget[];
  readonly stores: readonly StoreId[];
  readonly values: PlainValues;
}

/** Finds the destinations of a credential; shows a message if none exist. */
async function choicesFor(
  { project }: Core,
  { resource, tenantId, clientId }: DeliverableCredential,
): Promise<InsertChoices | undefined> {
  const values = { resource, tenantId, clientId, apiVersion: API_VERSION };
  const [targets, stores] = await Promise.all([project.targets(values), availableStores()]);
  if (targets.length > 0 || stores.length > 0) return { targets, stores, values };
  void safeWindow.showInformationMessage(
    l10n.t('Open a folder that you trust: there is no project to insert into.'),
  );
  return undefined;
}

async function insertInto(
  insertion: Insertion,
  credential: DeliverableCredential,
  choices: InsertChoices,
  destination: Destination | undefined,
): Promise<void> {
  if (!destination) return;
  const { core, remembered } = insertion;
  const { clientName } = credential;
  const write = {
    destination,
    values: choices.values,
    title: l10n.t('Insert the credentials of {0}', clientName),
    other: l10n.t('Choose another file…'),
  };
  const confirmed = await confirmDestination(write, insertion.confirmation);
  if (confirmed === 'other') {
    const other = await pickDestination(choices.targets, choices.stores, clientName);
    return insertInto(insertion, credential, choices, other);
  }
  try {
    const delivered = confirmed && (await deliverAndRemember(credential, confirmed, core, remembered));
    if (delivered) announce(delivered, clientName);
  } catch (error) {
    if (!(error instanceof ProjectFileError && error.code === 'notSaved')) throw error;
    offerRetry(error, () => core.run(() => insertInto(insertion, credential, choices, destination)));
  }
  await core.tell({ kind: 'projectFiles' });
}

/** Says why the credentials were not written, and offers to try again. Ends when that is shown, not when it is read. */
function offerRetry(error: ProjectFileError, retry: () => Promise<void>): void {
  const tryAgain = l10n.t('Try Again');
  void safeWindow.showErrorMessage(errorInWords(error).text, tryAgain).then(async chosen => {
    if (chosen === tryAgain) await retry();
  });
}

async function pickDestination(
  targets: Parameters<typeof destinationItems>[0],
  stores: readonly StoreId[],
  clientName: string,
): Promise<Destination | undefined> {
  const title = l10n.t('Insert the credentials of {0} into', clientName);
  // It is already in SecretStorage.
  const files = destinationItems(targets).filter(({ value }) => value.kind === 'projectFile');
  const store = { label: l10n.t('External store…'), value: ASK_STORE };
  const items = stores.length === 0 ? files : [...files, store];
  const picked = await safeWindow.showQuickPick(
    items.map(item => ({ detail: '', description: '', ...item })),
    { title, ignoreFocusOut: true },
  );
  if (picked?.value.kind !== 'askStore') return picked?.value;
  const choices = { stores: Promise.resolve(stores), repositories: availableRepositories() };
  const answers = await runWizard(quickInput, title, storeSteps(choices), { destination: ASK_STORE });
  return answers && resolveDestination(answers);
}

function announce(delivered: Delivered, clientName: string): void {
  if (delivered.kind === 'store') {
    const { id, place } = delivered.order;
    const stored = l10n.t('The secret of {0} is in {1}.', clientName, placeInWords(id, place));
    return void safeWindow.showInformationMessage(stored);
  }
  const { target } = delivered;
  const open = l10n.t('Open File');
  const text = l10n.t('The credentials of {0} are in {1}.', clientName, targetInWords(target));
  void safeWindow.showInformationMessage(text, open).then(async chosen => {
    if (chosen === open) await vscode.window.showTextDocument(vscode.Uri.file(target.path));
  });
}
