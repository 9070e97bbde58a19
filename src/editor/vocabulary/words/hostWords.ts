import * as l10n from '@vscode/l10n';
import { ANY_HOST, type Elsewhere } from '../../../credentials/hosts/elsewhere.ts';
import { bindingWithKeyInWords } from './bindingWords.ts';
import { linesInWords } from './linesWords.ts';

type Named = Pick<Elsewhere, 'hostId' | 'name'>;

/**
 * Names another host.
 *
 * @param ownName of the host that this window works on: another profile of the editor has records of its own on the same
 * machine, and a container that is built anew has lost those from before
 */
export function hostInWords({ hostId, name }: Named, ownName: string): string {
  if (hostId === ANY_HOST) return l10n.t('Hosts that cannot be listed');
  if (name === undefined) return l10n.t('Unknown host {0}', hostId.slice(0, 8));
  return name === ownName ? l10n.t('{0} (another profile, or before a rebuild)', name) : name;
}

/** Names hosts and what they hold: each with its locations, a line each. */
export function elsewhereInWords(elsewhere: readonly Elsewhere[], ownName: string): string {
  return elsewhere
    .map(each => {
      const seen = each.seenAt === undefined ? '' : l10n.t(' (last used {0})', each.seenAt.slice(0, 10));
      return `${hostInWords(each, ownName)}${seen}\n${linesInWords(heldInWords(each))}`;
    })
    .join('\n');
}

function heldInWords({ bindings, kept, isUnclear }: Elsewhere): readonly string[] {
  return [
    ...bindings.map(bindingWithKeyInWords),
    ...(kept.length > 0 ? [l10n.t('SecretStorage, for its terminals and launch configurations')] : []),
    ...(isUnclear ? [l10n.t('What cannot be read: it may be anything')] : []),
  ];
}
