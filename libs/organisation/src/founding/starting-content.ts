import { Injectable } from '@nestjs/common';

/** In one transaction of the organisation; may run again without harm. */
type Load = (organisationId: string) => Promise<unknown>;

interface Part {
  readonly load: Load;
  readonly renew: Load | null;
}

/** What every organisation starts with. Features register their part in `onModuleInit`; no part needs another. */
@Injectable()
export class StartingContent {
  private readonly parts = new Map<string, Part>();

  /** `renew` brings what a later version of the product ships to an organisation that has begun with an earlier one. */
  register(name: string, load: Load, renew: Load | null = null): void {
    if (this.parts.has(name)) throw new Error(`The starting content ${name} is registered twice.`);
    this.parts.set(name, { load, renew });
  }

  async load(organisationId: string): Promise<void> {
    for (const { load } of this.parts.values()) await load(organisationId);
  }

  async renew(organisationId: string): Promise<void> {
    for (const { renew } of this.parts.values()) await renew?.(organisationId);
  }
}
