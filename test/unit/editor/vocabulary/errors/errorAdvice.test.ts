import assert from 'node:assert/strict';
import { CredentialsError, type CredentialsErrorCode } from '../../../../../src/credentials/credentialsError.ts';
import { type Attempt, attempting, attemptOf, noteAttempt } from '../../../../../src/editor/vocabulary/errors/attempt.ts';
import { errorInWords } from '../../../../../src/editor/vocabulary/errors/messages.ts';
import {
  targetRefusalReasonInWords,
  unreadReasonInWords,
} from '../../../../../src/editor/vocabulary/errors/projectFileErrorWords.ts';
import { StoreError, type StoreErrorCode } from '../../../../../src/externalStores/storeError.ts';
import { ProjectFileError, type ProjectFileErrorCode } from '../../../../../src/projectFiles/projectFileError.ts';
import { ServiceError } from '../../../../../src/service/serviceError.ts';
import { SignInError } from '../../../../../src/signIn/signInError.ts';

/** No path of it may be shown. */
const FILE = '/srv/deep/project/config/app.yaml';
const PLACE = { line: 3, column: 7 };

/** What each attempt has changed, what it may advise, and what would be wrong. */
interface Expected {
  /** Said of every error with a file. */
  readonly effect: RegExp;
  /** Advice of another attempt. */
  readonly wrong: RegExp;
  /** The button of an error that no look at the file fixes. */
  readonly button: string | undefined;
}

const INSERTING = /insert (?:it |the (?:secret|credentials) )?again|finish the rotation|undo the rotation/i;

const ATTEMPTS: Readonly<Record<Attempt | 'unknown', Expected>> = {
  insert: { effect: /Nothing was written\./, wrong: INSERTING, button: undefined },
  insertIgnored: { effect: /Only \.gitignore was changed\./, wrong: INSERTING, button: undefined },
  undoInsert: { effect: /Nothing was undone\./, wrong: /another location|rotation/i, button: undefined },
  replaceValue: {
    effect: /wasn't replaced\. The secret is saved\./,
    wrong: /another location|rotation|insert/i,
    button: undefined,
  },
  rotate: {
    effect: /left unchanged, and the old secret wasn't deleted\./,
    wrong: /another location|another file,|insert (?:it |the secret )?again/i,
    button: 'Resume…',
  },
  undoRotation: {
    effect: /left unchanged, and the new secret wasn't deleted\./,
    wrong: /another location|another file,|insert|finish the rotation/i,
    button: 'Resume…',
  },
  unknown: { effect: /The file was left unchanged\./, wrong: /insert|rotation/i, button: undefined },
};

/** Every error with a file: a word that says what to do, and whether opening the file helps. */
const FILE_ERRORS: Readonly<Record<ProjectFileErrorCode, readonly [fix: RegExp, opens: boolean]>> = {
  notParsable: [/line 3, column 7\..* Fix it there/, true],
  notAnObject: [/another|[Rr]estore|[Cc]hange/, true],
  shared: [/Write out the value/, true],
  encrypted: [/Decrypt it/, true],
  valueNotCarried: [/another|[Rr]estore|[Cc]hange/, true],
  encryptedSection: [/the program that encrypted it/, true],
  inAnotherFile: [/another|[Rr]estore|[Cc]hange/, true],
  onlyRead: [/Change the value in it yourself/, true],
  unknownFormat: [/another|[Rr]estore|[Cc]hange/, false],
  notUtf8: [/line 3, column 7\..* Save it as UTF-8/, true],
  tooLarge: [/another|[Rr]estore|[Cc]hange/, false],
  tooComplex: [/another|[Rr]estore|[Cc]hange/, false],
  notAFile: [/another|[Rr]estore|[Cc]hange/, false],
  folderMissing: [/Create the folder/, false],
  readOnly: [/Make it writable/, false],
  readOnlyDisk: [/Mount it/, false],
  inUse: [/Close that program/, false],
  diskFull: [/Free up space/, false],
  changedMeanwhile: [/Check the file|Change the file back yourself/, true],
  notSaved: [/Save the file/, true],
  restricted: [/Trust the workspace/, false],
  outsideWorkspace: [/another|[Rr]estore|[Cc]hange/, false],
  ioFailed: [/Check the file and its permissions/, false],
};

const CODES = Object.keys(FILE_ERRORS) as readonly ProjectFileErrorCode[];
const attempts = Object.entries(ATTEMPTS) as readonly (readonly [Attempt | 'unknown', Expected])[];

const during = <T>(error: T, attempt: Attempt | 'unknown'): T =>
  attempt === 'unknown' ? error : noteAttempt(error, attempt);

