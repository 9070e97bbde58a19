import { equal, rejects } from 'node:assert/strict';
import { RunningCommands } from '../../../../../src/editor/platform/window/runningCommands.ts';

describe('the commands under way', () => {
  it('are busy until all have ended, with or without an error', async () => {
    const commands = new RunningCommands();
    const first = Promise.withResolvers<void>();
    const second = Promise.withResolvers<void>();
    const ends = [commands.run(() => first.promise), commands.run(() => second.promise)];
    equal(commands.isBusy, true);
    first.resolve();
    await ends[0];
    equal(commands.isBusy, true);
    second.reject(new Error('failed'));
    await rejects(ends[1] as Promise<void>, /failed/);
    equal(commands.isBusy, false);
  });

  it('are idle while the only one waits for the answer to a message, and busy after it', async () => {
    const commands = new RunningCommands();
    const answer = Promise.withResolvers<string>();
    const work = Promise.withResolvers<void>();
    const end = commands.run(async () => {
      // As a command that reads first.
      await Promise.resolve();
      equal(await commands.waitForAnswer(() => answer.promise), 'Try Again');
      equal(commands.isBusy, true);
      await work.promise;
    });
    equal(commands.isBusy, true);
    await Promise.resolve();
    await Promise.resolve();
    equal(commands.isBusy, false);
    answer.resolve('Try Again');
    work.resolve();
    await end;
    equal(commands.isBusy, false);
  });

  it('are busy while one waits for an answer and another is at work', async () => {
    const commands = new RunningCommands();
    const answer = Promise.withResolvers<void>();
    const work = Promise.withResolvers<void>();
    const waiting = commands.run(() => commands.waitForAnswer(() => answer.promise));
    equal(commands.isBusy, false);
    const working = commands.run(() => work.promise);
    equal(commands.isBusy, true);
    work.resolve();
    await working;
    equal(commands.isBusy, false);
    answer.resolve();
    await waiting;
  });

  it('do not include a message that no command shows', async () => {
    const commands = new RunningCommands();
    const work = Promise.withResolvers<void>();
    const working = commands.run(() => work.promise);
    equal(await commands.waitForAnswer(() => Promise.resolve('shown')), 'shown');
    equal(commands.isBusy, true);
    work.resolve();
    await working;
  });
});
