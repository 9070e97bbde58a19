/** Starts a timer; returns a function that stops it. */
export type StartTimer = (task: () => void, delayMs: number) => () => void;

/** Starts a timer of this process. */
export const startTimer: StartTimer = (task, delayMs) => {
  const timer = setTimeout(task, delayMs);
  return () => clearTimeout(timer);
};
