// npm run dev: the product from its sources, built again whenever one is saved.
import './node/require-node.mjs';

const { main } = await import('./dev/develop.mjs');
await main();
