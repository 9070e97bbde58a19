import * as l10n from '@vscode/l10n';
import { StoreError } from '../../../externalStores/storeError.ts';
import type { StoreLocation } from '../../../externalStores/storePlace.ts';
import { presetOf } from '../../../externalStores/storePresets.ts';
import { quickInput } from '../../platform/wizard/quickInput.ts';
import { runWizard } from '../../platform/wizard/runWizard.ts';
import { stepsFor } from '../../platform/wizard/wizardStep.ts';
import { placeInWords } from '../../vocabulary/words/storeWords.ts';
import { availableRepositories } from '../steps/availableRepositories.ts';
import { textPrompt } from '../steps/storeFieldSteps.ts';

const ask = stepsFor<{ readonly text: string }>();

/**
 * Runs a task with a location, and asks for a field of it when the store says that it isn't exact enough. The answer becomes
 * part of the location that the task returns, so that it is asked for once. Rejects as the task does, also when the user
 * cancels.
 */
export async function withExactPlace<Location extends StoreLocation, Result>(
  location: Location,
  task: (exact: Location) => Promise<Result>,
): Promise<Result> {
  try {
    return await task(location);
  } catch (error) {
    if (!(error instanceof StoreError) || error.code !== 'unclear' || !error.field) throw error;
    const { field } = error;
    const asked = presetOf(location.id).asked.find(each => each.field === field) ?? { field };
    const [offered = ''] = field === 'repository' ? await availableRepositories() : [];
    const known = { ...(offered === '' ? {} : { [field]: offered }), ...location.place };
    // It isn't optional for this location.
    const step = ask.text('text', {
      prompt: () => textPrompt({ ...asked, optional: undefined }, known),
      read: text => text.trim(),
    });
    const title = l10n.t('Complete {0}', placeInWords(location.id, location.place));
    const answers = await runWizard(quickInput, title, [step]);
    if (!answers) throw error;
    return withExactPlace({ ...location, place: { ...location.place, [field]: answers.text } }, task);
  }
}
