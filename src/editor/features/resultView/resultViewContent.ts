import path from 'node:path';
import * as l10n from '@vscode/l10n';
import type { ClientType } from '../../../service/model/clientTypes.ts';
import type { VerificationReport } from '../../core/services.ts';
import { type IconName, iconHtml } from '../../platform/webview/icons.ts';
import type { PageResources } from '../../platform/webview/page.ts';
import { buttonHtml, chipHtml, escapeHtml, pageHtml, type Tone } from '../../platform/webview/pageHtml.ts';
import { urgencyTone } from '../../platform/webview/urgencyTone.ts';
import { CLIENT_TYPE_ICONS } from '../../vocabulary/clientTypeIcons.ts';
import { clientTypeInWords } from '../../vocabulary/words/clientTypeWords.ts';
import { longDateInWords, timeInWords } from '../../vocabulary/words/dateWords.ts';
import { secretInWords } from '../../vocabulary/words/urgencyWords.ts';
import type { RunSnippet } from './runSnippets.ts';

/** Whether the credential has been verified, and what came of it. */
export type VerificationState =
  | { readonly kind: 'none' }
  | { readonly kind: 'running' }
  | { readonly kind: 'done'; readonly report: VerificationReport; readonly at: Date };

/** A location that has the credential. */
export interface ResultLocation {
  /** In words, with {@link LINK_MARK} in place of the file's name, if it is a file. */
  readonly text: string;
  /** The name of the file. */
  readonly file?: string;
}

/** Stands for a file's name in a sentence. No text of a user has it: it is shown as another character. */
export const LINK_MARK = '\u0000';

/** What the result view shows. The secret's value is not part of it: the page gets that on demand only. */
export interface ResultViewModel {
  /** Missing without a connection to the tenant. */
  readonly connectionName: string | undefined;
  readonly clientName: string;
  readonly clientId: string;
  readonly clientType: ClientType;
  /** Missing for clients of a type without secrets. */
  readonly secret?:
    | {
        readonly expiresAt?: Date | undefined;
        readonly expiryUnknown?: true | undefined;
        readonly verification: VerificationState;
        readonly locations: readonly ResultLocation[];
        readonly snippets: readonly RunSnippet[];
      }
    | undefined;
  /** What did not work and what to do about it, in words. */
  readonly problems: readonly string[];
  readonly now: Date;
}

/** Writes the page of the result view. Client names come from the service: everything is escaped. */
export function resultViewContent(model: ResultViewModel, resources: PageResources): string {
  const { connectionName, clientName, clientId, clientType, secret, problems } = model;
  const content = `${problems.map(problemHtml).join('\n')}
${secret ? verificationHtml(secret.verification) : publicHtml()}
<section class="card" aria-label="${escapeHtml(l10n.t('Credentials'))}">
${idField(clientId)}
${secret ? secretFields(secret, model.now) : ''}
</section>
<p id="status" class="muted" role="status" aria-live="polite"></p>
${secret ? runSection(secret.snippets) : ''}`;
  return pageHtml(clientName, content, resources, {
    head: {
      crumb: [...(connectionName === undefined ? [] : [connectionName]), clientTypeInWords(clientType)].join(
        ' › ',
      ),
      title: clientName,
      icon: CLIENT_TYPE_ICONS[clientType],
      actions: secret ? secretActions() : [buttonHtml('details', l10n.t('Show Details'))],
    },
    width: 'narrow',
  });
}

/** The buttons, in the same order whenever the page is opened. */
const secretActions = (): readonly string[] => [
  buttonHtml('verify', l10n.t('Verify'), '', { look: 'primary', icon: 'verified' }),
  buttonHtml('insert', l10n.t('Insert…')),
  buttonHtml('runInTerminal', l10n.t('Run in Terminal'), '', { look: 'ghost', icon: 'terminal' }),
  buttonHtml('details', l10n.t('Show Details'), '', { look: 'ghost' }),
];

interface Banner {
  readonly tone: Tone;
  readonly icon: IconName;
  readonly title: string;
  readonly text: string;
  /** When that was found out. */
  readonly at?: Date;
  /** The button of what to do. */
  readonly fix?: string | undefined;
}

function bannerHtml(id: string, { tone, icon, title, text, at, fix }: Banner): string {
  const time = at ? timeInWords(at) : '';
  const checked = tone === 'green' ? l10n.t('Verified at {0}', time) : l10n.t('Last checked at {0}', time);
  return `<div id="${id}" class="banner ${tone}"><span class="tick">${iconHtml(icon)}</span><div class="grow" role="status"><b>${escapeHtml(title)}</b> ${escapeHtml(text)}${at ? ` <span class="muted">${escapeHtml(checked)}</span>` : ''}</div>${fix === undefined ? '' : `<div class="actions">${buttonHtml('fix', fix)}</div>`}</div>`;
}

const problemHtml = (text: string, index: number): string =>
  bannerHtml(`problem-${index}`, {
    tone: 'red',
    icon: 'close',
    title: l10n.t('Something didn’t work.'),
    text,
  });

const publicHtml = (): string =>
  bannerHtml('verification', {
    tone: 'green',
    icon: 'check',
    title: l10n.t('Ready to use.'),
    text: l10n.t('Created. Clients of this type have no secret: the id is all that the application needs.'),
  });

