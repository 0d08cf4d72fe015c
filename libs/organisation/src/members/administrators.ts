import { Injectable } from '@nestjs/common';
import { conflict, Database, say } from '@countersign/platform';

/** An organisation that has an administrator never loses its last one: nobody could let anybody in again. */
@Injectable()
export class Administrators {
  constructor(private readonly database: Database) {}

  /**
   * For every change of roles and of who is active, in the current transaction. Such changes come one after another,
   * so that two administrators who remove each other at once cannot both succeed.
   */
  async keepOne<T>(change: () => Promise<T>): Promise<T> {
    await this.database.query(
      'select from app.organisation where organisation_id = :organisationId for no key update',
      { organisationId: this.database.organisationId },
    );
    const hadOne = await this.exists();
    const result = await change();
    if (hadOne && !(await this.exists())) {
      throw conflict('last-administrator', say('refusal.last-administrator'));
    }
    return result;
  }

  private async exists(): Promise<boolean> {
    const rows = await this.database.query(
      `
      select from app.member m
      where m.organisation_id = :organisationId and m.active and 'admin' = any (m.roles)
      limit 1`,
      { organisationId: this.database.organisationId },
    );
    return rows.length > 0;
  }
}
