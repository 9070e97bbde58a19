import * as l10n from '@vscode/l10n';
import type { ProjectTarget, TargetReason } from '../../projectFiles/projectTarget.ts';
import type { ItemOf } from '../wizards/wizardStep.ts';
import type { Destination } from './destination.ts';

/** Lists the destinations, the likeliest first, each with the keys that it would take. */
export function destinationItems(
  targets: readonly ProjectTarget[],
  chosen?: Destination,
): readonly ItemOf<Exclude<Destination, { kind: 'store' }>>[] {
  const severalFolders = new Set(targets.map(({ folder }) => folder)).size > 1;
  const chosenPath = chosen?.kind === 'projectFile' ? chosen.target.path : undefined;
  const files = targets.map(target => ({
    label: target.relativePath,
    description: [reasonInWords(target), severalFolders ? target.folder : ''].filter(Boolean).join(' · '),
    detail: placesInWords(target),
    value: { kind: 'projectFile', target } as const,
    picked: target.path === chosenPath,
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
    configuration: l10n.t('adds to it'),
    newFile: l10n.t('new file'),
  };
  return words[reason];
}

/** Writes what would happen to which key, the secret masked as it is everywhere. */
export function placesInWords({ places }: Pick<ProjectTarget, 'places'>): string {
  return places
    .filter(({ state }) => state !== 'same')
    .map(({ field, keyPath, state }) => {
      const key = keyPath.join('.');
      const named = field === 'clientSecret' ? l10n.t('{0} = ••••••', key) : key;
      return state === 'replaces' ? l10n.t('{0} (replaced)', named) : named;
    })
    .join(', ');
}
