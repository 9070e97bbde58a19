/** The address of the service, as the cases have it. */
export const HUB = 'https://uswe.datahub.connect.aveva.com';
/** A secret that is inserted. */
export const SECRET = 'n3wS3cr3t';
/** A secret that a file has already. */
export const OLD = 'o1dS3cr3t';
export const MASK = '••••••••';

/** What is inserted; a case may have others. */
export const VALUES = { resource: HUB, apiVersion: 'v1', tenantId: 'T1', clientId: 'C1' };

/** Values of a case in place of {@link VALUES}, or beside them. */
export type CaseValues = Readonly<
  Partial<typeof VALUES> & { namespaceId?: string; clientType?: string; clientSecret?: string }
>;

/** The files of a project, by their paths with `/`. */
export type Files = Readonly<Record<string, string>>;

/** A row of the table: a project, what is offered in it, and what inserting makes of it. */
export interface TableCase {
  readonly title: string;
  readonly files: Files;
  readonly values?: CaseValues;
  /** `file reason` of each target, without a new `.env`; not compared if it is left out. */
  readonly offered?: readonly string[];
  /** The target that is filled. */
  readonly target: number;
  /** What differs afterwards; `undefined` if nothing is inserted. */
  readonly after?: Files;
  /** What the preview shows, complete; only that it has no secret is checked if it is left out. */
  readonly shown?: readonly [before: string, after: string];
  /** Texts that the preview shows on neither side. */
  readonly hidden: readonly string[];
}

type More = Partial<Pick<TableCase, 'values' | 'offered' | 'target' | 'shown' | 'hidden'>> & {
  /** Other files of the project. */
  readonly beside?: Files;
};

/** Makes a row: the first target is this file, and inserting makes `after` of its text. */
export const fills = (
  title: string,
  file: string,
  text: string,
  after: string,
  { beside = {}, ...more }: More = {},
): TableCase => ({
  title,
  files: { ...beside, [file]: text },
  after: { [file]: after },
  target: 0,
  hidden: [],
  ...more,
});

/** Makes a row: a new file is made from a template, which stays as it is. */
export const makes = (
  title: string,
  template: string,
  file: string,
  [text, after]: readonly [string, string],
  { beside = {}, ...more }: More = {},
): TableCase => ({
  title,
  files: { ...beside, [template]: text },
  after: { [file]: after },
  offered: [`${file} fromTemplate`],
  target: 0,
  hidden: [],
  ...more,
});

/** Makes a row: no file of the project is offered, or only these, as `file reason`. */
export const offers = (
  title: string,
  files: Files,
  offered: readonly string[] = [],
  values: CaseValues = {},
): TableCase => ({ title, files, offered, values, target: 0, hidden: [] });

/** A row: keys that are set in a text, and the text afterwards, or the code and detail of the error. */
export interface SetCase {
  readonly title: string;
  readonly file: string;
  readonly text: string | Buffer;
  readonly set: readonly (readonly [key: string, value: string])[];
  readonly after: string | Buffer | { readonly code: string; readonly detail: string };
}

/** Makes a row; the parts of a key are separated by `/`. */
export const sets = (
  title: string,
  file: string,
  text: string | Buffer,
  set: Readonly<Record<string, string>>,
  after: string | Buffer,
): SetCase => ({ title, file, text, set: Object.entries(set), after });

/** Makes a row of keys that can't be set. */
export const refuses = (
  title: string,
  file: string,
  text: string | Buffer,
  set: Readonly<Record<string, string>>,
  [code, detail]: readonly [code: string, detail: string],
): SetCase => ({ title, file, text, set: Object.entries(set), after: { code, detail } });
