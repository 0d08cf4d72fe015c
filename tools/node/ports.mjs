import net from 'node:net';

export const LOCAL = '127.0.0.1';

function tryListening(port) {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => resolve(null));
    server.listen({ port, host: LOCAL, exclusive: true }, () => {
      const taken = server.address().port;
      server.close(() => resolve(taken));
    });
  });
}

export async function isFree(port) {
  return (await tryListening(port)) !== null;
}

/** The usual port when nobody has it, any free one otherwise. */
export async function freePort(usual = 0) {
  return (await tryListening(usual)) ?? (await tryListening(0));
}

export function isListening(port) {
  return new Promise((resolve) => {
    const socket = net.connect({ port, host: LOCAL, timeout: 1000 });
    const answer = (is) => {
      socket.destroy();
      resolve(is);
    };
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false));
    socket.once('timeout', () => answer(false));
  });
}
