import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { KeptSecret } from '../../../credentials/records/keptSecrets.ts';
import type { VerifyCause } from '../../../credentials/verification/diagnosis.ts';
import { serviceTime } from '../../../credentials/verification/serviceTime.ts';
import {
  type Diagnosis,
  placeOf,
  type VerifiablePlace,
  type VerifyPlaceParts,
  verifiablePlaces,
  verifyPlace,
} from '../../../credentials/verification/verifyPlace.ts';
import type { Core } from '../../core/core.ts';
import { forEachAtOnce } from '../../platform/progress/forEachAtOnce.ts';
import { withDelayedProgress } from '../../platform/progress/withDelayedProgress.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import { diagnosisInWords, verifiedPlaceInWords } from './diagnosisWords.ts';
import { fixActions } from './fixActions.ts';
import { carryOutFix, fixFor, fixInWords } from './verificationFixes.ts';

/** Runs *Verify* on a saved secret: says what it can do, or why it does not work, with a button that fixes it. */
export async function verifyKept(core: Core, kept: KeptSecret): Promise<void> {
  await verifyOne(core, placeOf(kept, core.connections.resourceOf(kept.tenantId) ?? kept.resource));
}

/** Runs *Verify All*: every value in SecretStorage and in the files that we have written; shows them, the worst first. */
export async function verifyAll(core: Core): Promise<void> {
  const [kept, bindings] = await Promise.all([core.keptSecrets.all(), core.bindings.all()]);
  const places = verifiablePlaces(kept, bindings, core.connections.resourceOf);
  if (places.length === 0) {
    const nothing = l10n.t('No secret is kept on this machine, and none was written into a file.');
    return void safeWindow.showInformationMessage(nothing);
  }
  const found = new Map<VerifiablePlace, Diagnosis>();
  const tools = toolsOf(core);
  await forEachAtOnce(l10n.t('Verifying'), places, async (place, signal) => {
    found.set(place, await verifyPlace(place, tools, signal));
  });
  await showResults(core, [...found.values()], places.length);
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
  // Not awaited: a command ends when its message is shown.
  void show(text, ...(button ? [button] : [])).then(async chosen => {
    if (fix && chosen === button) await core.run(() => fixOne(core, diagnosis));
  });
}

async function fixOne(core: Core, diagnosis: Diagnosis): Promise<void> {
  const fix = fixFor(diagnosis);
  const verify = (place: VerifiablePlace) => verifyOne(core, place);
  if (fix) await carryOutFix(fix, diagnosis, { ...fixActions(core), verify });
}

/** Makes what trying a credential takes; nothing is known of its client yet. */
function toolsOf({ keptSecrets, files, verify, network, now, newLookup }: Core): VerifyPlaceParts {
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

/** The order in which results are listed: the worst come first. */
const URGENCY: Readonly<Record<VerifyCause, number>> = {
  clientGone: 0,
  secretGone: 1,
  expired: 2,
  wrongSecret: 3,
  clientDisabled: 4,
  notKept: 5,
  replaced: 6,
  noValue: 7,
  otherTenant: 8,
  clock: 9,
  notEffectiveYet: 10,
  failed: 11,
  works: 12,
};

async function showResults(core: Core, diagnoses: readonly Diagnosis[], count: number): Promise<void> {
  const sorted = diagnoses.toSorted((one, other) => URGENCY[one.cause] - URGENCY[other.cause]);
  const working = diagnoses.filter(({ cause }) => cause === 'works').length;
  const items = sorted.map(diagnosis => {
    const fix = fixFor(diagnosis);
    const place = verifiedPlaceInWords(diagnosis);
    return {
      label: diagnosis.place.clientName,
      iconPath: new vscode.ThemeIcon(diagnosis.cause === 'works' ? 'pass' : 'warning'),
      description: fix ? l10n.t('{0} → {1}', place, fixInWords(fix)) : place,
      detail: diagnosisInWords(diagnosis),
      diagnosis,
    };
  });
  const picked = await safeWindow.showQuickPick(items, {
    title: l10n.t('Verified: {0} of {1} work', working, count),
    placeHolder: l10n.t('Choose one to do what the arrow says.'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (picked) await fixOne(core, picked.diagnosis);
}
