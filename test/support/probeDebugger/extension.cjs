// A debugger for launch configurations of two types: `probe` starts a Node.js program with `env`, and waits for its end;
// `probeTerminal` has the editor start it in a terminal, and says so nowhere.
const { spawn } = require('node:child_process');
const vscode = require('vscode');

/** Supports only the part of the Debug Adapter Protocol that starts a program. */
class ProbeAdapter {
  #sent = new vscode.EventEmitter();
  #sequence = 0;
  #start;
  onDidSendMessage = this.#sent.event;

  constructor(type) {
    this.#start = type === 'probe' ? this.#startHere : this.#startInTerminal;
  }

  handleMessage({ type, command, seq, arguments: given }) {
    if (type !== 'request') return;
    if (command === 'launch') this.#start(given);
    this.#send({ type: 'response', request_seq: seq, success: true, command, body: {} });
    if (command === 'initialize') this.#send({ type: 'event', event: 'initialized' });
  }

  dispose() {}

  #startHere({ program, env }) {
    const child = spawn(process.execPath, [program], { env: { ...process.env, ...env }, stdio: 'ignore' });
    child.once('exit', () => this.#send({ type: 'event', event: 'terminated' }));
  }

  #startInTerminal({ program, env }) {
    const asked = { kind: 'integrated', cwd: '', args: [process.execPath, program], env };
    this.#send({ type: 'request', command: 'runInTerminal', arguments: asked });
  }

  #send(message) {
    this.#sequence += 1;
    this.#sent.fire({ seq: this.#sequence, ...message });
  }
}

exports.activate = context => {
  for (const type of ['probe', 'probeTerminal']) {
    const createDebugAdapterDescriptor = () =>
      new vscode.DebugAdapterInlineImplementation(new ProbeAdapter(type));
    context.subscriptions.push(
      vscode.debug.registerDebugAdapterDescriptorFactory(type, { createDebugAdapterDescriptor }),
    );
  }
};
