// npm run test:saves: saves of many respondents while the api is killed and PostgreSQL is cut off; reads every
// acknowledged one back.
import './node/require-node.mjs';

const { main } = await import('./saves-check/main.mjs');
await main(process.argv.slice(2));
