import path from 'node:path';
import * as l10n from '@vscode/l10n';
import type { Destination } from '../../../credentials/delivery/destination.ts';
import { type ProjectTarget, type TargetReason, targetId } from '../../../projectFiles/projectTarget.ts';
import type { ItemOf } from '../../platform/wizard/wizardStep.ts';
import { errorInWords } from '../../vocabulary/errors/messages.ts';
import { targetRefusalInWords } from '../../vocabulary/errors/projectFileErrorWords.ts';
import { targetInWords } from '../../vocabulary/words/targetWords.ts';

/** Returns the destinations, the most likely first, each with its keys. */
export function destinationItems(
  targets: readonly ProjectTarget[],
  chosen?: Destination,
): readonly ItemOf<Exclude<Destination, { kind: 'store' }>>[] {
  const severalFolders = new Set(targets.map(({ folder }) => folder)).size > 1;
  const chosenId = chosen?.kind === 'projectFile' ? targetId(chosen.target) : undefined;
  const files = targets.map(target => ({
    label: targetInWords(target),
    description: [
      target.refusal ? targetRefusalInWords(target.refusal) : reasonInWords(target),
      target.isExposed ? exposureInWords(target) : '',
      severalFolders ? path.basename(target.folder) : '',
    ]
      .filter(Boolean)
      .join(' · '),
    detail: target.refusal ? errorInWords(target.refusal).text : placesInWords(target),
    value: { kind: 'projectFile', target } as const,
    picked: targetId(target) === chosenId,
  }));
  const keyring = {
    label: l10n.t('Keep in SecretStorage only'),
    description: l10n.t('no file is written'),
    detail: l10n.t('Insert it into a project whenever you want.'),
    value: { kind: 'keyring' } as const,
    picked: chosen?.kind === 'keyring',
  };
  return [...files, keyring];
}

function reasonInWords({ reason, template }: ProjectTarget): string {
  const words: Readonly<Record<TargetReason, string>> = {
    fromTemplate: l10n.t('new, made from {0}', template?.split(/[\\/]/).at(-1) ?? ''),
    wantsCredentials: l10n.t('has placeholders to fill'),
    hasCredentials: l10n.t('replaces the credentials in it'),
    envFile: l10n.t('read by a launch configuration'),
    userSecrets: l10n.t('outside of the workspace; read by .NET in development'),
    configuration: l10n.t('adds to it'),
    launchConfiguration: l10n.t('a variable; the secret stays in SecretStorage'),
    newFile: l10n.t('new file'),
  };
  return words[reason];
}

/** Says what to expect of a launch configuration that starts its program in a terminal or writes a log. */
const exposureInWords = ({ secretAs }: ProjectTarget): string =>
  secretAs === 'variable'
    ? l10n.t('starts in the Debug Console, without a log')
    : l10n.t('the debugger shows the secret in a terminal or log');

/** Past or planned change of a key. */
export type ShownPlaces = Pick<ProjectTarget, 'places'> & Partial<Pick<ProjectTarget, 'secretAs'>>;

/** Describes the planned changes of keys, with the secret masked. */
export function placesInWords({ places, secretAs = 'value' }: ShownPlaces): string {
  const secret = secretAs === 'variable' ? `\${…}` : '••••••';
  return places
    .filter(({ state }) => state !== 'same')
    .map(({ field, keyPath, state }) => {
      const key = keyPath.join('.');
      const named = field === 'clientSecret' ? l10n.t('{0} = {1}', key, secret) : key;
      return state === 'replaces' ? l10n.t('{0} (replaced)', named) : named;
    })
    .join(', ');
}
