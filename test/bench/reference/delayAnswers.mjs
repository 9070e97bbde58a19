// Stands before a service and answers each request later by as many milliseconds as a distant one would, whatever
// comes meanwhile. Its arguments are the service's address and the delay.
import http from 'node:http';

const [target = '', delayMs] = process.argv.slice(2);
const { host, port, hostname } = new URL(target);
const agent = new http.Agent({ keepAlive: true });

const server = http.createServer((request, response) => {
  const { method, url: path, headers } = request;
  const passed = http.request(
    { agent, hostname, port, method, path, headers: { ...headers, host } },
    answer => {
      const pass = () => answer.pipe(response.writeHead(answer.statusCode, answer.rawHeaders));
      setTimeout(pass, Number(delayMs));
    },
  );
  passed.on('error', () => response.destroy());
  request.pipe(passed);
});
process.stdin.on('end', () => process.exit()).resume();
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