/** Writes the state of the verification. It stays, and says what to do unless everything works. */
function verificationHtml(state: VerificationState): string {
  return bannerHtml('verification', bannerOf(state));
}

function bannerOf(state: VerificationState): Banner {
  if (state.kind === 'none') {
    return {
      tone: 'blue',
      icon: 'info',
      title: l10n.t('Not verified yet.'),
      text: l10n.t('Choose Verify to check that the service accepts the secret.'),
    };
  }
  if (state.kind === 'running') {
    return {
      tone: 'blue',
      icon: 'sync',
      title: l10n.t('Verifying…'),
      text: l10n.t('Requesting a token with the secret.'),
    };
  }
  const { report, at } = state;
  const looks = {
    works: { tone: 'green', icon: 'check', title: l10n.t('Ready to use.') },
    later: { tone: 'amber', icon: 'watch', title: l10n.t('Not verified.') },
    fails: { tone: 'red', icon: 'close', title: l10n.t('Doesn’t work.') },
  } as const;
  return { ...looks[report.state], text: report.text, at, fix: report.fix?.label };
}

/** Writes a row of the card; the value is what the label names. */
const field = (label: string, value: string, buttons = ''): string =>
  `<div class="field"><span class="muted">${escapeHtml(label)}</span> ${value} ${buttons === '' ? '<span></span>' : `<div class="actions">${buttons}</div>`}</div>`;

const copyButton = (action: string, name: string, attributes = ''): string =>
  buttonHtml(action, l10n.t('Copy'), ` aria-label="${escapeHtml(name)}"${attributes}`, { icon: 'copy' });

const idField = (clientId: string): string =>
  field(
    l10n.t('Client ID'),
    `<span class="value mono" id="clientId">${escapeHtml(clientId)}</span>`,
    copyButton('copyId', l10n.t('Copy Client ID')),
  );

const MASK = '••••••••••••••••';

function secretFields({ locations, ...expiring }: NonNullable<ResultViewModel['secret']>, now: Date): string {
  const { expiresAt, expiryUnknown } = expiring;
  // The page's own script shows and hides the value: an update leaves both alone.
  const reveal = `<button type="button" class="ghost" id="reveal" data-own aria-pressed="false" data-hide="${escapeHtml(l10n.t('Hide'))}">${escapeHtml(l10n.t('Reveal'))}</button>`;
  const date = expiresAt && !expiryUnknown ? `${escapeHtml(longDateInWords(expiresAt))} ` : '';
  const secret = { ...(expiresAt && { expiresAt }), ...(expiryUnknown && { expiryUnknown }) };
  return [
    field(
      l10n.t('Client Secret'),
      `<span class="value mono" id="secret" data-own data-mask="${MASK}">${MASK}</span>`,
      `${reveal}${copyButton('copySecret', l10n.t('Copy Secret'))}`,
    ),
    field(
      l10n.t('Expiration'),
      `<span>${date}${chipHtml(secretInWords(secret, now), urgencyTone(secret, now))}</span>`,
    ),
    field(
      l10n.t('Locations'),
      `<div>${locations.map((location, at) => `<div>${locationHtml(location, at)}</div>`).join('')}</div>`,
    ),
  ].join('\n');
}

function locationHtml({ text, file }: ResultLocation, at: number): string {
  const [before = '', after = ''] = text.split(LINK_MARK);
  if (file === undefined) return escapeHtml(text);
  return `${escapeHtml(before)}<a href="#" data-action="openLocation" data-at="${at}">${escapeHtml(file)}</a>${escapeHtml(after)}`;
}

function languageInWords(language: RunSnippet['language']): string {
  const words: Readonly<Record<RunSnippet['language'], string>> = {
    node: l10n.t('Node.js'),
    curl: l10n.t('curl'),
  };
  return words[language];
}

/** Writes commands that try the credential, of which one is shown. */
function runSection(snippets: readonly RunSnippet[]): string {
  if (snippets.length === 0) return '';
  const choices = snippets.map(
    ({ language }, at) =>
      `<button type="button" class="quiet" data-snippet="${at}" aria-pressed="${at === 0}">${escapeHtml(languageInWords(language))}</button>`,
  );
  const texts = snippets.map(
    (snippet, at) =>
      `<div class="run" data-text="${at}"${at === 0 ? '' : ' hidden'}><p class="muted">${escapeHtml(runInWords(snippet))}</p><pre tabindex="0" aria-label="${escapeHtml(languageInWords(snippet.language))}"><code>${escapeHtml(snippet.text)}</code></pre></div>`,
  );
  return `<section class="card" id="run" aria-labelledby="runIt"><div class="head"><h2 class="grow" id="runIt">${escapeHtml(l10n.t('Run It'))}</h2><div class="actions" role="group" aria-label="${escapeHtml(l10n.t('Language'))}">${choices.join('')}</div>${copyButton('copySnippet', l10n.t('Copy Command'), ' data-at="0"')}</div>
${texts.join('\n')}</section>`;
}

/** Says where a command runs. */
const runInWords = ({ folder }: RunSnippet): string =>
  folder === undefined
    ? l10n.t(
        'Choose Run in Terminal, and run this there. The terminal has the credentials as environment variables.',
      )
    : l10n.t('Run this in a terminal in the folder “{0}”. It reads the file.', path.basename(folder));
