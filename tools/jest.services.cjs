const path = require('node:path');
const nodeProject = require('./jest.node.cjs');

/** A Node project whose specs use a real Postgres and a real Redis. */
module.exports = (rootDir, displayName, extra = {}) =>
  nodeProject(rootDir, displayName, {
    globalSetup: path.join(__dirname, 'testing/jest-global-setup.cjs'),
    globalTeardown: path.join(__dirname, 'testing/jest-global-teardown.cjs'),
    ...extra,
  });
