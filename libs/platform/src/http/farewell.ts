import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Server as Listener } from 'node:net';
import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';

/** How long whoever keeps a connection may still send one request by it. */
const GRACE_MS = 1_000;
const LOOK_EVERY_MS = 20;
/** A turn of the event loop as short as this had no work to do: whoever has come has been let in. */
const QUIET_TURN_MS = 0.5;
const MOST_TURNS = 500;

/**
 * Takes leave of those who keep their connections, as proxies and browsers do: by closing the server alone, one who never
 * pauses would be served until patience ends and then be cut off in the middle of a request.
 */
export class Farewell {
  private readonly open = new Set<ServerResponse>();
  private leaving = false;

  constructor(private readonly server: Server) {
    server.prependListener('request', (_request: IncomingMessage, response: ServerResponse) => {
      this.open.add(response);
      response.once('close', () => this.open.delete(response));
      if (this.leaving) endsItsConnection(response);
    });
  }

  /** From here on nobody new is let in, and each answer is the last of its connection. */
  async say(): Promise<void> {
    this.leaving = true;
    for (const response of this.open) endsItsConnection(response);
    await quietTurn();
    // The listener alone: the server's own `close` cuts connections that are idle, by which a request may be on its way.
    Listener.prototype.close.call(this.server);
    for (let waited = 0; waited < GRACE_MS && (await this.connections()) > 0; waited += LOOK_EVERY_MS) {
      await pause(LOOK_EVERY_MS);
    }
  }

  private connections(): Promise<number> {
    return new Promise((resolve) => {
      this.server.getConnections((error, count) => resolve(error ? 0 : count));
    });
  }
}

function endsItsConnection(response: ServerResponse): void {
  response.shouldKeepAlive = false;
}

/** Whom the kernel has let in and the process has not is cut off when it stops listening. */
async function quietTurn(): Promise<void> {
  for (let turns = 0; turns < MOST_TURNS; turns += 1) {
    const began = performance.now();
    await turn();
    if (performance.now() - began < QUIET_TURN_MS) return;
  }
}
