import * as l10n from '@vscode/l10n';
import { faultOfText } from '../../../credentials/adoption/valueFault.ts';
import type { FileCredential } from '../../../credentials/adoption/valueLocations.ts';
import { SecretText } from '../../../secret/secretText.ts';
import { type ItemOf, stepsFor, type WizardStep } from '../../platform/wizard/wizardStep.ts';
import { faultInWords } from './adoptionWords.ts';

/** Where the user has the secret. */
export type SourceChoice =
  | { readonly kind: 'clipboard' }
  | { readonly kind: 'typed' }
  | { readonly kind: 'file'; readonly credential: FileCredential };

/** The answers about the source. */
export interface SourceAnswers {
  readonly source: SourceChoice;
  /** Only of a secret that is typed in. */
  readonly typed: SecretText;
}

const ask = stepsFor<SourceAnswers>();

/** Asks where the secret is. A typed one is never shown, not even after Back. */
export function sourceSteps(files: Promise<readonly FileCredential[]>): readonly WizardStep<SourceAnswers>[] {
  return [
    ask.pick('source', {
      question: () => l10n.t('Where is the secret?'),
      items: async () => [...ELSEWHERE.map(make => make()), ...(await files).map(fileItem)],
    }),
    ask.text('typed', {
      applies: ({ source }) => source?.kind === 'typed',
      prompt: () => ({
        question: l10n.t('Paste or type the secret'),
        value: '',
        password: true,
        check: text => {
          const fault = faultOfText(text);
          return fault && faultInWords(fault);
        },
      }),
      read: text => new SecretText(text.trim()),
    }),
  ];
}

const ELSEWHERE: readonly (() => ItemOf<SourceChoice>)[] = [
  () => ({ value: { kind: 'clipboard' }, label: l10n.t('On the clipboard'), icon: 'clippy' }),
  () => ({ value: { kind: 'typed' }, label: l10n.t('Paste or type it…'), icon: 'edit' }),
];

function fileItem(credential: FileCredential): ItemOf<SourceChoice> {
  const { relativePath, found } = credential;
  return {
    value: { kind: 'file', credential },
    label: relativePath,
    description: (found.clientSecretKey ?? []).join('.'),
    detail: found.clientId,
    icon: 'file',
    group: l10n.t('Files of this project'),
  };
}
