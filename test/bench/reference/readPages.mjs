// A bare `node:http` server that reads the pages of a local tenant's database in the plain way, with no check of who
// asks. Its argument is the database, which it does not change.
import http from 'node:http';
import { DatabaseSync } from 'node:sqlite';

const database = new DatabaseSync(process.argv[2] ?? '', { readOnly: true });
const page = database.prepare(
  "SELECT * FROM client WHERE type = 'clientCredentials' ORDER BY sequence LIMIT ? OFFSET ?",
);
const count = database.prepare("SELECT count(*) AS total FROM client WHERE type = 'clientCredentials'");

const server = http.createServer((request, response) => {
  const { searchParams } = new URL(request.url ?? '', 'http://127.0.0.1');
  const rows = page.all(Number(searchParams.get('count')), Number(searchParams.get('skip')));
  const body = JSON.stringify(
    rows.map(row => ({
      Id: row.id,
      Name: row.name,
      Enabled: row.enabled === 1,
      AccessTokenLifetime: row.token_lifetime_seconds,
      Tags: JSON.parse(row.tags),
      RoleIds: JSON.parse(row.role_ids),
    })),
  );
  const headers = { 'Content-Type': 'application/json', 'Total-Count': count.get()?.total };
  response.writeHead(200, headers).end(body);
});
process.stdin.on('end', () => process.exit()).resume();
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
