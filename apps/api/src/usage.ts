import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { migrations } from '@countersign/migrations';
import { StorageUsage, type StorageUse } from '@countersign/evidence';
import { configFrom, migrationNames, refuseUnfitDatabase } from '@countersign/platform';
import { ServerModule, startOrSayWhy } from '@countersign/server';

const MEBIBYTE = 1024 * 1024;

/** Tells the operator how much each organisation has stored; no content is shown. */
async function main(): Promise<void> {
  const config = configFrom({ ...process.env, LOG_LEVEL: 'error' });
  await refuseUnfitDatabase(config.databaseUrl, migrationNames(migrations));
  const app = await NestFactory.createApplicationContext(ServerModule.with(config), { logger: ['error'] });
  try {
    const uses = await app.get(StorageUsage).ofAll();
    const lines = uses.map(lineOf);
    process.stdout.write(`${lines.length > 0 ? lines.join('\n') : 'There is no organisation yet.'}\n`);
  } finally {
    await app.close();
  }
}

function lineOf(use: StorageUse): string {
  const share = Math.floor((use.bytes / use.mostBytes) * 100);
  const files = `${use.files} files, ${mebibytes(use.bytes)} of ${mebibytes(use.mostBytes)} (${share} %)`;
  const rows = `${use.assessments} assessments, ${use.answerRevisions} answer revisions, ${use.trailLines} lines of the trail, ${use.mails} mails`;
  return `${use.organisation} (${use.slug}): ${files}; ${rows}${miscountOf(use)}`;
}

function miscountOf({ miscounted }: StorageUse): string {
  if (miscounted === null) return '';
  return `; the count was off (${miscounted.files} files, ${miscounted.bytes} bytes) and is put right`;
}

function mebibytes(bytes: number): string {
  return `${(bytes / MEBIBYTE).toFixed(1)} MiB`;
}

startOrSayWhy(main);
