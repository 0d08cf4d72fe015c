import { Injectable } from '@nestjs/common';

/** In the transaction that founds the organisation; may be loaded again without harm. */
type Load = (organisationId: string) => Promise<unknown>;

/** What every organisation starts with. Features register their part in `onModuleInit`; no part needs another. */
@Injectable()
export class StartingContent {
  private readonly parts = new Map<string, Load>();

  register(name: string, load: Load): void {
    if (this.parts.has(name)) throw new Error(`The starting content ${name} is registered twice.`);
    this.parts.set(name, load);
  }

  async load(organisationId: string): Promise<void> {
    for (const load of this.parts.values()) await load(organisationId);
  }
}
