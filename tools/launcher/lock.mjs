// One Countersign per data folder. The lock is a socket: the system lets go of it however its holder ends.
import crypto from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

function addressOf(folder) {
  const name = `countersign-${crypto.createHash('sha256').update(folder).digest('hex').slice(0, 32)}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  if (process.platform === 'linux') return `\0${name}`; // not a file: nothing stale can be left
  return path.join(os.tmpdir(), `${name}.sock`);
}

function listen(address) {
  return new Promise((resolve, reject) => {
    const server = net.createServer((socket) => socket.destroy());
    server.once('error', reject);
    server.listen(address, () => resolve(server));
  });
}

function answers(address) {
  return new Promise((resolve) => {
    const socket = net.connect(address, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/** @returns {Promise<(() => void) | null>} lets go; null when another process holds the folder */
export async function lockFolder(folder) {
  const address = addressOf(folder);
  const isFile = path.isAbsolute(address) && process.platform !== 'win32';
  if (isFile && !(await answers(address))) fs.rmSync(address, { force: true });
  try {
    const server = await listen(address);
    server.unref();
    return () => server.close();
  } catch (error) {
    if (error.code === 'EADDRINUSE') return null;
    throw error;
  }
}
