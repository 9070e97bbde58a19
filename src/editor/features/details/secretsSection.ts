import * as l10n from '@vscode/l10n';
import type { ClientSecret } from '../../../service/model/clientSecret.ts';
import { LIMITS } from '../../../service/model/limits.ts';
import { type MenuEntry, menuHtml } from '../../platform/webview/menuHtml.ts';
import { buttonHtml, chipHtml, escapeHtml } from '../../platform/webview/pageHtml.ts';
import { urgencyTone } from '../../platform/webview/urgencyTone.ts';
import { longDateInWords } from '../../vocabulary/words/dateWords.ts';
import { pendingInWords } from '../../vocabulary/words/pendingWords.ts';
import { secretInWords } from '../../vocabulary/words/urgencyWords.ts';
import type { ClientDetailsModel } from './detailsModel.ts';
import { locationLinks } from './locationsSection.ts';

/** Writes the secrets of a client, the most urgent first. */
export function secretsSection(model: ClientDetailsModel): string {
  const { secrets, now } = model;
  const rows = secrets.toSorted((one, other) => compareUrgency(one, other, now));
  const content =
    secrets.length === 0
      ? `<p class="empty">${escapeHtml(l10n.t('This client has no secret.'))}</p>`
      : `<ul class="items">\n${rows.map(secret => secretRow(secret, model)).join('\n')}\n</ul>`;
  const add = buttonHtml('addSecret', l10n.t('Add Secret…'), '', { look: 'quiet', icon: 'add' });
  return `<section class="card" aria-labelledby="secrets"><div class="head"><h2 class="grow" id="secrets">${escapeHtml(l10n.t('Secrets'))}</h2>${add}</div>
${content}</section>`;
}

/** What comes first: what expires next, what has expired, what never does, what isn't known. */
function rankOf({ expiresAt, expiryUnknown }: ClientSecret, now: Date): number {
  if (expiryUnknown) return 3;
  if (!expiresAt) return 2;
  return expiresAt > now ? 0 : 1;
}

function compareUrgency(one: ClientSecret, other: ClientSecret, now: Date): number {
  const byRank = rankOf(one, now) - rankOf(other, now);
  const apart = (one.expiresAt?.getTime() ?? 0) - (other.expiresAt?.getTime() ?? 0);
  // Among the expired ones, the last one may still be in use.
  return byRank || (rankOf(one, now) === 1 ? -apart : apart) || one.id - other.id;
}

/** Names a secret, as the tree does. */
export const nameOf = ({ id, description }: ClientSecret): string => description || l10n.t('Secret {0}', id);

function secretRow(secret: ClientSecret, model: ClientDetailsModel): string {
  const { now, focusedSecretId } = model;
  const name = nameOf(secret);
  const number = secret.description
    ? ` <span class="muted">${escapeHtml(l10n.t('Secret {0}', secret.id))}</span>`
    : '';
  const links = locationLinks(model, secret.id);
  const facts = [...factsOf(secret, model).map(escapeHtml), ...(links === '' ? [] : [links])];
  const focus = secret.id === focusedSecretId ? ' data-focus' : '';
  return `<li class="item" id="secret-${secret.id}" tabindex="-1"${focus}>
<div class="grow"><b>${escapeHtml(name)}</b>${number}<div class="sub">${facts.join(' · ')}</div></div>
${chipHtml(secretInWords(secret, now), urgencyTone(secret, now))}
<div class="actions">${secretButtons(secret, model)}</div></li>`;
}

const rotationOf = ({ rotations }: ClientDetailsModel, { id }: ClientSecret) =>
  rotations.find(({ oldSecretId }) => oldSecretId === id);

function factsOf(secret: ClientSecret, model: ClientDetailsModel): readonly string[] {
  const { kept, now } = model;
  const { expiresAt, expiryUnknown } = secret;
  const rotation = rotationOf(model, secret);
  const isExpired = expiresAt !== undefined && expiresAt <= now;
  return [
    ...(rotation ? [pendingInWords(rotation, now)] : []),
    ...(expiresAt && !expiryUnknown ? [longDateInWords(expiresAt)] : []),
    kept.includes(secret.id) ? l10n.t('saved on this machine') : l10n.t('not saved on this machine'),
    ...(isExpired ? [l10n.t('counts toward the limit of {0} secrets', LIMITS.secretsPerClient)] : []),
  ];
}

/** Writes the buttons of a secret: what there is to do with it, and a menu for the rest. */
function secretButtons(secret: ClientSecret, model: ClientDetailsModel): string {
  const name = nameOf(secret);
  const isSaved = model.kept.includes(secret.id);
  const at = ` data-secret="${secret.id}"`;
  const button = (action: string, label: string, inMessages = label) =>
    buttonHtml(action, label, `${at} aria-label="${escapeHtml(l10n.t('{0}: {1}', inMessages, name))}"`, {
      look: 'quiet',
    });
  const remove = buttonHtml('removeSecret', l10n.t('{0}: {1}', l10n.t('Delete…'), name), at, {
    look: 'quiet',
    icon: 'trash',
    isIconOnly: true,
  });
  const rotation = rotationOf(model, secret);
  const first = rotation
    ? [
        button('finishRotation', l10n.t('Finish')),
        // What is being deleted can't be restored.
        ...(rotation.step === 'deleting' ? [] : [button('undoRotation', l10n.t('Undo'))]),
      ]
    : [
        button('rotate', l10n.t('Rotate…')),
        ...(isSaved ? [button('copySecret', l10n.t('Copy'))] : []),
        remove,
      ];
  const more = menuHtml(
    `secret-actions-${secret.id}`,
    l10n.t('More actions for {0}', name),
    menuOf({ isSaved, isOld: rotation !== undefined }),
    at,
  );
  return [...first, more].join('');
}

function menuOf({ isSaved, isOld }: { isSaved: boolean; isOld: boolean }): readonly MenuEntry[] {
  return [
    { action: 'editSecret', label: l10n.t('Edit…') },
    ...(isSaved && !isOld ? [{ action: 'insert', label: l10n.t('Insert…') }] : []),
    ...(isSaved
      ? [
          { action: 'verify', label: l10n.t('Verify') },
          { action: 'showCredential', label: l10n.t('Show Client ID and Secret') },
        ]
      : []),
    ...(isOld ? (['separator', { action: 'removeSecret', label: l10n.t('Delete…') }] as const) : []),
  ];
}
