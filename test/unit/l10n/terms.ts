/** A term that isn't used, with the one that is. */
export interface Term {
  /** Finds the term in a text. */
  readonly not: RegExp;
  /** What to write instead. */
  readonly use: string;
  /** A text that has the term. */
  readonly example: string;
  /** Whether documents can have it; default: no. */
  readonly onlyInEditor?: boolean;
}

/** An allowed use of such a term, as it is in the text, with the reason. */
export type Allowed = Readonly<Record<string, string>>;

const STYLE = 'the style of the Microsoft Writing Style Guide';

/** Terms in English, and phrases that sound translated. */
export const ENGLISH_TERMS: readonly Term[] = [
  {
    not: /\bexpir(?:y|ies)\b|\b(?:runs?|ran) out\b|\b(?:day|date|time) has passed\b/i,
    use: 'expiration, expires, expired',
    example: 'This day has passed: the secret runs out before its expiry date.',
  },
  { not: /\bvalidity\b/i, use: 'expiration', example: 'Validity' },
  {
    not: /(?<!gnome-)\bkeyrings?\b/i,
    use: 'secret storage',
    example: 'The keyring of this machine did not take the secret.',
  },
  {
    not: /\bSecretStorage\b/,
    use: 'secret storage',
    example: 'Keep in SecretStorage',
    onlyInEditor: true,
  },
  { not: /\b(?:kept|keep in)\b/i, use: 'saved, saved on this machine', example: 'The value is kept here.' },
  {
    not: /\bsign-ins? (?:is|are|was|were) (?:not |n't )?accepted\b|\baccepts? (?:the|this) sign-in\b/i,
    use: 'signed in, session',
    example: 'The service does not accept this sign-in.',
  },
  {
    not: /\b(?:may|must) not\b|\b(?:is|are) not permitted\b/i,
    use: "can't, isn't allowed, requires the … role, might not",
    example: 'You may not do that.',
  },
  { not: /\bno more\b(?! than)|\bany ?more\b/i, use: 'no longer', example: 'It works no more.' },
  { not: /\bmend(?:s|ed|ing)?\b/i, use: 'fix, resolve', example: 'Nothing to mend was found.' },
  { not: /\bshould not be as\b/i, use: 'issue, finding', example: 'What should not be as it is.' },
  {
    not: /\blook(?:s|ed|ing)? after\b|\bsee(?:s|ing)? to\b/i,
    use: 'find, look up, check',
    example: 'Then see to the program.',
  },
  {
    not: /\b(?:some|no|any|every)body\b/i,
    use: 'someone, no one, anyone, everyone',
    example: 'Somebody else has changed it.',
  },
  {
    not: /\bone day\b|\bin the end\b/i,
    use: 'until {date}, in {n} days, finally',
    example: 'Secrets that expire one day: 87.',
  },
  {
    not: /\bas suggested\b|\bchoose everything\b/i,
    use: 'Use Defaults, Customize…',
    example: 'Choose everything…',
  },
  {
    not: /(?<!\b(?:in|takes?|took) )\bplaces?\b/i,
    use: 'location',
    example: 'Places that hold it: 3',
  },
  { not: /\bdestinations?\b/i, use: 'location, file, store', example: 'Choose a destination.' },
  {
    not: /\b(?:brings?|go|goes|moves?|moved) (?:\w+ ){0,3}over\b|\bbrings? (?:\w+ ){0,3}to\b/i,
    use: 'replace, update',
    example: 'You have to bring the new one to your programs.',
  },
  {
    not: /\bcomes? to (?:an|its|their) end\b|\b(?:goes?|going) on\b|\bgo (?:on|ahead)\b|\btak(?:e|es|en|ing) back\b/i,
    use: 'continue, finish, stop, resume, undo',
    example: 'Go On Without It',
  },
  {
    not: /\b(?:stands?|lies?)\b(?!-)/i,
    use: 'is, exists, is stored in',
    example: 'The value stands in a file.',
  },
  {
    not: /\b(?:takes?|taken|took) (?:\w+ )?(?:away|out of)\b|\bforg[eo]t(?:s|ten)?\b/i,
    use: 'delete (in the service), remove (from this machine or a list)',
    example: 'Its value is taken out of the store.',
  },
  {
    not: /\bput(?:s|ting)? (?:\w+ ){0,4}(?:in|into|to|on)\b/i,
    use: 'write to, insert into, add to',
    example: 'Put them into the setting.',
  },
  {
    not: /\bremov(?:e|es|ed|ing|al of) (?:(?:an?|the|this|that|these|all|its|old|expired|last|\{\d\}) )*(?:clients?|secrets?)\b(?! ID)/i,
    use: 'delete (in the service)',
    example: 'Remove the secret “{0}” of “{1}”?',
  },
  { not: /\b[Ii]ds?\b/, use: 'ID', example: 'Client Id' },
  { not: /(?<![\w&/])#\d/, use: 'Secret 5', example: 'Secret #5' },
  { not: /\bcancell(?:ed|ing)\b/i, use: 'canceled', example: 'The sign-in was cancelled.' },
  { not: /\bcomes? from elsewhere\b/i, use: 'resolved at run time', example: 'comes from elsewhere' },
  { not: /\bnot advised\b/i, use: 'not recommended', example: 'not advised for a client' },
  { not: /\bthe soonest\b/i, use: 'next to expire', example: 'The soonest' },
  { not: /\bit works: /i, use: 'Verified. …', example: 'It works: a token of 1 h.' },
  { not: /^Who (?:has|holds)\b/, use: 'Anyone who …', example: 'Who has the secret may do everything.' },
  { not: /\bwhat becomes of\b/i, use: 'what happens to, when', example: 'What becomes of the old secret?' },
  {
    not: /\bmeanwhile\b|\bfor ever\b|\ball the same\b/i,
    use: 'nothing, forever, anyway',
    example: 'Somebody else has changed it meanwhile.',
  },
  {
    not: /(?<!\bthere )\b(?:is|are|was|were) no (?!longer|one\b)/i,
    use: "isn't a",
    example: 'What is no JSON is not the text of the service.',
  },
  {
    not: /\b(?:can|could|do|does|did|is|are|was|were|has|have|had|will|would|should) ?not\b/i,
    use: "a contraction: can't, doesn't, isn't",
    example: 'git does not ignore it.',
  },
  { not: /[—’]|–(?!\d)|!(?!\[)/, use: `- and ', no exclamation mark: ${STYLE}`, example: 'It’s done!' },
  {
    not: /\b(?:[Ww]e|us|[Oo]urs?|[Ss]orry|[Oo]ops)\b/,
    use: `the extension, this machine; no apologies: ${STYLE}`,
    example: 'Sorry, we lost it.',
  },
  {
    not: /\b(?:e\.g\.|i\.e\.|etc\.)/i,
    use: `for example, that is, and so on: ${STYLE}`,
    example: 'e.g. a file',
  },
];

const NOT_DELETED = 'the opposite of deleted or replaced';

/** Uses of the terms above that are right. */
export const ENGLISH_ALLOWED: Allowed = {
  'Clients in the service and secrets saved on this machine are kept.': NOT_DELETED,
  'Its secrets are kept.': NOT_DELETED,
  'The old secret is kept.': NOT_DELETED,
  'The old secret of “{0}” is kept.': NOT_DELETED,
  'the old secret is kept': NOT_DELETED,
  'Values that a launch configuration reads from secret storage are kept.': NOT_DELETED,
  'The old secret is deleted immediately, kept, or deleted after an hour or a day.': NOT_DELETED,
  'Damaged records are skipped, kept, and named': NOT_DELETED,
  'Damaged records are named and kept': NOT_DELETED,
  'the record is kept for seven days': NOT_DELETED,
  'UTF-16, and ISO-8859-1 are kept.': NOT_DELETED,
  'owner, and hard links are kept': NOT_DELETED,
};

/** Terms in German. */
export const GERMAN_TERMS: readonly Term[] = [
  {
    not: /Schlüsselbund|(?<!gnome-)\bKeyring|SecretStorage|Geheimnis/i,
    use: 'Secret-Speicher, Secret',
    example: 'Nur in SecretStorage speichern',
  },
  {
    not: /\b(?:Ort|Orte|Platz|Plätze)\b|(?<!anderer )\bStellen?\b(?! Sie)(?<!die Stelle)/,
    use: 'Speicherort',
    example: 'Stellen, die es enthalten: 3',
  },
  {
    not: /aufbewahr|\bhier gespeichert/i,
    use: 'auf diesem Computer gespeichert',
    example: 'Wert hier gespeichert',
  },
  {
    not: /\birgendwann\b|\beines Tages\b(?<!innerhalb eines Tages)/,
    use: 'bis {Datum}, in {n} Tagen',
    example: 'irgendwann',
  },
  {
    not: /vorgeschlagen|Alles auswählen/,
    use: 'Standardwerte verwenden, Anpassen…',
    example: 'Alles auswählen…',
  },
  { not: /Es funktioniert: /, use: 'Überprüft. …', example: 'Es funktioniert: ein Token' },
  { not: /\b(?:Client|Mandanten|Secret)-Id\b|\bIds?\b/, use: 'ID', example: 'Client-Id' },
  { not: /\bTenants?\b(?! (?:Member|Administrator|Viewer))/, use: 'Mandant', example: 'Tenant {0}' },
  { not: /Passw[oö]rt/i, use: 'Kennwort', example: 'Passwort' },
  { not: /reparier|vergess|\bvergiss/i, use: 'beheben, entfernen', example: 'Verbindung vergessen' },
  { not: /^Gültigkeit$/, use: 'Ablauf', example: 'Gültigkeit' },
  { not: /[—’!]|–(?!\d)/, use: '-, kein Ausrufezeichen', example: 'Fertig!' },
  { not: /\b(?:wir|uns|unser\w*|du|dein\w*)\b/i, use: 'die Erweiterung, Sie', example: 'Wir haben es' },
];
