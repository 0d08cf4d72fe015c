import { Injectable } from '@nestjs/common';
import { Database, forEachOrganisation, type JobActor } from '@countersign/platform';
import { StartingContent } from './starting-content';

/** Brings what this version of the product ships to the organisations that were here before it. */
@Injectable()
export class ShippedContent {
  /** What ships changes with the program alone, so each organisation is asked once in its life. */
  private readonly renewed = new Set<string>();

  constructor(
    private readonly database: Database,
    private readonly content: StartingContent,
  ) {}

  renewAll(stopping?: AbortSignal): Promise<void> {
    const round = { name: 'shipped content', which: 'living', stopping } as const;
    return forEachOrganisation(this.database, round, (actor) => this.renew(actor));
  }

  private async renew(actor: JobActor): Promise<void> {
    const { organisationId } = actor;
    if (this.renewed.has(organisationId)) return;
    await this.database.run(actor, () => this.content.renew(organisationId));
    this.renewed.add(organisationId);
  }
}
