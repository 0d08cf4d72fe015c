import { Injectable } from '@nestjs/common';
import { Organisations, type NewOrganisation } from '@countersign/identity';
import { Database } from '@countersign/platform';
import { StartingContent } from './starting-content';

interface Around {
  /** Where whoever founds it is. */
  readonly from?: string | null;
  /** What the form calls the zone. */
  readonly zoneField?: string;
  readonly first?: () => Promise<void>;
  readonly last?: () => Promise<void>;
}

/** Makes an organisation that can work at once: with all that the features start with. */
@Injectable()
export class FoundOrganisation {
  constructor(
    private readonly organisations: Organisations,
    private readonly database: Database,
    private readonly content: StartingContent,
  ) {}

  /**
   * All of it or nothing, in one transaction. `first` runs before anything is made, `last` when everything is there;
   * what either throws leaves no organisation behind.
   */
  async found(organisation: NewOrganisation, around: Around = {}): Promise<{ readonly id: string }> {
    const id = await this.organisations.idFor(organisation, around.zoneField);
    const from = around.from ?? null;
    await this.database.run({ kind: 'job', organisationId: id, name: 'set-up', from }, async () => {
      await around.first?.();
      await this.organisations.add(organisation);
      await this.content.load(id);
      await around.last?.();
    });
    return { id };
  }
}
