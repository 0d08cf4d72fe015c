// The linter guards who may import whom, and a rule that was mistyped guards nothing and says nothing.
// Here every arrow that must not be is drawn in a file that exists only for the linter, and must be refused.
import './node/require-node.mjs';
import path from 'node:path';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { root } from './node/root.mjs';

/** The server's libraries from the ground up, as they are meant to stand. */
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

/** Where the imports stand, what that place may import, and what it may not. */
const layers = [
  {
    folder: 'libs/domain/src',
    may: [`import { one } from './dates/calendar';`],
    mayNot: [
      `import fs from 'node:fs';`,
      `import fs from 'fs';`,
      `import { map } from 'rxjs';`,
      `import { Injectable } from '@nestjs/common';`,
      `import type { Config } from '@countersign/platform';`,
      `import { one } from '@countersign/content';`,
      `import type { Vendor } from '@countersign/api-types';`,
      `import { one } from '../../content/src/index';`,
      `export const now = () => Date.now();`,
      `export const now = () => new Date();`,
    ],
  },
  {
    folder: 'libs/content/src',
    may: [`import type { Text } from '@countersign/domain';`, `import facts from './data/facts.json';`],
    mayNot: [
      `import { publish } from '@countersign/domain';`,
      `import fs from 'node:fs';`,
      `import { map } from 'rxjs';`,
      `import { Config } from '@countersign/platform';`,
      `import type { Vendor } from '@countersign/api-types';`,
    ],
  },
  {
    folder: 'libs/api-types/src',
    may: [`import type { paths } from './openapi';`],
    mayNot: [
      `import type { Text } from '@countersign/domain';`,
      `import { Config } from '@countersign/platform';`,
      `import { map } from 'rxjs';`,
      `import fs from 'node:fs';`,
    ],
  },
  ...house.map((library, height) => ({
    folder: `libs/${library}/src/drawn`,
    may: [
      ...house.slice(0, height).map((lower) => `import { one } from '@countersign/${lower}';`),
      `import fs from 'node:fs';`,
      `import { Injectable } from '@nestjs/common';`,
      `import { publish } from '@countersign/domain';`,
      `import { clauseLibrary } from '@countersign/content';`,
    ],
    mayNot: [
      ...house.slice(height + 1).map((upper) => `import { one } from '@countersign/${upper}';`),
      ...house
        .filter((other) => other !== library)
        .map((other) => `import { one } from '../../../${other}/src/inside';`),
      `import type { Vendor } from '@countersign/api-types';`,
      `import { Component } from '@angular/core';`,
      `import { handOutPortal } from '../../../../apps/api/src/portal-files';`,
      `import { aProduct } from '@countersign/testing';`,
      `import { Database } from '#product';`,
    ],
  })),
  {
    folder: 'libs/testing/src',
    may: [`import { Database } from '#product';`, `import { publish } from '@countersign/domain';`],
    mayNot: house.map((library) => `import { one } from '@countersign/${library}';`),
  },
  {
    folder: 'apps/worker/src',
    may: [
      `import { Config } from '@countersign/platform';`,
      `import { migrations } from '@countersign/migrations';`,
    ],
    mayNot: [
      `import type { Vendor } from '@countersign/api-types';`,
      `import { handOutPortal } from '../../api/src/portal-files';`,
      `import { Component } from '@angular/core';`,
    ],
  },
  {
    folder: 'apps/portal/src/app',
    may: [
      `import { Component } from '@angular/core';`,
      `import type { Vendor } from '@countersign/api-types';`,
      `import { publish } from '@countersign/domain';`,
    ],
    mayNot: [
      `import { Config } from '@countersign/platform';`,
      `import type { Config } from '@countersign/platform';`,
      `import { clauseLibrary } from '@countersign/content';`,
      `import { migrations } from '@countersign/migrations';`,
      `import { Config } from '../../../../libs/platform/src/index';`,
      `import { Injectable } from '@nestjs/common';`,
      `import { Repository } from 'typeorm';`,
      `import fs from 'node:fs';`,
    ],
  },
  {
    folder: 'apps/portal-e2e/src',
    may: [`import { expect } from '@playwright/test';`, `import fs from 'node:fs';`],
    mayNot: [
      `import { Config } from '@countersign/platform';`,
      `import { Component } from '@angular/core';`,
      `import { Client } from 'pg';`,
    ],
  },
];

const manners = [
  ['libs/portfolio/src/vendors', `export const anything: any = 1;`],
  ['libs/portfolio/src/vendors', `console.log('said');`],
  ['libs/portfolio/src/vendors', `export enum Level { High }`],
  ['libs/portfolio/src/vendors', `export const states = ['sent', 'opened', 'answering'];`],
  [
    'libs/portfolio/src/vendors',
    "export const sql = `a.state in ('sent', 'opened', 'answering', 'returned')`;",
  ],
  ['libs/portfolio/src/vendors', "export const sql = `a.state in ('submitted', 'in-review')`;"],
  ['libs/portfolio/src/vendors', `export const day = (at: string) => at.slice(0, 10);`],
  ['libs/portfolio/src/vendors', 'export const sql = `select a.closed_at::date`;'],
  ['libs/domain/src/dates', `export const day = (at: string) => at.split('T')[0];`],
  ['apps/portal/src/app/ui', `export const day = (at: string) => at.substring(0, 10);`],
];

const guards = /enforce-module-boundaries|no-restricted-|no-explicit-any|no-console/;
// the drawn file belongs to no TypeScript project, and imports are judged without types
const eslint = new ESLint({ cwd: root, overrideConfig: tseslint.configs.disableTypeChecked });

async function isRefused(folder, text) {
  const [result] = await eslint.lintText(`${text}\n`, { filePath: path.join(root, folder, 'drawn-here.ts') });
  const unread = result.messages.find(({ fatal }) => fatal);
  if (unread) throw new Error(`${folder}: ${text} cannot be read: ${unread.message}`);
  return result.messages.some(({ ruleId }) => guards.test(ruleId ?? ''));
}

const cases = [
  ...layers.flatMap(({ folder, may, mayNot }) => [
    ...may.map((text) => ({ folder, text, refused: false })),
    ...mayNot.map((text) => ({ folder, text, refused: true })),
  ]),
  ...manners.map(([folder, text]) => ({ folder, text, refused: true })),
];

let wrong = 0;
for (const { folder, text, refused } of cases) {
  if ((await isRefused(folder, text)) === refused) continue;
  wrong += 1;
  console.log(`${folder}: ${text} is ${refused ? 'not refused' : 'refused, though it is allowed'}`);
}
if (wrong === 0) console.log(`${cases.length} imports are allowed and refused as they should be`);
process.exitCode = wrong > 0 ? 1 : 0;
