import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Binding } from '../../../credentials/records/bindings.ts';
import type { KeptSecret } from '../../../credentials/records/keptSecrets.ts';
import type { VerifyCause } from '../../../credentials/verification/diagnosis.ts';
import {
  type Diagnosis,
  placeOf,
  type VerifiablePlace,
  type VerifyPlaceParts,
  verifiablePlaces,
  verifyPlace,
} from '../../../credentials/verification/verifyPlace.ts';
import { forEachAtOnce } from '../../platform/progress/forEachAtOnce.ts';
import { withDelayedProgress } from '../../platform/progress/withDelayedProgress.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import { diagnosisInWords, verifiedPlaceInWords } from './diagnosisWords.ts';
import { carryOutFix, type FixActions, fixFor, fixInWords } from './verificationFixes.ts';

/** What *Verify* works with. */
export interface VerifyCommandParts extends Omit<VerifyPlaceParts, 'facts'> {
  readonly keptSecrets: VerifyPlaceParts['keptSecrets'] & { all(): Promise<readonly KeptSecret[]> };
  readonly bindings: { all(): Promise<readonly Binding[]> };
  /** Starts to look clients up, with nothing known yet. */
  readonly newLookup: () => { facts: VerifyPlaceParts['facts'] };
  /** Address that reaches a tenant today, where a connection knows it. */
  readonly resourceOf: (tenantId: string) => string | undefined;
  readonly fixes: Omit<FixActions, 'verify'>;
  /** Runs a task, and shows its errors. */
  readonly run: (task: () => Promise<void>) => Promise<void>;
}

/** Runs *Verify* on a kept secret: says what it can do, or why it does not work, with a button that mends it. */
export async function verifyKept(parts: VerifyCommandParts, kept: KeptSecret): Promise<void> {
  await verifyOne(parts, placeOf(kept, parts.resourceOf(kept.tenantId) ?? kept.resource));
}

/** Runs *Verify All*: every value in SecretStorage and in the files that we have written; shows them, the worst first. */
export async function verifyAll(parts: VerifyCommandParts): Promise<void> {
  const [kept, bindings] = await Promise.all([parts.keptSecrets.all(), parts.bindings.all()]);
  const places = verifiablePlaces(kept, bindings, parts.resourceOf);
  if (places.length === 0) {
    const nothing = l10n.t('No secret is kept on this machine, and none was written into a file.');
    return void safeWindow.showInformationMessage(nothing);
  }
  const lookup = parts.newLookup();
  const found = new Map<VerifiablePlace, Diagnosis>();
  const facts = lookup.facts.bind(lookup);
  await forEachAtOnce(l10n.t('Verifying'), places, async (place, signal) => {
    found.set(place, await verifyPlace(place, { ...parts, facts }, signal));
  });
  await showResults(parts, [...found.values()], places.length);
}

async function verifyOne(parts: VerifyCommandParts, place: VerifiablePlace): Promise<void> {
  const lookup = parts.newLookup();
  const title = l10n.t('Verifying “{0}”…', place.clientName);
  const facts = lookup.facts.bind(lookup);
  const diagnosis = await withDelayedProgress(title, signal =>
    verifyPlace(place, { ...parts, facts }, signal),
  );
  const text = l10n.t('“{0}”: {1}', place.clientName, diagnosisInWords(diagnosis));
  const fix = fixFor(diagnosis);
  const show =
    diagnosis.cause === 'works' ? safeWindow.showInformationMessage : safeWindow.showWarningMessage;
  const button = fix && fixInWords(fix);
  // not awaited: the command has ended once it has said so
  void show(text, ...(button ? [button] : [])).then(async chosen => {
    if (fix && chosen === button) await parts.run(() => fixOne(parts, diagnosis));
  });
}

async function fixOne(parts: VerifyCommandParts, diagnosis: Diagnosis): Promise<void> {
  const fix = fixFor(diagnosis);
  const verify = (place: VerifiablePlace) => verifyOne(parts, place);
  if (fix) await carryOutFix(fix, diagnosis, { ...parts.fixes, verify });
}

/** The worst first; what is fine comes last. */
const URGENCY: readonly VerifyCause[] = [
  ...(['clientGone', 'secretGone', 'expired', 'wrongSecret', 'clientDisabled', 'notKept'] as const),
  ...(['replaced', 'noValue', 'otherTenant', 'clock', 'notEffectiveYet', 'failed', 'works'] as const),
];

async function showResults(
  parts: VerifyCommandParts,
  diagnoses: readonly Diagnosis[],
  count: number,
): Promise<void> {
  const sorted = diagnoses.toSorted(
    (one, other) => URGENCY.indexOf(one.cause) - URGENCY.indexOf(other.cause),
  );
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
  if (picked) await fixOne(parts, picked.diagnosis);
}
