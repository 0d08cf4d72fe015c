// npm test: specs and journeys; npm test -- contracts vendors: the specs of these areas. The last line counts them.
import './node/require-node.mjs';

const { failWith } = await import('./node/problem.mjs');
const { runAreas, runTests, summarise } = await import('./testing/run-tests.mjs');
const areas = process.argv.slice(2);

async function test() {
  summarise(await (areas.length > 0 ? runAreas(areas) : runTests()));
}

await test().catch(failWith);
