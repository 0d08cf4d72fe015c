// npm start: everything Countersign needs, on this machine alone.
import '../node/require-node.mjs';

// Not a static import: what it loads needs Node 24 and the packages, which the line above has made sure of.
const { main } = await import('./launch.mjs');
await main();
