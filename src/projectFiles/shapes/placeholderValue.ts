import type { FileEntry } from '../formats/fileFormat.ts';

/** What the text of a value is. */
export type ValueKind =
  /** Asks the reader to fill in a value; an empty one does, too. */
  | 'placeholder'
  /** Names a value that another program puts in at run time or when it deploys. */
  | 'reference'
  /** A variable of this extension, which is replaced by a saved credential when a program starts. */
  | 'ownVariable'
  /** Encrypted by a tool, which alone can write another one. */
  | 'encrypted'
  /** Written by a program that keeps the value elsewhere and shows that there is one. */
  | 'masked'
  | 'value';

/** A row of the table: values that match the pattern are of the kind. */
type KindRow = readonly [kind: Exclude<ValueKind, 'value'>, pattern: RegExp];

/** Values that are encrypted, masked, or put in by another program. */
const RESOLVED: readonly KindRow[] = [
  // HashiCorp Vault's transit engine, dotenvx, Ansible Vault, EJSON, Pulumi.
  ['encrypted', /^(?:vault:v\d+:|encrypted:|\$ANSIBLE_VAULT;|EJ\[\d+:|v1:[\w+/=]+:[\w+/=]+$)/i],
  // Spring Cloud Config, WebSphere, WebLogic.
  ['encrypted', /^\{(?:cipher|xor|aes(?:-\d+)?|3des|encrypted)\}./i],
  // Maven's settings: Base64 in braces.
  ['encrypted', /^\{[\w+/]+={1,2}\}$/],
  // Jasypt, SOPS and hiera-eyaml, Mule.
  ['encrypted', /^(?:ENC\(.*\)|ENC\[.*\]|!\[.*\])$/is],
  // PGP and age, ASP.NET Core data protection, DPAPI, AWS KMS.
  ['encrypted', /^(?:-----BEGIN (?:PGP MESSAGE|AGE ENCRYPTED FILE)-----|CfDJ8|AQAAANCMnd8BFd|AQICAH)/],

  // Templates of Ansible, Helm, Jinja, CloudFormation, 1Password and adapters.
  ['reference', /\{\{[^{}]*\}\}|^\{\{|\{% /],
  // Variables of shells, compose, GitHub, Azure Pipelines, Octopus, Spring, Puppet, Kapitan and Azure Data Factory.
  ['reference', /[$#%?@]\{[^{}]+\}/],
  ['reference', /\$\([^()]+\)|\$\[\[?[^[\]]+\]|%\([\w.-]+\)s/],
  // `$VAR`, `$$VAR` of compose, `$env:VAR` of PowerShell, `$name$` of templates.
  ['reference', /^\$\$?[A-Za-z_]\w*(?:[.:]\w+)*\$?$/],
  // Batch files and Symfony.
  ['reference', /^%{1,2}[A-Za-z_][\w.]*(?:\([\w:.]*\))?%{1,2}$/],
  ['reference', /^`[^`]+`$/],
  // ERB, EJS and PHP; parameters of CircleCI.
  ['reference', /<%=|^<[%?]|<<\s?(?:parameters|pipeline|matrix|inputs)\./],
  // Concourse; Nomad and GitLab; Mule; Azure Resource Manager.
  ['reference', /^\(\([^()]+\)\)$|^\[\[\s*[.$].*\]\]$|^#\[.*\]$|^\[[A-Za-z][\w.]*\(.*\]$/s],
  // Caddy, tox and others: `{env:NAME}`.
  ['reference', /^\{(?:env|file|vault|secrets?)[:.][^{}]+\}$|^\{[$%][^{}]+\}$/i],
  // The plugin of Argo CD for Vault, and tools like it.
  ['reference', /^<(?:path|vault|secret|sops|ref|aws|azure|gcp|op):[^<>]+>$/i],
  // Tokens that a deployment replaces, unless they tell a person to.
  ['reference', /^__(?!your|replace|change|insert|enter|fill|put|todo|placeholder)[A-Za-z][\w.-]*__$/i],
  ['reference', /^@{1,2}[A-Za-z][\w.-]*@{1,2}$|^#{1,2}[A-Za-z][\w.-]*#{1,2}$/],
  // Tags of YAML that were read as a text.
  ['reference', /^![A-Za-z][\w:.-]*(?:\s|$)/],
  // Azure Key Vault and App Configuration; expressions of Azure Data Factory.
  ['reference', /^@[A-Za-z][\w.]*\(/],
  [
    'reference',
    /^https:\/\/[\w-]+\.(?:vault|managedhsm)\.(?:azure|usgovcloudapi|microsoftazure)\.\w+\/secrets\//i,
  ],
  // Addresses of password managers and secret stores.
  ['reference', /^(?:>>)?ref\+[\w+.-]+:\/\//i],
  [
    'reference',
    /^(?:op|secrets?|vault|(?:azure-?)?key-?vault|akv|azkv|kv2?|sm|ssm|gsm|gcpsm|asm|(?:aws|gcp|google)-?[a-z-]*|pass|gopass|proton-?pass|bws?|bitwarden|keychain|keyring|keeper|dl|dashlane|lp|lastpass|infisical|doppler|conjur|berglas|sops|akeyless|passbolt|k8s|kubernetes|env|file|hcp|chamber|summon|teller):\/\/./i,
  ],
  [
    'reference',
    /^(?:>>)?(?:op|vault|key-?vault|akv|ssm|secretsmanager|awssm|gsm|bws|infisical|doppler|conjur|keychain|keyring|gopass|berglas|sops|secretref|env|file):\S/i,
  ],
  ['reference', /^arn:aws[\w-]*:(?:secretsmanager|ssm|kms):|^projects\/[^/\s]+\/secrets\/[^/\s]+(?:\/|$)/i],
  // Files that a container gets its secrets from.
  ['reference', /^(?:\/var)?\/run\/secrets\/.|^\/(?:mnt\/secrets-store|etc\/secrets|vault\/secrets)\/./],
  // Code that reads a variable.
  ['reference', /^(?:process\.env|import\.meta\.env|os\.environ\/?)(?:[.[\w]|$)/],
  [
    'reference',
    /^[\w.:]*(?:getenv|env|environ|environmentvariable|get_?secret|lookup|secret)\s*[([].*[)\]]$/is,
  ],

  // Also with a few characters at the ends (`****abcd`), in groups, or around a word (`***REMOVED***`).
  ['masked', /^[\w-]{0,4}[*•●∗⁎∙·]{3,}$|^[*•●∗⁎∙·]{3,}[\w-]{0,4}$|^[\w-]{0,4}[*•●∗⁎∙·]{4,}[\w-]{0,4}$/],
  ['masked', /^[*•●∗⁎∙·]{3}(?:[-.*•●∗⁎∙·]*|[*•●∗⁎∙·]*[\w-]+[*•●∗⁎∙·]{3,})$/],
];

/** Texts that ask the reader to fill in a value. */
const PLACEHOLDERS: readonly RegExp[] = [
  /^$/,
  // The service's own samples: `PLACEHOLDER_REPLACE_WITH_APPLICATION_IDENTIFIER`, once misspelled.
  /placeholder/i,
  /(?<![a-z])(?:re|r)?place[\s_-]?(?:with|your|(?:me|this|by)(?![a-z]))|^replace(?![a-z])/i,
  // Something in brackets, or an address with such parts.
  /^<.*>$|[/:.=@-]<[A-Za-z][^<>]*>|^<[A-Za-z][^<>]*>[/:.]/s,
  /^\{[^{}"']*\}$|[/:.=@-]\{[A-Za-z][\w .-]*\}|^\{[A-Za-z][\w .-]*\}[/:.]/,
  /^\[\[?[^[\]"']*\]?\]$|\/\[[A-Za-z][\w -]*\]/,
  /^\([A-Za-z][\w\s-]*\)$/,
  // Words to the reader.
  /(?<![a-z])your[\s_-]|^[\W_]*your(?:own|client|app|tenant|secret|id|name|api|resource|namespace|key|account|user|password|token|value)/i,
  /^[\W_]*(?:enter|insert)(?:[\s_-]|$)/i,
  /^[\W_]*(?:put|paste|provide|specify|supply|type|add|copy|set|use)[\s_-](?:.*[\s_-])?(?:your|the|here|in|me|this)(?![a-z])/i,
  /[\s_-]here[\W_]*$/i,
  /^[\W_]*(?:change|set|edit|update|fill|fix|override|configure|define)[\s_-]?(?:me|this|it|in)(?![a-z])|^[\W_]*change(?:[\s_-]|$)/i,
  /^[\W_]*(?:todo|tbd|tba|fixme|xxx)(?:[\s:_,.(-]|$)|^to[\s_-]be[\s_-]/i,
  /^(?:n\/a|none|null|nil|undefined|unset|missing|empty|redacted|removed|hidden|not[\s_-]set|required|specify)$/i,
  // A name of what it stands for: `my-client-id`, `secret`, `SOME_ID`.
  /^(?:(?:my|the|some|super|example|sample|dummy|fake|adh|aveva|cds|connect|eds|ocs)[\s_.-]?){0,2}(?:(?:client|app|application|tenant|namespace|api|access|oauth)[\s_.-]?){0,2}(?:id|identifier|secret|password|passwd|apikey|token|guid|uuid)$/i,
  /^(?:example|sample|dummy|fake|foo|foobar|changeit)$/i,
  // The same sign over and over, and GUIDs of nothing.
  /^(?:-+|\.+|_+|\?+|#+|=+|~+|…+)$/,
  /^xxx[x\s_.-]*$/i,
  /^0{8}(?:-0{4}){3}-0{12}$/,
];

/** The beginning of this extension's own variables. */
const OWN_VARIABLE = '${'.concat('clientCredentials:');

/** Returns what a value is. A reference stays one whatever words it is made of: `${YOUR_SECRET}`. */
export function kindOfValue(value: string): ValueKind {
  const trimmed = value.trim();
  if (trimmed.startsWith(OWN_VARIABLE)) return 'ownVariable';
  const resolved = RESOLVED.find(([, pattern]) => pattern.test(trimmed));
  if (resolved) return resolved[0];
  return PLACEHOLDERS.some(pattern => pattern.test(trimmed)) ? 'placeholder' : 'value';
}

/** Does the same for the value of a key, which an escape may have made a literal. */
export function kindOfEntry({ value, isLiteral }: Pick<FileEntry, 'value' | 'isLiteral'>): ValueKind {
  const kind = kindOfValue(value);
  return isLiteral && kind === 'reference' ? 'value' : kind;
}

/** Kinds of values that another program provides. They aren't filled in, and aren't credentials of the file. */
const ELSEWHERE = new Set<ValueKind>(['reference', 'encrypted', 'masked']);

/** Tells whether a value is a placeholder: empty, or one of the usual texts. */
export const isPlaceholder = (value: string): boolean => kindOfValue(value) === 'placeholder';

/** Tells whether another program provides the value of a key: it is a reference, encrypted, or masked. */
export const isReference = (entry: Pick<FileEntry, 'value' | 'isLiteral'>): boolean =>
  ELSEWHERE.has(kindOfEntry(entry));

/** Tells whether a value is a variable of this extension, which is replaced by a saved credential when a program starts. */
export const isOwnVariable = (value: string): boolean => kindOfValue(value) === 'ownVariable';
