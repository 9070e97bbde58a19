import * as l10n from '@vscode/l10n';
import type { KeptSecret } from '../../../credentials/records/keptSecrets.ts';
import type { VerifyCause } from '../../../credentials/verification/diagnosis.ts';
import type { Diagnosis, VerifiablePlace } from '../../../credentials/verification/verifyPlace.ts';
import type { ClientOfTenant } from '../../core/connections/connections.ts';

/** What can be done about a credential that was tried. */
export type VerificationFix = 'addSecret' | 'enable' | 'forget' | 'openFile' | 'rotate' | 'show' | 'verify';

/** How each fix is carried out. */
export interface FixActions {
  readonly rotate: (kept: KeptSecret) => Promise<void>;
  /** Runs a command on a client of which only tenant, type and id are known. */
  readonly onClient: (command: 'addSecret' | 'enableClient', client: ClientOfTenant) => Promise<void>;
  readonly forget: (kept: KeptSecret) => Promise<void>;
  readonly openFile: (file: string) => Promise<void>;
  readonly show: (kept: KeptSecret) => Promise<void>;
  readonly verify: (place: VerifiablePlace) => Promise<void>;
}

const FIXES: Readonly<Record<VerifyCause, VerificationFix | undefined>> = {
  works: 'show',
  otherTenant: undefined,
  clientGone: 'forget',
  clientDisabled: 'enable',
  secretGone: 'addSecret',
  expired: 'rotate',
  clock: 'verify',
  notEffectiveYet: 'verify',
  replaced: 'openFile',
  wrongSecret: 'rotate',
  notKept: 'rotate',
  noValue: 'openFile',
  failed: 'verify',
};

/** Fixes that take the record of a saved secret. */
const OF_KEPT: readonly VerificationFix[] = ['forget', 'rotate', 'show'];

/** Finds what can be done about a credential. A file whose secret is not saved on this machine can at least be opened. */
export function fixFor({ cause, place }: Diagnosis): VerificationFix | undefined {
  const fix = FIXES[cause];
  if (cause === 'works' && place.binding) return 'openFile';
  return fix && OF_KEPT.includes(fix) && !place.kept ? 'openFile' : fix;
}

/** Names a fix, as a button does. */
export function fixInWords(fix: VerificationFix): string {
  const words: Readonly<Record<VerificationFix, string>> = {
    addSecret: l10n.t('Add Secret…'),
    enable: l10n.t('Enable Client'),
    forget: l10n.t('Forget It'),
    openFile: l10n.t('Open File'),
    rotate: l10n.t('Rotate…'),
    show: l10n.t('Show'),
    verify: l10n.t('Verify Again'),
  };
  return words[fix];
}

/** Carries a fix out. */
export async function carryOutFix(
  fix: VerificationFix,
  { place }: Pick<Diagnosis, 'place'>,
  actions: FixActions,
): Promise<void> {
  const { tenantId, clientId, kept, binding } = place;
  const client = { tenantId, clientId, clientType: kept?.clientType };
  const withKept = async (task: (kept: KeptSecret) => Promise<void>) => {
    if (kept) await task(kept);
  };
  const tasks: Readonly<Record<VerificationFix, () => Promise<void>>> = {
    addSecret: () => actions.onClient('addSecret', client),
    enable: () => actions.onClient('enableClient', client),
    forget: () => withKept(actions.forget),
    openFile: async () => {
      if (binding) await actions.openFile(binding.file);
    },
    rotate: () => withKept(actions.rotate),
    show: () => withKept(actions.show),
    verify: () => actions.verify(place),
  };
  await tasks[fix]();
}
