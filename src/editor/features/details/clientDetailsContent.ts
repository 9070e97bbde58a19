import * as l10n from '@vscode/l10n';
import { clientHealth } from '../../../credentials/clientHealth.ts';
import { hasSecrets } from '../../../service/model/clientTypes.ts';
import { LIMITS } from '../../../service/model/limits.ts';
import type { PageResources } from '../../platform/webview/page.ts';
import { chipHtml, pageHtml } from '../../platform/webview/pageHtml.ts';
import { urgencyTone } from '../../platform/webview/urgencyTone.ts';
import { CLIENT_TYPE_ICONS } from '../../vocabulary/clientTypeIcons.ts';
import { clientTypeInWords } from '../../vocabulary/words/clientTypeWords.ts';
import { distanceInWords } from '../../vocabulary/words/expiryWords.ts';
import { clientSection } from './clientSection.ts';
import { clientButtons } from './detailsActions.ts';
import type { ClientDetailsModel } from './detailsModel.ts';
import { locationsSection } from './locationsSection.ts';
import { secretsSection } from './secretsSection.ts';

/** Writes the page of a client's details. Names come from the service: everything is escaped. */
export function clientDetailsContent(model: ClientDetailsModel, resources: PageResources): string {
  const { client, connectionName } = model;
  const status = '<p id="status" class="visually-hidden" role="status" aria-live="polite"></p>';
  const aside = `<div class="stack">${clientSection(model)}${locationsSection(model)}</div>`;
  const content = hasSecrets(client.type)
    ? `<div class="cols">${secretsSection(model)}${aside}</div>`
    : aside;
  return pageHtml(client.name, `${content}\n${status}`, resources, {
    head: {
      crumb: `${connectionName} › ${clientTypeInWords(client.type)}`,
      title: client.name,
      icon: CLIENT_TYPE_ICONS[client.type],
      chips: chipsOf(model),
      actions: clientButtons(model),
    },
    width: hasSecrets(client.type) ? 'wide' : 'narrow',
  });
}

/** Writes the state of a client as chips: what needs something comes first. */
function chipsOf({ client, secrets, now }: ClientDetailsModel): readonly string[] {
  const enabled = {
    true: chipHtml(l10n.t('enabled'), 'green'),
    false: chipHtml(l10n.t('disabled'), 'red'),
    undefined: '',
  }[`${client.enabled}`];
  if (!hasSecrets(client.type)) return [enabled];
  const { expiredCount, nextExpiry } = clientHealth(client, secrets, now);
  const next =
    nextExpiry &&
    chipHtml(
      l10n.t('next expires {0}', distanceInWords(nextExpiry, now)),
      urgencyTone({ expiresAt: nextExpiry }, now),
    );
  return [
    client.enabled === false ? enabled : '',
    next ?? '',
    expiredCount > 0 ? chipHtml(l10n.t('{0} expired', expiredCount), 'red') : '',
    client.enabled === false ? '' : enabled,
    chipHtml(l10n.t('{0} of {1} secrets', secrets.length, LIMITS.secretsPerClient), 'plain'),
  ].filter(chip => chip !== '');
}
