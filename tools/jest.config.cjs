module.exports = require('./jest.node.cjs')(__dirname, 'tools', {
  testMatch: ['<rootDir>/**/*.spec.mjs'],
  moduleFileExtensions: ['mjs', 'cjs', 'js', 'json'],
});
