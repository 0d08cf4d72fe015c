import 'reflect-metadata';
import { migrations } from '@countersign/migrations';
import {
  migrateDown,
  migrateUp,
  migrationNames,
  ownerUrlFrom,
  refuseUnfitOwner,
  showMigrations,
} from '@countersign/platform';
import { startOrSayWhy } from '@countersign/server';

const usage = 'Say what to do: migrate up | down | show';

class UsageError extends Error {}

async function main(command: string | undefined): Promise<void> {
  const ownerUrl = ownerUrlFrom(process.env);
  await refuseUnfitOwner(ownerUrl, { known: migrationNames(migrations), older: 'accepted' });
  const lines = await migrate(command, ownerUrl);
  process.stdout.write(`${lines.join('\n')}\n`);
}

async function migrate(command: string | undefined, ownerUrl: string): Promise<string[]> {
  const access = { ownerUrl, migrations };
  switch (command) {
    case 'up': {
      const applied = await migrateUp(access);
      return applied.length > 0 ? applied.map((name) => `applied ${name}`) : ['nothing to apply'];
    }
    case 'down': {
      const undone = await migrateDown(access);
      return [undone === null ? 'nothing to take back' : `took back ${undone}`];
    }
    case 'show':
      return (await showMigrations(access)).map(
        ({ name, applied }) => `${applied ? 'applied' : 'pending'} ${name}`,
      );
    default:
      throw new UsageError(usage);
  }
}

startOrSayWhy(() => main(process.argv[2]), [UsageError]);
