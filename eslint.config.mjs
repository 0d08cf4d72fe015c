import js from '@eslint/js';
import { createProjectGraphAsync } from '@nx/devkit';
import nx from '@nx/eslint-plugin';
import angular from 'angular-eslint';
import prettier from 'eslint-config-prettier';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

// Nx's rule reads the cached graph, and without one it skips itself: a fresh clone would pass everything.
process.env.NX_DAEMON ??= 'false';
await createProjectGraphAsync({ exitOnError: false });

const specs = ['**/*.spec.ts', '**/testing.ts', '**/testing/**'];
// the tests' own database server lies among the tools, outside every Nx project
const testDatabase = '^(\\.\\./)+tools/testing/test-database\\.cjs$';
const serverSide = ['@nestjs/*', 'typeorm', 'pg', 'bullmq', 'ioredis', 'express', 'nodemailer', 'passport*'];

/** The server's libraries from the ground up: each may know those before it, and none after it. */
const house = [
  'wire',
  'platform',
  'papers',
  'audit',
  'limits',
  'notifications',
  'identity',
  'tasks',
  'notes',
  'organisation',
  'findings',
  'contracts',
  'questionnaires',
  'evidence',
  'assessments',
  'research',
  'responding',
  'engagements',
  'vendors',
  'portfolio',
  'operating',
  'demonstration',
  'server',
];
const rules = ['layer:content', 'layer:domain'];
const beside = ['layer:migrations', 'layer:testing'];
const ofTheServer = `libs/{${house.join(',')}}/src/**/*.ts`;

/** Who may know whom. `tools/boundaries-check.mjs` proves that each arrow that is missing here is refused. */
const layers = [
  { sourceTag: 'layer:domain', onlyDependOnLibsWithTags: ['layer:domain'] },
  { sourceTag: 'layer:content', onlyDependOnLibsWithTags: ['layer:content', 'layer:domain'] },
  { sourceTag: 'layer:api-types', onlyDependOnLibsWithTags: ['layer:api-types'] },
  ...house.map((library, height) => ({
    sourceTag: `layer:${library}`,
    onlyDependOnLibsWithTags: [
      ...rules,
      ...beside,
      ...house.slice(0, height + 1).map((known) => `layer:${known}`),
    ],
    bannedExternalImports: ['@angular/*'],
  })),
  {
    sourceTag: 'layer:testing',
    onlyDependOnLibsWithTags: [...rules, 'layer:testing'],
    bannedExternalImports: ['@angular/*'],
  },
  {
    sourceTag: 'layer:migrations',
    onlyDependOnLibsWithTags: ['layer:migrations'],
    bannedExternalImports: ['@angular/*'],
  },
  {
    sourceTag: 'layer:server-app',
    onlyDependOnLibsWithTags: [...rules, ...beside, ...house.map((known) => `layer:${known}`)],
    bannedExternalImports: ['@angular/*'],
  },
  {
    sourceTag: 'layer:portal',
    onlyDependOnLibsWithTags: ['layer:api-types', 'layer:domain'],
    bannedExternalImports: serverSide,
  },
  {
    sourceTag: 'layer:e2e',
    onlyDependOnLibsWithTags: ['layer:domain'],
    bannedExternalImports: [...serverSide, '@angular/*'],
  },
];

const notRelative = '^(?!\\.{1,2}(/|$))';
const onlyRelative = (message) => ({ patterns: [{ regex: notRelative, message }] });

const enums = {
  selector: 'TSEnumDeclaration',
  message: 'Write an `as const` table or a union of strings.',
};

/** Numbers, days and sorting follow the reader's locale in one folder of the portal. */
const ownFormats = [
  {
    selector: 'CallExpression[callee.property.name=/^(toLocale\\w+|localeCompare)$/]',
    message: 'Take it from language/formats: there it follows the reader’s locale.',
  },
  {
    selector: "MemberExpression[object.name='Intl']",
    message: 'Take it from language/formats: there it follows the reader’s locale.',
  },
];

