// The test services in a process of their own: they end with whoever forked it, even after kill -9.
import { startTestServices } from './services.mjs';

process.on('SIGINT', () => {}); // Ctrl-C reaches the whole group; the end of the parent is what counts
try {
  const services = await startTestServices();
  const stop = () => services.stop().finally(() => process.exit(0));
  if (!process.connected) await stop();
  process.once('disconnect', stop);
  process.send({ env: services.env, summary: services.summary });
} catch (error) {
  if (process.connected) process.send({ problem: error.message });
  process.exitCode = 1;
  process.disconnect?.();
}
