import { withClient } from '../keys/start-reads';

/** Whatever runs has the keys in its memory, and would go on sealing with them. */
export class StillRunningError extends Error {
  constructor(what: string) {
    super(
      `${what} While api or worker run, the keys are not lost: what runs has them in its memory. Stop every api and worker first.`,
    );
    this.name = 'StillRunningError';
  }
}

/** Before this program has connections of its own to the database. */
export async function refuseWhileRunning(databaseUrl: string): Promise<void> {
  await withClient(databaseUrl, async (client) => {
    const workers = await client.query<{ seconds: number }>(`
      select extract(epoch from now() - max(w.beat_at))::int as seconds from app.worker_heartbeat w
      where w.beat_at > now() - interval '45 seconds'
      having count(*) > 0`);
    const [worker] = workers.rows;
    if (worker !== undefined) {
      throw new StillRunningError(
        `A worker told ${worker.seconds} seconds ago that it lives (one that was killed is forgotten after 45).`,
      );
    }
    const others = await client.query<{ connections: number }>(`
      select count(*)::int as connections from pg_stat_activity a
      where a.datname = current_database() and a.pid <> pg_backend_pid()
        and a.application_name in ('countersign', 'countersign apart')`);
    const connections = others.rows[0]?.connections ?? 0;
    if (connections === 0) return;
    throw new StillRunningError(
      `${connections} ${connections === 1 ? 'connection' : 'connections'} of api or worker to this database ${connections === 1 ? 'is' : 'are'} open (a pooler may keep them for some minutes).`,
    );
  });
}
