import * as l10n from '@vscode/l10n';
import type { ReachedClient } from '../../../credentials/adoption/adoptionClient.ts';
import { compareSaved, type SavedValues } from '../../../credentials/adoption/savedValues.ts';
import { listSecrets, secretChoice } from '../../../credentials/adoption/secretChoice.ts';
import {
  type AdoptionTrial,
  type FoundSecretOf,
  tryAdoption,
} from '../../../credentials/adoption/tryAdoption.ts';
import { locationsOf, type ValueLocation } from '../../../credentials/adoption/valueLocations.ts';
import { serviceAsClient } from '../../../credentials/connections/selfService.ts';
import { isIdentified } from '../../../credentials/records/unidentified.ts';
import { serviceTime } from '../../../credentials/verification/serviceTime.ts';
import { diskAccess } from '../../../projectFiles/fileAccess.ts';
import { readText } from '../../../projectFiles/readText.ts';
import { standInFor } from '../../../projectFiles/shapes/standIn.ts';
import type { SecretText } from '../../../secret/secretText.ts';
import { hasSecrets } from '../../../service/model/clientTypes.ts';
import type { Core } from '../../core/core.ts';
import { declaredAttributes } from '../../platform/declaredAttributes.ts';
import { untilCancelled } from '../../platform/progress/untilCancelled.ts';
import { withDelayedProgress } from '../../platform/progress/withDelayedProgress.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import { quickInput } from '../../platform/wizard/quickInput.ts';
import { runWizard } from '../../platform/wizard/runWizard.ts';
import type { AdoptableNode } from '../../vocabulary/commandArguments.ts';
import { errorInWords } from '../../vocabulary/errors/messages.ts';
import { clientOfSource } from './adoptionClientChoice.ts';
import { chooseSource } from './adoptionSource.ts';
import { type AdoptableLocation, type AdoptionContext, adoptionSteps } from './adoptionSteps.ts';
import { adoptionRefusalInWords } from './adoptionWords.ts';
import { saveAdopted } from './saveAdopted.ts';
import { orTryAgain } from './tryAgain.ts';

/** What is known of a secret that works. */
interface Prepared extends AdoptionContext {
  /** Files that have the value, but that a rotation can't write to, as shown to users. */
  readonly untracked: readonly string[];
}

/** Runs *Adopt Existing Secret*: asks everything, then saves, records where the secret is, and replaces it on request. */
export async function adoptSecretCommand(core: Core, node?: AdoptableNode): Promise<void> {
  const source = await chooseSource(core, node);
  if (!source) return;
  const reached = await clientOfSource(core, node, source.hints);
  const found = reached && foundSecretOf(source.value, reached);
  if (!found) return;
  await orTryAgain(core, {
    attempt: () => prepareAdoption(core, reached, found),
    next: async prepared => {
      const title = l10n.t('Adopt a Secret of {0}', found.client.name);
      const answers = await runWizard(quickInput, title, adoptionSteps(prepared));
      if (answers) await saveAdopted(core, { ...reached, found, title, ...prepared }, answers);
    },
    inWords: error => l10n.t('{0} Nothing was saved.', errorInWords(error).text),
  });
}

function foundSecretOf(value: SecretText, { connection, client }: ReachedClient): FoundSecretOf | undefined {
  const { type, id, name } = client;
  const { resource, tenantId } = connection;
  return hasSecrets(type) ? { resource, tenantId, client: { type, id, name }, value } : undefined;
}

/** Tries a secret, and finds what the questions depend on. `undefined` if the service has refused it, which the user is told. */
async function prepareAdoption(
  core: Core,
  reached: ReachedClient,
  found: FoundSecretOf,
): Promise<Prepared | undefined> {
  const { name } = found.client;
  const trial = await verify(core, found);
  if (trial.kind === 'unclear') throw trial.error;
  if (trial.kind === 'refused') {
    sayRefused(core, adoptionRefusalInWords(trial, name, core.now()));
    return undefined;
  }
  return withDelayedProgress(l10n.t('Reading the secrets of “{0}”…', name), signal =>
    untilCancelled(signal, prepare(core, reached, found, trial.serviceTime)),
  );
}

/** Says why a secret was refused, and offers to adopt another one: the right one may be elsewhere. */
function sayRefused(core: Core, text: string): void {
  const adopt = l10n.t('Adopt Existing Secret…');
  void safeWindow.showWarningMessage(text, adopt).then(async chosen => {
    if (chosen === adopt) await core.execute('adoptSecret', undefined);
  });
}

function verify(core: Core, found: FoundSecretOf): Promise<AdoptionTrial> {
  const lookup = core.newLookup();
  const parts = {
    verify: core.verify,
    facts: lookup.facts.bind(lookup),
    serviceTime: (resource: string, signal?: AbortSignal) =>
      serviceTime(resource, core.network.dispatcher, signal),
    now: core.now,
  };
  return withDelayedProgress(l10n.t('Verifying the secret of “{0}”…', found.client.name), signal =>
    tryAdoption(found, parts, signal),
  );
}

async function prepare(
  core: Core,
  { connection, client }: ReachedClient,
  found: FoundSecretOf,
  time: Date | undefined,
): Promise<Prepared> {
  const { tenantId, value } = found;
  const clientIds = { tenantId, clientId: client.id };
  const [saved, all] = await Promise.all([
    compareSaved(clientIds, value, core.keptSecrets),
    core.project.credentials(),
  ]);
  const locations = await locationsOf(value, client.id, all, diskAccess);
  return {
    clientName: client.name,
    choice: await choiceOf(core, found, saved, { connection, time }),
    locations: await withStandIns(
      client.id,
      locations.filter(({ isWritable }) => isWritable),
    ),
    untracked: locations.filter(({ isWritable }) => !isWritable).map(({ relativePath }) => relativePath),
    now: core.now,
  };
}

async function choiceOf(
  { connections, signInAccess }: Core,
  found: FoundSecretOf,
  saved: SavedValues,
  { connection, time }: Pick<ReachedClient, 'connection'> & { readonly time: Date | undefined },
): Promise<AdoptionContext['choice']> {
  if (saved.same && isIdentified(saved.same.secretId)) return undefined;
  const secrets = await listSecrets(found, {
    account: () => connections.service(connection),
    asClient: own => serviceAsClient(own, signInAccess.surroundings),
  });
  return secretChoice(secrets, saved, time);
}

function withStandIns(
  clientId: string,
  locations: readonly ValueLocation[],
): Promise<readonly AdoptableLocation[]> {
  return Promise.all(
    locations.map(async location => {
      const { file, folder, clientSecretKey: keyPath } = location;
      const text = (await readText(file, diskAccess)) ?? '';
      const { platform } = process;
      const standIn = standInFor({
        file,
        folder,
        text,
        keyPath,
        clientId,
        platform,
        declared: declaredAttributes,
      });
      return { ...location, standIn };
    }),
  );
}
