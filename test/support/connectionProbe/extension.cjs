// An extension in the same host that records every connection opened by any code there, and every DNS lookup, before anything
// is sent. `connectionsOf` reads its records.
const dns = require('node:dns');
const fs = require('node:fs');
const net = require('node:net');

const note = entry => fs.appendFileSync(process.env.CONNECTION_WATCH_FILE, `${JSON.stringify(entry)}\n`);

exports.activate = () => {
  note({ kind: 'start' });
  const { connect } = net.Socket.prototype;
  net.Socket.prototype.connect = function (...args) {
    // From `net.connect`: already an array of options and callback.
    const given = Array.isArray(args[0]) ? args[0][0] : args[0];
    const options = typeof given === 'object' && given !== null ? given : { port: given, host: args[1] };
    // A path is a local socket.
    if (!options.path)
      note({ kind: 'connect', host: options.host ?? 'localhost', port: Number(options.port) });
    return connect.apply(this, args);
  };
  for (const owner of [dns, dns.promises]) {
    const { lookup } = owner;
    owner.lookup = function (name, ...rest) {
      note({ kind: 'lookup', host: name });
      return lookup.call(this, name, ...rest);
    };
  }
};
