import { hasFormat } from '../formats/fileFormats.ts';

/** Words in the names of committed templates: `config.sample.ini`, `example.env`, `appsettings.json.dist`. */
const WORD =
  /(?<=^|[._-])(?:placeholders?|examples?|samples?|templates?|tmpl|tpl|dist|defaults?|skel|skeleton|stub|schema|reference)(?=$|[._-])/i;

/** The hidden files that programs have variables in. */
const HIDDEN = /^\.(?:env(?:\.[\w.-]+|rc)?|dev\.vars|flaskenv)$/i;

/** Words that name a template even if nothing tells what is made from it: `example.json`, but not `default.json`. */
const CERTAIN = /^(?:placeholder|example|sample|reference)s?\./i;

/**
 * Words that name a layer which programs read, as in `appsettings.Default.json` and `application-default.properties`. They name a
 * template only after the ending (`config.json.default`) and of variables (`.env.defaults`).
 */
const LAYER = /^defaults?$/i;

/** A word that describes the keys of another file. What is made from it, only of variables is known. */
const DESCRIPTION = /^schema$/i;

/** Files from which generators make a project, and schemas. Their keys are questions or descriptions. */
const OF_GENERATORS = /^(?:cookiecutter\.json|copier\.ya?ml)$|[._-]schema\.(?:json|ya?ml)$/i;

/** Tells whether a file of this name has no settings, although it may have keys for them. */
export const isGeneratorName = (name: string): boolean => OF_GENERATORS.test(name);

/** Copies that people and programs put beside a file: nothing reads them. */
const OF_A_COPY =
  /^\.env(?:\.[\w-]+)?\.(?:copy|bak|backup|old|orig|save|saved)\d*$|[ ._-](?:copy|kopie)(?: ?\(?\d+\)?)?\.\w+$/i;

/** Tells whether a file of this name is a copy of another one, which gets no credentials. */
export const isCopyName = (name: string): boolean => OF_A_COPY.test(name);

/** Variables in a folder of examples, which are committed with them. The programs in it have folders of their own. */
const OF_EXAMPLES = /(?:^|[\\/])(?:examples?|samples?|templates?)[\\/]\.env(?:\.[\w.-]+)?$/i;

/** Tells whether a file, by its path from the workspace folder, has variables for examples. */
export const isOfExamples = (relativePath: string): boolean => OF_EXAMPLES.test(relativePath);

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
  if (!HIDDEN.test(made) && isLayer(word[0], after)) return undefined;
  return hasFormat(made) ? made : undefined;
}

const isLayer = (word: string, after: string): boolean =>
  DESCRIPTION.test(word) || (LAYER.test(word) && after !== '');
