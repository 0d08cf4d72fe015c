// A spec that starts the whole product takes its time on a busy machine.
module.exports = require('../../tools/jest.services.cjs')(__dirname, 'server', { testTimeout: 60_000 });
