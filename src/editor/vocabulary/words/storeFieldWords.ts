import * as l10n from '@vscode/l10n';
import type { FieldFault } from '../../../externalStores/fieldFault.ts';
import type { ArgumentsFault } from '../../../externalStores/splitArguments.ts';
import type { StoreField } from '../../../externalStores/storePlace.ts';

/** Asks for a field of a location in a store. */
export function storeFieldInWords(field: StoreField): string {
  const words: Readonly<Record<StoreField, string>> = {
    name: l10n.t('Name of the secret in the store'),
    repository: l10n.t('Repository: OWNER/NAME, or HOST/OWNER/NAME for GitHub Enterprise'),
    path: l10n.t('Path of the secret, beginning with its secrets engine'),
    key: l10n.t('Key for the value (for AWS, leave empty to store the value alone)'),
    vault: l10n.t('Name of the vault'),
    namespace: l10n.t('Namespace (leave empty to use the current one)'),
    program: l10n.t('Program that reads the value from its standard input'),
    commandLine: l10n.t(
      'Arguments, separated by spaces. Quote an argument with spaces: --name="two words". A backslash needs no escape, except before a quotation mark. No shell is used.',
    ),
    address: l10n.t('Address of the Vault server'),
    context: l10n.t('Context of the cluster in the kubeconfig file'),
    item: l10n.t('ID of the 1Password item'),
    arn: l10n.t('ARN of the AWS secret'),
  };
  return words[field];
}

/** Says what is wrong with the text of a field, and what is right. */
export function fieldFaultInWords(fault: FieldFault, field: StoreField): string {
  const words: Readonly<Record<FieldFault, () => string>> = {
    empty: () => l10n.t('The store needs this.'),
    option: () => l10n.t("It can't begin with a dash."),
    reserved: () => l10n.t("This key is for the client's ID. Enter another key for the secret."),
    form: () => formInWords(field),
  };
  return words[fault]();
}

function formInWords(field: StoreField): string {
  if (field === 'repository') return l10n.t('Enter OWNER/NAME, or HOST/OWNER/NAME for GitHub Enterprise.');
  if (field === 'path') return l10n.t('Enter the secrets engine and the path in it, such as secret/connect.');
  return l10n.t("The store doesn't allow this name. Check its length and characters.");
}

/** Says which character of a command's arguments is wrong. */
export function argumentsFaultInWords({ kind, at, character }: ArgumentsFault): string {
  return kind === 'unclosed'
    ? l10n.t('The quotation mark {0} at character {1} is never closed.', character, at)
    : l10n.t("Character {0} is a control character, which an argument can't have.", at);
}
