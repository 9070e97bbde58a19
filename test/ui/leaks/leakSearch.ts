import fs from 'node:fs';
import type { Page } from 'playwright-core';
import { filesBelow } from '../../support/folders/filesBelow.ts';
import { processTree } from '../../support/processTree.ts';
import { type Canaries, formsOf } from './canaries.ts';

/** A leaked value. The value itself is left out, because many people read the output of a failed test. */
export interface Finding {
  readonly place: string;
  /** What kind of value it is. */
  readonly what: string;
}

/** Scope and results of a search. */
export interface Searched {
  readonly places: number;
  readonly bytes: number;
  readonly findings: readonly Finding[];
}

/** A location and its content. */
export type Place = readonly [name: string, content: Buffer];

/** Looks for every canary, in every form, in every place. */
export function search(canaries: Canaries, places: Iterable<Place>): Searched {
  const wanted = canaries.all().map(([value, what]) => ({ what, forms: formsOf(value) }));
  const findings: Finding[] = [];
  let [count, bytes] = [0, 0];
  for (const [place, content] of places) {
    count += 1;
    bytes += content.length;
    for (const { what, forms } of wanted)
      if (forms.some(form => content.includes(form))) findings.push({ place, what });
  }
  return { places: count, bytes, findings };
}

/** Reads every file below some folders; skips deleted ones. */
export function* filePlaces(...folders: readonly string[]): Generator<Place> {
  for (const file of folders.flatMap(folder => [...filesBelow(folder)])) {
    try {
      yield [file, fs.readFileSync(file)];
    } catch {
      // A rotated log or a lock file.
    }
  }
}

/** The command line of every process of the machine, and the environment of each below a process. */
export function* processPlaces(root: number): Generator<Place> {
  const read = (pid: number | string, name: string): readonly Place[] => {
    try {
      return [[`${name} of ${pid}`, fs.readFileSync(`/proc/${pid}/${name}`)]];
    } catch {
      return []; // it has just ended
    }
  };
  for (const pid of fs.readdirSync('/proc').filter(name => /^\d+$/.test(name))) yield* read(pid, 'cmdline');
  for (const { pid } of processTree(root)) yield* read(pid, 'environ');
}

/** All text in the document of a page, frame by frame, including the values of inputs. */
export async function pagePlaces(page: Page): Promise<readonly Place[]> {
  const places: Place[] = [];
  for (const frame of page.frames()) {
    const content = await frame
      .evaluate<string>(
        `document.documentElement.outerHTML + [...document.querySelectorAll('input,textarea')].map(field => field.value).join('\\n')`,
      )
      .catch(() => ''); // it has just been closed
    places.push([
      frame === page.mainFrame() ? 'the window' : `the page ${frame.url().slice(0, 60)}`,
      Buffer.from(content),
    ]);
  }
  return places;
}

/** Everything that the editor stores in its browser: its state, its settings, its encrypted secrets. */
export async function storagePlaces(page: Page): Promise<readonly Place[]> {
  const stored = await page.evaluate<readonly [string, string][]>(`(async () => {
    const places = [['localStorage', JSON.stringify(localStorage)], ['sessionStorage', JSON.stringify(sessionStorage)]];
    const done = request => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const texts = value => value instanceof Uint8Array ? new TextDecoder().decode(value) : JSON.stringify(value);
    for (const { name } of await indexedDB.databases()) {
      const database = await done(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const all = database.transaction(store).objectStore(store);
        const [keys, values] = await Promise.all([done(all.getAllKeys()), done(all.getAll())]);
        places.push(...keys.map((key, at) => [name + '/' + store + '/' + key, texts(values[at]) ?? '']));
      }
      database.close();
    }
    return places;
  })()`);
  return stored.map(([name, text]): Place => [name, Buffer.from(text)]);
}
