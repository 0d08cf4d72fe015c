import { Injectable } from '@nestjs/common';
import type { BusinessCalendar } from '@countersign/domain';
import { asJson, Clock, Database } from '@countersign/platform';
import { usHolidays } from './us-holidays';
import type { HolidayEntity } from './holiday.entity';

const YEARS_AHEAD = 3;

/** The organisation's days off, which move notice days. */
@Injectable()
export class ContractCalendar {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async calendar(): Promise<BusinessCalendar> {
    const days = await this.database.query<Pick<HolidayEntity, 'day'>>(
      'select h.day from app.holiday h where h.organisation_id = :organisationId order by h.day',
      { organisationId: this.database.organisationId },
    );
    return { holidays: new Set(days.map(({ day }) => day)) };
  }

  /**
   * Fills this year and the next three, each only while it is empty: what an organisation has changed stays.
   * True where a day was added, and every notice day must be counted again.
   */
  async seedHolidays(organisationId: string): Promise<boolean> {
    const thisYear = Number((await this.clock.today()).slice(0, 4));
    const years = Array.from({ length: YEARS_AHEAD + 1 }, (_, index) => thisYear + index);
    const holidays = years.flatMap((year) => usHolidays(year).map((holiday) => ({ year, ...holiday })));
    const added = await this.database.query(
      `
      insert into app.holiday (organisation_id, day, name)
      select :organisationId, wanted.day, wanted.name
      from jsonb_to_recordset(:holidays::jsonb) as wanted (year integer, day date, name text)
      where not exists (
        select from app.holiday h
        where h.organisation_id = :organisationId
          and h.day between make_date(wanted.year, 1, 2) and make_date(wanted.year, 12, 30)
      )
      on conflict (organisation_id, day) do nothing
      returning day`,
      { organisationId, holidays: asJson(holidays) },
    );
    return added.length > 0;
  }
}
