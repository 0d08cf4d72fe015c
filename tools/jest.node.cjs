/**
 * Shared Jest configuration of the Node projects (swc transform, CommonJS test graph).
 * NestJS 12 ships ESM only; the packages below are compiled to CommonJS once and cached on disk.
 * On "Must use import to load ES Module: .../node_modules/<package>" add the package here.
 */
const esmOnly = [
  '@nestjs',
  'file-type',
  'strtok3',
  'token-types',
  '@tokenizer',
  '@borewit',
  'uint8array-extras',
  'openid-client',
  'oauth4webapi',
  'jose',
  '@angular/compiler',
  'intl-messageformat',
  '@formatjs',
];

const swc = {
  swcrc: false,
  sourceMaps: 'inline',
  jsc: {
    target: 'es2023',
    keepClassNames: true,
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
  },
  module: { type: 'commonjs' },
};

const root = `${__dirname}/..`;

module.exports = (rootDir, displayName, extra = {}) => ({
  displayName,
  rootDir,
  testEnvironment: 'node',
  testMatch: ['<rootDir>/src/**/*.spec.ts'],
  transform: { '^.+\\.(ts|mjs|js)$': ['@swc/jest', swc] },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
  moduleNameMapper: {
    '^@countersign/migrations$': `${root}/migrations/index.ts`,
    '^@countersign/([^/]+)$': `${root}/libs/$1/src/index.ts`,
    '^#product$': `${root}/libs/server/src/product.ts`,
  },
  cacheDirectory: `${root}/tmp/jest`,
  ...extra,
});
