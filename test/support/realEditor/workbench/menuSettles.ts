import { setTimeout as wait } from 'node:timers/promises';

/**
 * A menu ignores clicks within its first moment, lest the click that opened it hits an entry; in
 * milliseconds.
 */
const MENU_SETTLES_MS = 250;

/** Waits until a menu that has just opened takes clicks. */
export const menuSettles = (): Promise<void> => wait(MENU_SETTLES_MS);
