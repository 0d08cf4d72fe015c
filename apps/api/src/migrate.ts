import 'reflect-metadata';
import { migrateDown, migrateUp, ownerUrlFrom, showMigrations } from '@countersign/server';
import { migrations } from '@countersign/migrations';

const usage = 'Say what to do: migrate up | down | show';

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
      throw new Error(usage);
  }
}

try {
  const lines = await migrate(process.argv[2], ownerUrlFrom(process.env));
  process.stdout.write(`${lines.join('\n')}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
