// A program as users write them: it reads its .env whenever it needs a token, and needs one all the time.
import fs from 'node:fs';
import dotenv from 'dotenv';

const [file] = process.argv.slice(2);
const counts = { tokens: 0, failures: [], secrets: new Set() };
let running = true;
process.on('SIGTERM', () => {
  running = false;
});
process.stdout.write('ready\n');
while (running) {
  const { ADH_RESOURCE, ADH_CLIENT_ID, ADH_CLIENT_SECRET } = dotenv.parse(fs.readFileSync(file));
  counts.secrets.add(ADH_CLIENT_SECRET);
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: ADH_CLIENT_ID ?? '',
    client_secret: ADH_CLIENT_SECRET ?? '',
  });
  const answer = await fetch(`${ADH_RESOURCE}/identity/connect/token`, { method: 'POST', body });
  if (answer.ok) counts.tokens += 1;
  else counts.failures.push(answer.status);
  await answer.text();
}
process.stdout.write(`${JSON.stringify({ ...counts, secrets: counts.secrets.size })}\n`);
