import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const beside = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** A program beside the benchmark that tells its parent where it listens. Its log is written as ever, to where nobody reads it. */
export class Server {
  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
  ) {}

  static async start(file: string, env: Readonly<Record<string, string>>): Promise<Server> {
    const child = fork(beside(file), [], {
      execArgv: ['--enable-source-maps'],
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const listening = await new Promise<string>((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`${file} ended with ${code}.`)));
      child.on('message', (message: { listening?: string }) => {
        if (message.listening !== undefined) resolve(message.listening);
      });
    });
    return new Server(child, Number(new URL(listening).port));
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill();
    await ended;
  }
}
