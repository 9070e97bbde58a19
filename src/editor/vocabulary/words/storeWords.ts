import * as l10n from '@vscode/l10n';
import type { StoreField, StoreId, StorePlace } from '../../../externalStores/storePlace.ts';

/** The fields of a location in the order in which they are shown; those that say nothing to a user aren't. */
const SHOWN: Readonly<Record<StoreField, boolean>> = {
  address: true,
  context: true,
  namespace: true,
  repository: true,
  vault: true,
  path: true,
  name: true,
  key: true,
  program: true,
  commandLine: true,
  arn: false,
  item: false,
};

/** Names a store. */
export function storeInWords(id: StoreId): string {
  const words: Readonly<Record<StoreId, string>> = {
    githubActions: l10n.t('GitHub Actions secret'),
    vault: l10n.t('HashiCorp Vault'),
    azureKeyVault: l10n.t('Azure Key Vault'),
    awsSecretsManager: l10n.t('AWS Secrets Manager'),
    onePassword: l10n.t('1Password'),
    kubernetes: l10n.t('Kubernetes Secret'),
    pass: l10n.t('pass'),
    custom: l10n.t('Custom command'),
  };
  return words[id];
}

/** Writes where in a store a value is. */
export function placeInWords(id: StoreId, place: StorePlace): string {
  const fields = Object.keys(SHOWN) as readonly StoreField[];
  const told = fields.flatMap(field => (SHOWN[field] && place[field]) || []);
  return [storeInWords(id), ...told].join(' · ');
}
