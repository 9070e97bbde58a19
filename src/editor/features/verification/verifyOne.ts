import * as l10n from '@vscode/l10n';
import type { DeliverableCredential } from '../../../credentials/delivery/deliverCredential.ts';
import type { KeptSecret } from '../../../credentials/records/keptSecrets.ts';
import { isSameClient } from '../../../credentials/records/sameId.ts';
import { serviceTime } from '../../../credentials/verification/serviceTime.ts';
import {
  type Diagnosis,
  placeOf,
  type VerifiablePlace,
  type VerifyPlaceParts,
  verifyPlace,
} from '../../../credentials/verification/verifyPlace.ts';
import type { Core } from '../../core/core.ts';
import { connectionNames, messageOn } from '../../core/pickers/confirmOn.ts';
import type { VerificationReport } from '../../core/services.ts';
import { withDelayedProgress } from '../../platform/progress/withDelayedProgress.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import { diagnosisInWords } from './diagnosisWords.ts';
import { fixActions } from './fixActions.ts';
import { carryOutFix, fixFor, fixInWords } from './verificationFixes.ts';
import { RESULT_OF_CAUSE } from './verificationResults.ts';

/** Runs *Verify* on a saved secret: says what it can do, or why it does not work, with a button that fixes it. */
export async function verifyKept(core: Core, kept: KeptSecret): Promise<void> {
  await verifyOne(core, placeOf(kept, core.connections.resourceOf(kept.tenantId) ?? kept.resource));
}

/** Tries a credential, whether its value is saved or not, and says in words what came of it. Never rejects. */
export async function tryCredential(
  core: Core,
  credential: DeliverableCredential,
): Promise<VerificationReport> {
  const { secret, ...reference } = credential;
  const all = await core.keptSecrets.all().catch(() => []);
  const isThis = (each: KeptSecret) => isSameClient(each, reference) && each.secretId === reference.secretId;
  // What couldn't be saved has just been issued.
  const unsaved = { ...reference, description: '', keptAt: core.now().toISOString() };
  const kept = all.find(isThis) ?? unsaved;
  const tools = { ...toolsOf(core), keptSecrets: { value: async () => secret } };
  const diagnosis = await verifyPlace(placeOf(kept, reference.resource), tools);
  const fix = diagnosis.cause === 'works' ? undefined : fixFor(diagnosis);
  return {
    state: RESULT_OF_CAUSE[diagnosis.cause],
    text: diagnosisInWords(diagnosis),
    fix: fix && {
      label: fixInWords(fix),
      isRepeat: fix === 'verify',
      run: () => fixOne(core, diagnosis),
    },
  };
}

async function verifyOne(core: Core, place: VerifiablePlace): Promise<void> {
  const title = l10n.t('Verifying “{0}”…', place.clientName);
  const tools = toolsOf(core);
  const diagnosis = await withDelayedProgress(title, signal => verifyPlace(place, tools, signal));
  const text = l10n.t('“{0}”: {1}', place.clientName, diagnosisInWords(diagnosis));
  const fix = fixFor(diagnosis);
  const show =
    diagnosis.cause === 'works' ? safeWindow.showInformationMessage : safeWindow.showWarningMessage;
  const button = fix && fixInWords(fix);
  const names = connectionNames(core.connections, place.tenantId);
  // Not awaited: a command ends when its message is shown.
  void show(messageOn(names, text), ...(button ? [button] : [])).then(async chosen => {
    if (fix && chosen === button) await core.run(() => fixOne(core, diagnosis));
  });
}

async function fixOne(core: Core, diagnosis: Diagnosis): Promise<void> {
  const fix = fixFor(diagnosis);
  const verify = (place: VerifiablePlace) => verifyOne(core, place);
  if (fix) await carryOutFix(fix, diagnosis, { ...fixActions(core), verify });
}

/** Makes what trying a credential takes; nothing is known of its client yet. */
export function toolsOf({ keptSecrets, files, verify, network, now, newLookup }: Core): VerifyPlaceParts {
  const lookup = newLookup();
  return {
    keptSecrets,
    files,
    verify,
    facts: (tenantId, clientId) => lookup.facts(tenantId, clientId),
    serviceTime: (resource, signal) => serviceTime(resource, network.dispatcher, signal),
    now,
  };
}