/** Fails if a text has an absolute path, or a sentence that a name or a value is missing in. */
function assertReadable(text: string): void {
  assert.ok(!text.includes(FILE) && !/(?:^|[\s“(])\/\w/.test(text), text);
  assert.doesNotMatch(text, /undefined|\{\d\}|“”|\.\.| {2}/);
}

describe('the words for an error with a project file', () => {
  for (const [attempt, { effect, wrong, button }] of attempts)
    for (const code of CODES)
      it(`say what happened, what was changed, and what to do: ${attempt}, ${code}`, () => {
        const [fix, opens] = FILE_ERRORS[code];
        const error = new ProjectFileError(code, FILE, { detail: 'clientSecret', position: PLACE });
        const { text, open, mend } = errorInWords(during(error, attempt));
        assertReadable(text);
        assert.match(text, effect);
        assert.match(text, fix);
        assert.doesNotMatch(text, wrong);
        if (code !== 'diskFull' && code !== 'folderMissing') assert.match(text, /…\/config\/app\.yaml/);
        assert.deepEqual(open, opens ? { file: FILE, position: PLACE } : undefined);
        assert.equal(mend?.label, code === 'restricted' ? 'Manage Workspace Trust' : button);
      });

  for (const code of CODES)
    it(`say why a location can’t be chosen: ${code}`, () => {
      const error = new ProjectFileError(code, FILE, { detail: 'clientSecret', position: PLACE });
      const text = targetRefusalReasonInWords(error);
      assertReadable(text);
      assert.match(text, FILE_ERRORS[code][0]);
      assert.doesNotMatch(text, /was written|left unchanged|again\.$.*again/);
    });

  for (const code of CODES)
    it(`say why a file isn’t shown: ${code}`, () => {
      const error = new ProjectFileError(code, FILE, { detail: 'EIO', position: PLACE });
      const text = unreadReasonInWords(error);
      assertReadable(text);
      assert.doesNotMatch(text, /try again|insert|was written|left unchanged/i);
    });

  it('name neither a place nor a key that isn’t known', () => {
    for (const code of CODES) assertReadable(errorInWords(new ProjectFileError(code, FILE)).text);
  });

  it('are of the innermost attempt', async () => {
    const error = new ProjectFileError('readOnly', FILE);
    const inner = () => attempting('undoInsert', async () => Promise.reject(error));
    await assert.rejects(attempting('rotate', inner), error);
    assert.equal(attemptOf(error), 'undoInsert');
  });
});

const STORE_CODES: Readonly<Record<StoreErrorCode, true>> = {
  noSocketFolder: true,
  programMissing: true,
  refused: true,
  signedOut: true,
  denied: true,
  missing: true,
  exists: true,
  notOurs: true,
  unclear: true,
  unfit: true,
  tooOld: true,
  changedMeanwhile: true,
  cancelled: true,
};

describe('the words for an error of a store', () => {
  const inWords = (code: StoreErrorCode, attempt: Attempt | 'unknown', mayHaveWritten: boolean) =>
    errorInWords(
      during(new StoreError(code, 'vault', { field: 'key', exitCode: 2, mayHaveWritten }), attempt),
    );

  for (const [attempt, { button }] of attempts)
    for (const code of Object.keys(STORE_CODES) as readonly StoreErrorCode[])
      it(`fit the attempt: ${attempt}, ${code}`, () => {
        const { text, mend } = inWords(code, attempt, false);
        assertReadable(text);
        assert.match(text, /Nothing was changed in the store\./);
        if (attempt === 'rotate' || attempt === 'undoRotation') assert.doesNotMatch(text, /insert the secret/);
        if (attempt === 'undoRotation') assert.doesNotMatch(text, /new secret|insert/);
        // No sign-in of ours helps another program.
        assert.equal(mend?.label, button);
      });

  it('say which value a store may have', () => {
    assert.match(inWords('refused', 'rotate', true).text, /may have the new value/);
    assert.match(inWords('refused', 'undoRotation', true).text, /may have the old value again/);
  });
});

describe('the words for other errors of a rotation', () => {
  const folder = new CredentialsError('placeUnreachable', { place: '/srv/deep/project' });

  it('offer to undo, or only to undo again', () => {
    assert.match(errorInWords(folder).text, /…\/deep\/project.*Connect it and finish, or undo\./);
    const undoing = noteAttempt(new CredentialsError('placeUnreachable', { place: '/srv/deep/p' }), 'undoRotation');
    assert.match(errorInWords(undoing).text, /…\/deep\/p .*Connect it, then undo the rotation again\./);
  });

  it('name a record from the home folder or by its last names', () => {
    for (const code of ['recordDamaged', 'recordUnreadable'] satisfies CredentialsErrorCode[])
      assertReadable(errorInWords(new CredentialsError(code, { place: '/srv/storage/bindings/a.json' })).text);
  });

  it('resume the work instead of refreshing a view, and sign in where that is needed', () => {
    for (const attempt of ['rotate', 'undoRotation'] as const) {
      const unreachable = noteAttempt(new ServiceError('unreachable'), attempt);
      assert.equal(errorInWords(unreachable).mend?.command, 'resumeWork');
      const signedOut = noteAttempt(new CredentialsError('signedOut'), attempt);
      assert.equal(errorInWords(signedOut).mend?.command, 'signIn');
      const refused = noteAttempt(new SignInError('unreachable'), attempt);
      assert.equal(errorInWords(refused).mend?.command, 'resumeWork');
    }
    assert.equal(errorInWords(new SignInError('unreachable')).mend?.command, 'refresh');
  });
});
