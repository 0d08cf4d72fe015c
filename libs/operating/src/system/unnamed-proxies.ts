import type { IncomingHttpHeaders } from 'node:http';
import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Config, Database, isNamed, isNearby, plainAddress } from '@countersign/platform';
import type { UnnamedProxy } from './system.dto';
import type { UnnamedProxyEntity } from './unnamed-proxy.entity';

const headers = ['x-forwarded-for', 'forwarded', 'x-forwarded-proto', 'x-forwarded-host', 'x-real-ip'];
const minuteMs = 60_000;
/** A network has few proxies; whoever else sends such headers must not fill a table. */
const mostNeighbours = 16;

interface IncomingCall {
  readonly headers: IncomingHttpHeaders;
  readonly socket: { readonly remoteAddress?: string | undefined };
}

/**
 * A proxy that nobody has named: everybody behind it is one visitor to limits and trail. Only a neighbour is one; a
 * header that somebody on the internet sends means nothing. What the header says is neither believed nor kept.
 */
@Injectable()
export class UnnamedProxies implements BeforeApplicationShutdown {
  private readonly logger = new Logger(UnnamedProxies.name);
  private readonly noted = new Map<string, number>();
  private readonly writing = new Set<Promise<void>>();

  constructor(
    private readonly config: Config,
    private readonly database: Database,
  ) {}

  /** Once a minute for each neighbour; holds no request up. */
  note(request: IncomingCall): void {
    if (!headers.some((header) => request.headers[header] !== undefined)) return;
    const address = plainAddress(request.socket.remoteAddress);
    if (address === null || !isNearby(address) || isNamed(address, this.config.trustedProxies)) return;
    if (!this.isDue(address)) return;
    const written = this.keep(address, request.headers['x-forwarded-for'] !== undefined)
      .catch((error: unknown) => this.logger.error(error, 'An unnamed proxy could not be noted.'))
      .finally(() => this.writing.delete(written));
    this.writing.add(written);
  }

  /** In the current transaction: those of the last hour that this process does not name, the latest first. */
  async seen(): Promise<UnnamedProxy[]> {
    const rows = await this.database.query<Pick<UnnamedProxyEntity, 'address' | 'namesVisitors' | 'seenAt'>>(`
      select p.address, p.names_visitors, p.seen_at
      from app.unnamed_proxy p
      where p.seen_at > now() - interval '1 hour'
      order by p.seen_at desc`);
    return rows
      .filter(({ address }) => !isNamed(address, this.config.trustedProxies))
      .map(({ address, namesVisitors, seenAt }) => ({
        address,
        namesVisitors,
        lastSeenAt: seenAt,
        setting: this.settingFor(address),
      }));
  }

  /** Opens its own transaction. */
  async forgetOld(): Promise<void> {
    await this.database.run({ kind: 'none' }, () =>
      this.database.query(`delete from app.unnamed_proxy where seen_at < now() - interval '1 day'`),
    );
  }

  /** Until everything that was noted is written. */
  async settled(): Promise<void> {
    await Promise.all(this.writing);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.settled();
  }

  private isDue(address: string): boolean {
    const now = Date.now();
    for (const [other, at] of this.noted) if (now - at >= minuteMs) this.noted.delete(other);
    if (this.noted.has(address) || this.noted.size >= mostNeighbours) return false;
    this.noted.set(address, now);
    return true;
  }

  /** The log is told once a day for each, whichever process sees it. */
  private async keep(address: string, namesVisitors: boolean): Promise<void> {
    const kept = await this.database.run({ kind: 'none' }, () =>
      this.database.maybeOne<{ tells: boolean }>(
        `
        insert into app.unnamed_proxy as p (address, names_visitors)
        select :address, :namesVisitors
        where (select count(*) from app.unnamed_proxy o where o.address <> :address) < :mostNeighbours
        on conflict (address) do update set
          names_visitors = excluded.names_visitors,
          seen_at = now(),
          told_at = case when p.told_at < now() - interval '1 day' then now() else p.told_at end
        returning p.told_at = p.seen_at as tells`,
        { address, namesVisitors, mostNeighbours },
      ),
    );
    if (kept?.tells) this.logger.warn(this.sentenceOn(address));
  }

  private sentenceOn(address: string): string {
    return (
      `Requests arrive with a forwarding header from ${address}, which TRUSTED_PROXIES does not name: the header is ` +
      `not believed, and everybody who comes that way counts as one visitor. If ${address} is your proxy and writes ` +
      `X-Forwarded-For itself, set ${this.settingFor(address)} and start the api again.`
    );
  }

  private settingFor(address: string): string {
    return `TRUSTED_PROXIES=${[...this.config.trustedProxies, address].join(',')}`;
  }
}
