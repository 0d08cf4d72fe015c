import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { migrations } from '@countersign/migrations';
import {
  SecretsRotation,
  SecretsRotationModule,
  keysInUse,
  refuseUnfitKeys,
  type KeyUse,
} from '@countersign/operating';
import { configFrom, migrationNames, refuseUnfitDatabase, type Config } from '@countersign/platform';
import { startOrSayWhy } from '@countersign/server';

/** Seals every stored secret with the newest key and says which older keys are still needed. */
async function main(): Promise<void> {
  const config = configFrom({ ...process.env, LOG_LEVEL: 'error' });
  await refuseUnfitDatabase(config.databaseUrl, migrationNames(migrations));
  await refuseUnfitKeys(config);
  const { resealed, broken } = await rotate(config);
  const lines = [
    `Sealed ${resealed} ${resealed === 1 ? 'secret' : 'secrets'} with the key ${config.keys.currentId}.`,
    ...broken.map((row) => `Cannot be opened, and was left as it is: ${row}`),
    ...standingOf(config.keys.ids, await keysInUse(config.databaseUrl)),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  if (broken.length > 0) process.exitCode = 1;
}

async function rotate(config: Config) {
  const app = await NestFactory.createApplicationContext(SecretsRotationModule.with(config), {
    logger: ['error', 'warn'],
  });
  try {
    return await app.get(SecretsRotation).rotate();
  } finally {
    await app.close();
  }
}

function standingOf(ids: readonly string[], uses: readonly KeyUse[]): string[] {
  return ids.map((id) => {
    if (id === ids.at(-1)) return `Key ${id}: the newest.`;
    const use = uses.find(({ keyId }) => keyId === id);
    if (use === undefined) return `Key ${id}: nothing needs it any more. It may be taken out.`;
    if (use.secrets > 0) return `Key ${id}: ${use.secrets} left that need it. Run this again.`;
    return `Key ${id}: no secret needs it, but the audit seal does, for ever. Keep it.`;
  });
}

startOrSayWhy(main);
