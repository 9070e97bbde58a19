/** Texts that every language may leave as they are: names of products, of the service's own things, and units. */
const IN_ALL_LANGUAGES: readonly string[] = [
  'AVEVA CONNECT data services',
  'CONNECT data services',
  'Client Credentials',
  '1Password',
  'AWS Secrets Manager',
  'Azure Key Vault',
  'HashiCorp Vault',
  'pass',
  'Codespaces',
  'Container',
  'SSH',
  'WSL',
  'SecretStorage',
  // types of clients and a role, as the service calls them
  'Authorization Code',
  'Client-Credentials',
  'Device Code',
  'Hybrid',
  'Tenant Administrator',
  // units
  '{0} h',
  '{0} min',
  '{0} s',
];

/** Words that a language has in common with English. */
const IN_LANGUAGE: Readonly<Record<string, readonly string[]>> = {
  de: [
    ...[
      'Audit',
      'Client',
      'Client {0}…',
      'Clients',
      'Logo',
      'Name',
      'Secret',
      'Secret {0}',
      'Secrets',
      'Terminals',
    ],
    'Client credentials: {0}',
  ],
};

/** Tells whether a text may be the same in English and in this language; one without letters always may. */
export const maySame = (text: string, language: string): boolean =>
  !/\p{L}/u.test(text.replaceAll(/\{\d+\}/g, '')) ||
  IN_ALL_LANGUAGES.includes(text) ||
  (IN_LANGUAGE[language] ?? []).includes(text);
