// A bare `node:http` server that signs once per request with RSA-2048 and SHA-256, as every token needs, and answers
// as many bytes as its argument says.
import { generateKeyPairSync, sign } from 'node:crypto';
import http from 'node:http';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const padding = 'x'.repeat(Number(process.argv[2]));

const server = http.createServer((request, response) => {
  const chunks = [];
  request
    .on('data', chunk => chunks.push(chunk))
    .on('end', () => {
      const signature = sign('sha256', Buffer.concat(chunks), privateKey).toString('base64url');
      const body = JSON.stringify({ access_token: (signature + padding).slice(0, padding.length) });
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(body);
    });
});
process.stdin.on('end', () => process.exit()).resume();
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
