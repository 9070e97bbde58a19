import { hasFormat } from '../formats/fileFormats.ts';

/** Words in the names of committed templates: `config.sample.ini`, `example.env`, `appsettings.json.dist`. */
const WORD =
  /(?<=^|[._-])(?:placeholders?|examples?|samples?|templates?|tmpl|tpl|dist|defaults?|skel|skeleton|stub)(?=$|[._-])/i;

/** The hidden files that programs have variables in. */
const HIDDEN = /^\.(?:env(?:\.[\w.-]+|rc)?|dev\.vars|flaskenv)$/i;

/** Words that name a template even if nothing tells what is made from it: `example.json`, but not `default.json`. */
const CERTAIN = /^(?:placeholder|example|sample)s?\./i;

/** Tells whether a file of this name is a template. */
export const isTemplateName = (name: string): boolean =>
  madeFrom(name) !== undefined || (CERTAIN.test(name) && hasFormat(name));

/**
 * Returns the name of the file that is made from a template of this name; `undefined` if there is none. A file that only has
 * such a word before its ending (`default.json`, `template.yaml`) isn't a template: programs read it.
 */
export function madeFrom(name: string): string | undefined {
  const word = WORD.exec(name);
  if (!word) return undefined;
  const before = name.slice(0, word.index).slice(0, -1);
  const after = name.slice(word.index + word[0].length);
  const made = word.index === 0 ? after.slice(1) : `${before}${after}`;
  // `env.example`, `example.envrc`: the file itself is hidden.
  const hidden = made === 'dotenv' ? '.env' : `.${made}`;
  if (HIDDEN.test(hidden) && !hasFormat(made) && hasFormat(hidden)) return hidden;
  if (made.startsWith('.') && !HIDDEN.test(made)) return undefined;
  return hasFormat(made) ? made : undefined;
}