/** The same on the server, for whoever is known to read. */
const ownWords = ownFormats.map(({ selector }) => ({
  selector,
  message: 'Let a text say it, with a parameter: platform/src/words knows the locale of the reader.',
}));

/** What a rule of `domain` says once. */
const writtenOnce = [
  {
    selector:
      "ArrayExpression:has(> Literal[value='opened']):has(> Literal[value='answering']), TemplateElement[value.raw=/'opened', *'answering'/]",
    message: 'domain lists the states of an assessment: ANSWERABLE_STATES, in SQL by textList.',
  },
  {
    selector:
      "ArrayExpression:has(> Literal[value='submitted']):has(> Literal[value='in-review']), TemplateElement[value.raw=/'submitted', *'in-review'/]",
    message: 'domain lists the states of an assessment: REVIEWABLE_STATES, in SQL by textList.',
  },
];

/** An instant has a day only in a zone: its first ten characters are the day in London. */
const daysOfInstants = [
  {
    selector:
      "CallExpression[callee.property.name=/^(slice|substring|substr)$/][arguments.0.value=0][arguments.1.value=10], CallExpression[callee.property.name='split'][arguments.0.value='T']",
    message: 'A day is cut out of an instant by todayIn(zone, …), in the portal by formatDateOf.',
  },
  {
    selector:
      'TemplateElement[value.raw=/(_at|timestamptz|now\\(\\))::date/], Literal[value=/(_at|timestamptz|now\\(\\))::date/]',
    message: 'A day is cut out of an instant by (… at time zone o.time_zone)::date.',
  },
];

