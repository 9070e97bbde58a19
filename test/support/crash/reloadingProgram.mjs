// A program as users write them: it reads its .env whenever it needs a token, and constantly needs one. It reports when it has
// got enough tokens with another secret.
import fs from 'node:fs';
import dotenv from 'dotenv';

/** Number of tokens after which a secret counts as used. */
const ENOUGH = 15;

const [file] = process.argv.slice(2);
const tokens = new Map();
const failures = [];
let running = true;
process.on('SIGTERM', () => {
  running = false;
});
while (running) {
  const { ADH_RESOURCE, ADH_CLIENT_ID, ADH_CLIENT_SECRET } = dotenv.parse(fs.readFileSync(file));
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: ADH_CLIENT_ID ?? '',
    client_secret: ADH_CLIENT_SECRET ?? '',
  });
  const answer = await fetch(`${ADH_RESOURCE}/identity/connect/token`, { method: 'POST', body });
  await answer.text();
  if (!answer.ok) {
    failures.push(answer.status);
    continue;
  }
  const count = (tokens.get(ADH_CLIENT_SECRET) ?? 0) + 1;
  tokens.set(ADH_CLIENT_SECRET, count);
  if (count === ENOUGH) process.stdout.write('uses another secret\n');
}
const total = [...tokens.values()].reduce((sum, count) => sum + count, 0);
process.stdout.write(`${JSON.stringify({ tokens: total, failures, secrets: tokens.size })}\n`);
