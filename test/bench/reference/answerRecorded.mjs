// A bare `node:http` server that answers recorded bytes by path: nothing can answer them faster.
// Its argument is a JSON file of { path: { headers, file } }; the bodies are read before it listens.
import fs from 'node:fs';
import http from 'node:http';

const recorded = new Map(
  Object.entries(JSON.parse(fs.readFileSync(process.argv[2] ?? '', 'utf8'))).map(
    ([url, { headers, file }]) => [url, { headers, body: fs.readFileSync(file) }],
  ),
);

const server = http.createServer((request, response) => {
  const answer = recorded.get(request.url);
  if (answer) response.writeHead(200, answer.headers).end(answer.body);
  else response.writeHead(404).end();
});
process.stdin.on('end', () => process.exit()).resume();
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