export default defineConfig(
  globalIgnores([
    '**/node_modules',
    '**/dist',
    '**/coverage',
    'tmp',
    '.nx',
    '**/.angular',
    '.countersign',
    'libs/api-types/src/openapi.ts', // written by the build
  ]),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  { rules: { eqeqeq: ['error', 'always', { null: 'ignore' }] } },
  {
    files: ['**/*.{ts,cts}'],
    extends: [tseslint.configs.recommended],
    plugins: { '@nx': nx },
    rules: {
      'no-console': 'error',
      'no-restricted-syntax': ['error', enums, ...writtenOnce, ...daysOfInstants],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@nx/enforce-module-boundaries': [
        'error',
        { allow: [testDatabase], enforceBuildableLibDependency: false, depConstraints: layers },
      ],
    },
  },
  {
    // with types: a promise that nobody waits for is a write outside its transaction
    files: [ofTheServer, 'libs/testing/src/**/*.ts', 'apps/{api,worker}/src/**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
    },
  },
  {
    files: [ofTheServer, 'apps/{api,worker}/src/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', enums, ...ownWords, ...writtenOnce, ...daysOfInstants] },
  },
  {
    files: ['libs/wire/src/words/*.ts'],
    rules: { 'no-restricted-syntax': ['error', enums] },
  },
  {
    // specs say what they expect in full; what is migrated stays as it was
    files: [...specs, 'libs/testing/src/**/*.ts', 'migrations/**/*.ts', '**/*.entity.ts'],
    rules: { 'no-restricted-syntax': ['error', enums] },
  },
  {
    // a spec may build and ask the whole product; what it tests may not
    files: [ofTheServer, 'apps/{api,worker}/src/**/*.ts'],
    ignores: [...specs, 'libs/server/src/product.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: '^(@countersign/testing|#product)$', message: 'Only specs reach for it.' }] },
      ],
    },
  },
  {
    // What a year of contracts is held against is worked out without the product.
    files: ['libs/contracts/src/contracts/simulated-year/testing/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { regex: '^(?!\\./calculator$)', message: 'A second calculator imports nothing of the product.' },
          ],
        },
      ],
    },
  },
  {
    files: ['libs/domain/src/**/*.ts'],
    ignores: specs,
    rules: {
      'no-restricted-imports': ['error', onlyRelative('domain imports nothing: no package, no node:.')],
      'no-restricted-globals': [
        'error',
        'process',
        'globalThis',
        'console',
        'fetch',
        'crypto',
        'performance',
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'domain has no clock: today is an argument.' },
        { object: 'Math', property: 'random', message: 'A rule gives the same answer twice.' },
      ],
      'no-restricted-syntax': [
        'error',
        enums,
        ...daysOfInstants,
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'domain has no clock: today is an argument.',
        },
      ],
    },
  },
  {
    files: ['libs/content/src/**/*.ts'],
    ignores: specs,
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^(?!\\.{1,2}(/|$)|@countersign/domain$)',
              message: 'content imports its own JSON and the types of domain.',
            },
            {
              regex: '^@countersign/domain$',
              allowTypeImports: true,
              message: 'content takes only types from domain.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['libs/api-types/src/**/*.ts'],
    rules: {
      'no-restricted-imports': ['error', onlyRelative('api-types describes the wire and knows nothing.')],
    },
  },
  {
    files: ['apps/portal/src/**/*.ts'],
    extends: [angular.configs.tsRecommended],
    processor: angular.processInlineTemplates,
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [{ regex: '^(node:|.*/(tools|migrations)/)', message: 'The portal runs in a browser.' }],
          paths: [
            {
              name: '@angular/common',
              importNames: ['CurrencyPipe', 'DatePipe', 'DecimalPipe', 'PercentPipe'],
              message: 'Take it from language/formats: there it follows the reader’s locale.',
            },
          ],
        },
      ],
      'no-restricted-syntax': ['error', enums, ...ownFormats, ...writtenOnce, ...daysOfInstants],
      '@angular-eslint/component-selector': [
        'error',
        { type: ['element', 'attribute'], prefix: 'cs', style: 'kebab-case' },
      ],
      '@angular-eslint/directive-selector': [
        'error',
        { type: 'attribute', prefix: 'cs', style: 'camelCase' },
      ],
      '@angular-eslint/prefer-on-push-component-change-detection': 'off', // the default since Angular 22
    },
  },
  {
    files: ['apps/portal/src/app/language/*.ts', 'apps/portal/src/**/*.spec.ts'],
    rules: { 'no-restricted-syntax': ['error', enums] },
  },
  {
    // specs read files of the repository, and host components have selectors of their own
    files: ['apps/portal/src/**/*.spec.ts', 'apps/portal/src/**/testing/**/*.ts'],
    rules: { 'no-restricted-imports': 'off', '@angular-eslint/component-selector': 'off' },
  },
  {
    // journeys report a page's own faults through its console
    files: ['apps/portal-e2e/**/*.ts'],
    rules: { 'no-console': ['error', { allow: ['error'] }] },
  },
  {
    files: ['apps/portal/src/**/*.html'],
    extends: [angular.configs.templateRecommended, angular.configs.templateAccessibility],
    // a dialog holds the focus itself
    rules: {
      '@angular-eslint/template/interactive-supports-focus': ['error', { allowList: ['form', 'dialog'] }],
    },
  },
  {
    files: ['**/*.{mjs,cjs}'],
    languageOptions: {
      globals: Object.fromEntries(
        'AbortController AbortSignal Buffer URL URLSearchParams WebAssembly clearInterval clearTimeout console fetch performance process setImmediate setInterval setTimeout structuredClone'
          .split(' ')
          .map((name) => [name, 'readonly']),
      ),
    },
    rules: { 'no-unused-vars': ['error', { argsIgnorePattern: '^_' }] },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: {
        require: 'readonly',
        module: 'writable',
        exports: 'writable',
        __dirname: 'readonly',
        __filename: 'readonly',
      },
    },
  },
  prettier,
);
