const fs = require('node:fs');
const path = require('node:path');

const libraries = path.join(__dirname, '..');
const hasItsOwn = (name) => name !== 'server' && fs.existsSync(path.join(libraries, name, 'jest.config.cjs'));

/** The specs of all the server's libraries: one project, so that each source is compiled once for all of them. */
module.exports = require('../../tools/jest.services.cjs')(libraries, 'server', {
  roots: fs
    .readdirSync(libraries)
    .filter((name) => fs.existsSync(path.join(libraries, name, 'src')) && !hasItsOwn(name))
    .map((name) => path.join(libraries, name, 'src')),
  testMatch: ['<rootDir>/*/src/**/*.spec.ts'],
  // A spec that starts the whole product takes its time on a busy machine.
  testTimeout: 60_000,
});
