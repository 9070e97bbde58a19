import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { StoreSurroundings } from '../../../src/externalStores/openStore.ts';
import {
  createInStore,
  lookInStore,
  type StoreUpdate,
  updateInStore,
} from '../../../src/externalStores/putIntoStore.ts';
import { StoreError, type StoreErrorCode } from '../../../src/externalStores/storeError.ts';
import type { StoreId, StoreLocation, StorePlace } from '../../../src/externalStores/storePlace.ts';
import { SecretText } from '../../../src/secret/secretText.ts';

/** A value with everything that quoting could damage. */
export const SECRET = 'c4n4ry-"q$ `x` \\ ü+/=';

/** The value after a rotation. */
export const ROTATED = 'r0t4t3d-"q$ `x` \\ ü+/=';

/** The client of the values. */
export const CLIENT_ID = 'c0ffee';

/** Tells whether a value is the one that was stored first. */
export const isFirst = (value: SecretText): boolean => value.equals(new SecretText(SECRET));

/** A store with a place in it, and the environment of its program. */
export class StoreStage {
  readonly #id: StoreId;
  readonly #surroundings: () => StoreSurroundings;

  constructor(
    id: StoreId,
    env: () => NodeJS.ProcessEnv,
    more: Partial<Pick<StoreSurroundings, 'endWithinMs' | 'calledAsOn'>> = {},
  ) {
    this.#id = id;
    this.#surroundings = () => ({ env: env(), platform: process.platform, ...more });
  }

  #write(value: string, signal = new AbortController().signal) {
    const credential = { clientId: CLIENT_ID, secret: new SecretText(value) };
    return { credential, surroundings: this.#surroundings(), signal };
  }

  /** Stores a value where nothing is. */
  create(place: StorePlace, value = SECRET, signal?: AbortSignal): Promise<StoreLocation> {
    return createInStore({ id: this.#id, place }, this.#write(value, signal));
  }

  /** Replaces a value. */
  update(place: StorePlace, value = ROTATED, isOurs?: StoreUpdate['isOurs']): Promise<StoreLocation> {
    return updateInStore({ id: this.#id, place }, { ...this.#write(value), isOurs });
  }

  /** Looks what is there. */
  look(place: StorePlace) {
    return lookInStore({ id: this.#id, place }, this.#write(SECRET));
  }
}

/** Resolves with the error of a store; fails unless it has this code and no part of a value. */
export async function failure(promise: Promise<unknown>, code: StoreErrorCode): Promise<StoreError> {
  const error = await promise.then(
    () => assert.fail('it should have failed'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof StoreError, String(error));
  assert.equal(error.code, code, `${error.message} ${error.output}`);
  assert.doesNotMatch(error.output, /c4n4ry|r0t4t3d|0thers/);
  return error;
}

/** Writes a program of this name into a folder; it runs the given script on Node. Returns an environment that finds it. */
export function installProgram(folder: string, name: string, script: string): NodeJS.ProcessEnv {
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, name), `#!${process.execPath}\n${script}`, { mode: 0o755 });
  return { ...process.env, PATH: `${folder}${path.delimiter}${process.env.PATH}` };
}

/** A program that stands in for a store's own, with what it keeps. */
export interface StandIn<State> {
  readonly env: NodeJS.ProcessEnv;
  read(): State;
  write(state: State): void;
}

/**
 * Installs a program that keeps to the documented contract of a store's own, and fails on everything else: see the folder
 * `contracts`.
 */
export function installStandIn<State>(folder: string, name: string, initial: State): StandIn<State> {
  const file = path.join(folder, `${name}.json`);
  const contract = path.join(import.meta.dirname, 'contracts', `${name}.cjs`);
  const env = installProgram(folder, name, `require(${JSON.stringify(contract)})(${JSON.stringify(file)});`);
  const write = (state: State) => fs.writeFileSync(file, JSON.stringify(state));
  write(initial);
  return { env, write, read: () => JSON.parse(fs.readFileSync(file, 'utf8')) };
}
