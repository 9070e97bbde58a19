import * as l10n from '@vscode/l10n';
import type { Destination } from '../../../credentials/delivery/destination.ts';
import type { StoreId } from '../../../externalStores/storePlace.ts';
import type { ProjectTarget } from '../../../projectFiles/projectTarget.ts';
import type { Core } from '../../core/core.ts';
import { availableRepositories } from '../../core/steps/availableRepositories.ts';
import { availableStores } from '../../core/steps/availableStores.ts';
import { destinationItems } from '../../core/steps/destinationItems.ts';
import { ASK_STORE, resolveDestination, storeSteps } from '../../core/steps/destinationStep.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import { quickInput } from '../../platform/wizard/quickInput.ts';
import { runWizard } from '../../platform/wizard/runWizard.ts';
import type { Insertable } from './insertable.ts';
import type { RememberedTarget } from './rememberedTarget.ts';

/** The destinations that something can be written to. */
export interface InsertChoices {
  readonly targets: readonly ProjectTarget[];
  readonly stores: readonly StoreId[];
}

/** Finds the destinations; shows a message if none exist. */
export async function findChoices(
  { project }: Pick<Core, 'project'>,
  { values, hasSecret }: Insertable,
): Promise<InsertChoices | undefined> {
  const [targets, stores] = await Promise.all([project.targets(values), hasSecret ? availableStores() : []]);
  if (targets.length > 0 || stores.length > 0) return { targets, stores };
  void safeWindow.showInformationMessage(
    l10n.t('Open a folder that you trust: there is no project to insert into.'),
  );
  return undefined;
}

/** Asks where to write. The location of the last time comes first, so that Enter repeats it. */
export async function pickDestination(
  { targets, stores }: InsertChoices,
  { question }: Insertable,
  remembered: RememberedTarget,
): Promise<Destination | undefined> {
  const last = remembered.among(targets.filter(({ refusal }) => !refusal));
  // It is already in SecretStorage.
  const ordered = last ? [last, ...targets.filter(target => target !== last)] : targets;
  const files = destinationItems(ordered).filter(
    ({ value }) => value.kind === 'projectFile',
  );
  const items = files.map(item =>
    item.value.kind === 'projectFile' && item.value.target === last
      ? { ...item, description: [l10n.t('last used'), item.description].filter(Boolean).join(' · ') }
      : item,
  );
  const store = { label: l10n.t('External store…'), value: ASK_STORE };
  const all = stores.length === 0 ? items : [...items, store];
  const picked = await safeWindow.showQuickPick(
    all.map(item => ({ detail: '', description: '', ...item })),
    { title: question, ignoreFocusOut: true },
  );
  if (picked?.value.kind !== 'askStore') return picked?.value;
  const choices = { stores: Promise.resolve(stores), repositories: availableRepositories() };
  const answers = await runWizard(quickInput, question, storeSteps(choices), { destination: ASK_STORE });
  return answers && resolveDestination(answers);
}
