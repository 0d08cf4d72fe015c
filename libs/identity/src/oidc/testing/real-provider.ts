import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import request from 'supertest';

export interface PersonAtProvider {
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly name?: string;
  readonly groups?: readonly string[];
}

interface ProviderSetting {
  /** By subject. */
  readonly people?: Readonly<Record<string, PersonAtProvider>>;
  /** Who signs in next; null for somebody who goes back. */
  readonly sits?: string | null;
  /** Members of the metadata document that are not true. */
  readonly metadata?: Readonly<Record<string, string>> | null;
}

export const clientSecret = 'known-to-both-alone';

/** `oidc-provider`, running. */
export class RealProvider {
  private constructor(
    private readonly child: ChildProcess,
    readonly issuer: string,
  ) {}

  static async start(): Promise<RealProvider> {
    const child = fork(join(__dirname, 'provider-process.mjs'), {
      execArgv: [],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const [{ issuer }] = (await once(child, 'message')) as [{ issuer: string }];
    return new RealProvider(child, issuer);
  }

  /** Gives how often it was called by its bare address. */
  async set(setting: ProviderSetting): Promise<number> {
    const answered = once(this.child, 'message');
    this.child.send(setting);
    const [{ callsByAddress }] = (await answered) as [{ callsByAddress: number }];
    return callsByAddress;
  }

  /** A browser of its own goes through the provider; gives the address that it is sent back to. */
  async passThrough(address: string): Promise<string> {
    const browser = request.agent(this.issuer);
    let next = address;
    for (let hops = 0; hops < 10 && next.startsWith(this.issuer); hops++) {
      const answer = await browser.get(next.slice(this.issuer.length)).redirects(0);
      const location = answer.headers['location'];
      if (location === undefined) throw new Error(`The provider says ${answer.status}: ${answer.text}`);
      next = new URL(location, this.issuer).href;
    }
    return next;
  }

  async stop(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.disconnect();
    await ended;
  }
}
