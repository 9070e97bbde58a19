// `npm run --silent files`: tries the file logic without an editor. One JSON request per line on standard input, one JSON
// answer per line on standard output, in the same order. Empty lines are ignored; the end of the input ends the program.
import { once } from 'node:events';
import { answerLine } from './answerLine.ts';
import { inputLines } from './inputLines.ts';

// Whoever reads the answers may be gone.
process.stdout.on('error', () => process.exit(1));

for await (const line of inputLines(process.stdin)) {
  const request = line.trim();
  if (request === '') continue;
  const answer = await answerLine(request);
  if (!process.stdout.write(`${JSON.stringify(answer)}\n`)) await once(process.stdout, 'drain');
}
