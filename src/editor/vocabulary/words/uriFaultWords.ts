import * as l10n from '@vscode/l10n';
import type { UriFault } from '../../../service/model/registeredUri.ts';

/** Says why an address cannot be registered with a client. */
export function uriFaultInWords(fault: UriFault, text: string): string {
  const words: Readonly<Record<UriFault, string>> = {
    notAbsolute: l10n.t("“{0}” isn't a complete address. Begin with a scheme, such as https://.", text),
    forbiddenCharacter: l10n.t(
      "“{0}” can't contain a wildcard, a fragment (#), or a backslash, because it's matched exactly.",
      text,
    ),
    forbiddenScheme: l10n.t('“{0}” has a scheme that the browser handles itself.', text),
    notAnOrigin: l10n.t("“{0}” isn't an origin. Enter only scheme, host, and port.", text),
    notAWebAddress: l10n.t('“{0}” must begin with https:// or http://.', text),
  };
  return words[fault];
}
