// npm run scale-check: two api and two workers behind a proxy, a pooler, a Redis and files that both reach, from packages
// of this machine; drives them, restarts and kills them, and says what was lost.
import './node/require-node.mjs';

const { main } = await import('./scale-check/main.mjs');
await main(process.argv.slice(2));
