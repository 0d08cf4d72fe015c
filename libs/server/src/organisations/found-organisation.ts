import { Injectable } from '@nestjs/common';
import { shippedQuestionnaire } from '@countersign/content';
import { ClauseLibraries } from '../clauses';
import { ContractCalendar } from '../contracts';
import { Organisations, type NewOrganisation } from '../identity';
import { Ladders } from '../notifications';
import { Database } from '../platform';
import { Questionnaires } from '../questionnaires/questionnaires';

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

/** Makes an organisation that can work at once: shipped questionnaire, clause library, ladders and holidays. */
@Injectable()
export class FoundOrganisation {
  constructor(
    private readonly organisations: Organisations,
    private readonly database: Database,
    private readonly questionnaires: Questionnaires,
    private readonly content: ShippedContent,
  ) {}

  async found(organisation: NewOrganisation): Promise<{ readonly id: string }> {
    const { id } = await this.organisations.createOrganisation(organisation);
    await this.database.run({ kind: 'job', organisationId: id, name: 'set-up' }, async () => {
      await this.questionnaires.publish(shippedQuestionnaire);
      await this.content.load();
    });
    return { id };
  }
}
