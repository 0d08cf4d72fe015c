import { Injectable } from '@nestjs/common';
import { shippedQuestionnaire } from '@countersign/content';
import { Questionnaires } from '@countersign/assessments';
import { ClauseLibraries, ContractCalendar } from '@countersign/contracts';
import { Organisations, type NewOrganisation } from '@countersign/identity';
import { Ladders } from '@countersign/notifications';
import { Database } from '@countersign/platform';

/** What every organisation starts with besides the questionnaire; each part may be loaded again without harm. */
@Injectable()
export class ShippedContent {
  constructor(
    private readonly database: Database,
    private readonly clauses: ClauseLibraries,
    private readonly calendar: ContractCalendar,
    private readonly ladders: Ladders,
  ) {}

  async load(): Promise<void> {
    await this.clauses.seedLibrary();
    await this.calendar.seedHolidays(this.database.organisationId);
    await this.ladders.seedLadders();
  }
}

interface Around {
  /** Where whoever founds it is. */
  readonly from?: string | null;
  /** What the form calls the zone. */
  readonly zoneField?: string;
  readonly first?: () => Promise<void>;
  readonly last?: () => Promise<void>;
}

/** Makes an organisation that can work at once: shipped questionnaire, clause library, ladders and holidays. */
@Injectable()
export class FoundOrganisation {
  constructor(
    private readonly organisations: Organisations,
    private readonly database: Database,
    private readonly questionnaires: Questionnaires,
    private readonly content: ShippedContent,
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
      await this.questionnaires.publish(shippedQuestionnaire);
      await this.content.load();
      await around.last?.();
    });
    return { id };
  }
}
