import path from 'node:path';
import * as l10n from '@vscode/l10n';
import type { Destination } from '../../../credentials/delivery/destination.ts';
import { type ProjectTarget, type TargetReason, targetId } from '../../../projectFiles/projectTarget.ts';
import type { ItemOf } from '../../platform/wizard/wizardStep.ts';
import {
  targetRefusalInWords,
  targetRefusalReasonInWords,
} from '../../vocabulary/errors/projectFileErrorWords.ts';
import { targetInWords } from '../../vocabulary/words/targetWords.ts';

/** Returns the destinations, the most likely first, each with its keys. */
export function destinationItems(
  targets: readonly ProjectTarget[],
  chosen?: Destination,
): readonly ItemOf<Exclude<Destination, { kind: 'store' }>>[] {
  const severalFolders = new Set(targets.map(({ folder }) => folder)).size > 1;
  const chosenId = chosen?.kind === 'projectFile' ? targetId(chosen.target) : undefined;
  const files = targets.map(target => ({
    icon: target.secretAs === 'variable' ? 'debug-alt' : 'file',
    label: targetInWords(target),
    description: [
      target.refusal ? targetRefusalInWords(target.refusal) : reasonInWords(target),
      target.refusal ? '' : replacementInWords(target),
      target.isExposed ? exposureInWords(target) : '',
      severalFolders ? path.basename(target.folder) : '',
    ]
      .filter(Boolean)
      .join(' · '),
    detail: target.refusal ? targetRefusalReasonInWords(target.refusal) : placesInWords(target),
    value: { kind: 'projectFile', target } as const,
    picked: targetId(target) === chosenId,
  }));
  const keyring = {
    icon: 'lock',
    label: l10n.t('Save to secret storage only'),
    description: l10n.t('no file is changed'),
    detail: l10n.t('You can insert it into a project at any time.'),
    value: { kind: 'keyring' } as const,
    picked: chosen?.kind === 'keyring',
  };
  return [...files, keyring];
}

function reasonInWords({ reason, template, replacedClient }: ProjectTarget): string {
  // Whose they are is said instead.
  if (reason === 'hasCredentials' && replacedClient !== undefined) return '';
  const words: Readonly<Record<TargetReason, string>> = {
    fromTemplate: l10n.t('new, created from {0}', template?.split(/[\\/]/).at(-1) ?? ''),
    wantsCredentials: l10n.t('has placeholders to fill'),
    hasCredentials: l10n.t('replaces the credentials in it'),
    envFile: l10n.t('used by a launch configuration'),
    userSecrets: l10n.t('outside the workspace; read by .NET during development'),
    configuration: l10n.t('adds the credentials to it'),
    launchConfiguration: l10n.t('a variable; the secret stays in secret storage'),
    newFile: l10n.t('new file'),
  };
  return words[reason];
}

/** Names the other client whose credentials are lost. */
const replacementInWords = ({ replacedClient }: ProjectTarget): string =>
  replacedClient === undefined ? '' : l10n.t('replaces the credentials of “{0}”', replacedClient);

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
