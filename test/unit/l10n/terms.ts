/** Where a term is not allowed: in the texts of the editor's windows, or there and in the documents. */
export type Scope = 'ui' | 'everywhere';

/** A word or pattern that is not ours, and the one that is. */
export interface Term {
  readonly wrong: RegExp;
  readonly right: string;
  readonly scope: Scope;
}

const term = (wrong: RegExp, right: string, scope: Scope = 'everywhere'): Term => ({ wrong, right, scope });

/** English words that are not ours. Each pattern is case-insensitive unless the case is what is wrong. */
export const ENGLISH_TERMS: readonly Term[] = [
  // expiration
  term(/\bexpir(?:y|ies)\b/i, 'expiration'),
  term(/\bruns? out\b/i, 'expires'),
  // where a secret is
  term(/(?<!gnome-)\bkeyrings?\b/i, 'secret storage'),
  term(/\bSecretStorage\b/, 'secret storage', 'ui'),
  term(/\bkept (?:here|on this machine|in (?:the )?(?:keyring|secret ?storage))\b/i, 'saved on this machine'),
  term(/\bkept (?:secrets?|values?)\b/i, 'saved secret'),
  term(/(?<!\b(?:in|took|takes?|taking) (?:its |their |the )?)\bplaces?\b(?! holder)/i, 'location'),
  term(/\bdestinations?\b/i, 'location'),
  term(/\b(?:stands?|stood|lies) (?:in|at|on|there|beside)\b/i, 'is, exists, is stored in'),
  term(/\bwhat (?:is|stands) there\b/i, 'existing content'),
  term(/\bcomes? from elsewhere\b/i, 'resolved at run time'),
  // signing in
  term(/\bsign-in (?:is|isn't|was|wasn't) accepted\b|\baccepts? this sign-in\b/i, 'session'),
  term(/\blog(?:ged|s)? (?:in|out)\b/i, 'sign in, sign out'),
  // what is allowed
  term(/\bmay not\b/i, "can't, isn't allowed"),
  term(/\bpermitted to\b/i, 'allowed to'),
  term(/\bneeds? the role\b|\bthe role (?:Tenant|Account)\b/i, 'requires the … role'),
  // time
  term(/\bno more\b(?! than)|\bany ?more\b/i, 'no longer'),
  term(/(?<!\b(?:limited to|at most|for|within|after) )\bone day\b/i, 'until {date}, in {n} days'),
  term(/\bin the end\b|\bsooner or later\b/i, 'until {date}, in {n} days'),
  term(/(?<!(?:\d|\bseveral|\bmany)(?: \w+){0,2} )\bat once\b/i, 'immediately'),
  term(/\bfor ever\b/i, 'forever'),
  term(/\bmeanwhile\b/i, 'at the same time'),
  term(/\bas yet\b/i, 'yet'),
  term(/\bat present\b/i, 'currently'),
  // who
  term(
    /\bsome(?:body| one)\b|\bno(?:body\b|one\b)|\bevery(?:body|one) else\b/i,
    'someone, someone else, no one',
  ),
  term(/\bwho has\b/i, 'anyone who'),
  term(/\b(?:we|us|our|ours)\b/i, 'the extension, or the passive', 'ui'),
  term(/\b(?:sorry|apolog\w+)\b/i, 'cause, effect, next step'),
  // what is done
  term(/\bmend(?:s|ed|ing)?\b/i, 'fix'),
  term(/\bshould not be as (?:it|they)\b/i, 'issue, finding'),
  term(/\blook(?:s|ed|ing)? after\b|\bsee(?:s|n|ing)? to\b/i, 'find, look up, check'),
  term(/\bas suggested\b/i, 'defaults, Use Defaults'),
  term(/\bchoose everything\b/i, 'Customize…'),
  term(/\b(?:bring|brings|bringing|brought)\b/i, 'replace, update, write'),
  term(/\bgo(?:es|ing)? over to\b|\bwent over to\b/i, 'replace, update'),
  term(/\bcom(?:e|es|ing) to (?:an|its|their) end\b/i, 'stop'),
  term(/\bgo(?:es)? on\b|\bgoing on\b|\bwent on\b/i, 'continue, resume'),
  term(/\b(?:take|takes|took|taken|taking) back\b/i, 'undo'),
  term(/\b(?:take|takes|took|taken|taking) (?:away|out)\b/i, 'remove'),
  term(/\bforget(?:s|ting)?\b|\bforgotten\b|\bforgot\b/i, 'remove'),
  term(/\bputs? (?:\w+ ){0,4}(?:into|back)\b/i, 'write to, insert into'),
  term(/\bfill(?:ed)? in by hand\b|\bby hand\b/i, 'manually'),
  term(/\bleave (?:it )?out\b|\bleft out\b/i, 'skip, remove, exclude', 'ui'),
  term(/\b(?:un)?advis(?:ed|able)\b/i, 'recommended'),
  term(/\bworking secrets?\b/i, 'valid secret'),
  term(/\bis(?:n't)? no (?:file|client|JSON|folder|secret|GUID|page)\b|\bwhat is no\b/i, "isn't a"),
  // spelling and marks
  term(/\b(?:client|tenant|resource) ids?\b|\bIds?\b|\bids?\b/, 'ID, IDs'),
  term(/(?<![.\w/])git(?!\w)(?![.-])/, 'Git'),
  term(/#\{?\d/, 'Secret 5', 'ui'),
  term(/\bcancell(?:ed|ing)\b/i, 'canceled, canceling'),
  term(/\bcannot\b|\bcan not\b/i, "can't"),
  term(
    /\b(?:could|does|do|did|is|are|was|were|has|have|had|will|would) not\b/i,
    "couldn't, doesn't, isn't, wasn't …",
    'ui',
  ),
  term(/[’‘]/, "' (straight)", 'ui'),
  term(/—|(?<!\d)–|–(?!\d)/, '" - "'),
  term(/\.\.\.(?!\w)/, '…'),
  term(/!(?=\s|$)/, 'no exclamation mark'),
];

/** A wording that looks like one that is not ours, and why it is right where it is. */
export interface RightWording {
  readonly text: string;
  readonly why: string;
}

/** Wordings that are right although they match. Each has to occur. */
export const RIGHT_WORDINGS: readonly RightWording[] = [
  { text: 'git rm --cached', why: 'a command that the user runs' },
  { text: "the system's keyring", why: 'where the operating system keeps the secret storage' },
  { text: 'read the keyring like VS Code', why: 'where the operating system keeps the secret storage' },
  { text: 'starts git, cp,', why: 'names of programs' },
  { text: 'settings of git,', why: 'the name of a program' },
  { text: '--name="zwei Wörter"', why: 'what the user types' },
];

/** German words that are not ours. */
export const GERMAN_TERMS: readonly Term[] = [
  term(/Schlüsselring|Schlüsselbund|Keyring(?<!gnome-keyring)/i, 'Secret-Speicher'),
  term(/SecretStorage/, 'Secret-Speicher'),
  term(/Geheimnis|geheime[rn]? Schlüssel/i, 'Secret'),
  term(/Client-?Id\b|Mandanten-?Id\b|\bIds?\b/, 'Client-ID, Mandanten-ID, ID'),
  term(/\bTenants?\b(?! (?:Member|Administrator))/, 'Mandant'),
  term(/\b(?:Plätze|Plätzen|Zielorte?)\b/, 'Speicherort'),
  term(/\b(?:einem?|einer|eine|die|dieser?|keiner?|andere) (?:\p{L}+ )?(?:Umleitungs-)?URI\b/u, 'der URI'),
  term(/\bVerfalls?(?:datum|tag)?\b|verfäll|verfallen/i, 'Ablauf, läuft ab, abgelaufen'),
  term(/\bvergessen\b|\bvergiss/i, 'entfernen'),
  term(/\bwir\b|\buns\b|\bunser/i, 'die Erweiterung'),
  term(/\bjemand ander(?:s|er|es)\b/i, 'von jemand anderem'),
  term(/\b(?:einloggen|ausloggen|eingeloggt|ausgeloggt)\b/i, 'anmelden, abmelden'),
  term(/"[^"{}=]+"/, '„…“'),
  term(/[’‘]/, 'kein Apostroph'),
  term(/[—–]/, '" - "'),
  term(/\.\.\.(?!\w)/, '…'),
  term(/!(?=\s|$)/, 'kein Ausrufezeichen'),
];
