import * as l10n from '@vscode/l10n';
import type { UriFault } from '../../../service/model/registeredUri.ts';

/** Says why an address cannot be registered with a client. */
export function uriFaultInWords(fault: UriFault, text: string): string {
  const words: Readonly<Record<UriFault, string>> = {
    notAbsolute: l10n.t('“{0}” is no complete address: begin with a scheme, such as https://.', text),
    forbiddenCharacter: l10n.t(
      '“{0}” has a wildcard, a fragment (#) or a backslash: the match is exact.',
      text,
    ),
    forbiddenScheme: l10n.t('“{0}” has a scheme that a browser opens itself.', text),
    notAnOrigin: l10n.t('“{0}” is no origin: only scheme, host and port, nothing after them.', text),
    notAWebAddress: l10n.t('“{0}” does not begin with https:// or http://.', text),
  };
  return words[fault];
}
