/** Every Jest project in one run: `npm test` calls this, then the browser journeys. */
module.exports = {
  projects: ['<rootDir>/apps/*/jest.config.cjs', '<rootDir>/libs/*/jest.config.cjs'],
};
