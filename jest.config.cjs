/** Every Jest project in one run: `npm test` calls this, then the browser journeys. */
module.exports = {
  projects: [
    '<rootDir>/apps/*/jest.config.cjs',
    '<rootDir>/libs/*/jest.config.cjs',
    '<rootDir>/tools/jest.config.cjs',
  ],
  // A project's own time limit counts only where it is run by itself; a busy machine is slow, not wrong.
  testTimeout: 60_000,
};
