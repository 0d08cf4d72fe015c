import { Injectable } from '@nestjs/common';
import { conflict, Database, say, type Words } from '@countersign/platform';
import { OrganisationLimits } from '../organisation-limits';
import { StoredFilesTotal } from '../stored-files-total';

/** Keeps what an organisation stores in files within its limit. */
@Injectable()
export class RoomForFiles {
  constructor(
    private readonly database: Database,
    private readonly limits: OrganisationLimits,
    private readonly total: StoredFilesTotal,
  ) {}

  /**
   * Before the bytes arrive, in a transaction of its own: a respondent does not see what the organisation holds.
   *
   * @throws 409 `organisation-full`
   */
  async requireSome(organisationId: string, told?: Words): Promise<void> {
    await this.database.run({ kind: 'job', organisationId, name: 'evidence allowance' }, async () => {
      const { bytes } = await this.total.present();
      if (bytes >= (await this.limits.present()).bytesOfOrganisation) throw organisationFull(told);
    });
  }

  /**
   * In the current transaction, after the row was written and as the organisation: the row of the total is this
   * transaction's until it ends, so that of those who come at once none is counted without the others.
   *
   * @throws 409 `organisation-full`
   */
  async requireKept(told?: Words): Promise<void> {
    const { bytes } = await this.total.present();
    if (bytes > (await this.limits.present()).bytesOfOrganisation) throw organisationFull(told);
  }
}

function organisationFull(told: Words = say('refusal.organisation-full')) {
  return conflict('organisation-full', told);
}
