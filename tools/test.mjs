// npm test: specs and journeys; the last line counts both.
import './node/require-node.mjs';

const { runTests, summarise } = await import('./testing/run-tests.mjs');
summarise(await runTests());
