import { Injectable } from '@nestjs/common';
import { LossRecords } from '@countersign/audit';
import { Config, Database } from '@countersign/platform';
import { LostSecrets, type EndedSecrets } from './lost-secrets';
import { enterKnownKeys, neverEntered, refuseContradictedKeys } from '../keys/key-checks';
import { missedKeys, missingKeys, type KeyUse, type MissedKeys } from '../keys/keys-in-use';

/** What one organisation loses with the keys. */
export interface OrganisationLoss extends EndedSecrets {
  readonly name: string;
  readonly slug: string;
  readonly keyIds: readonly string[];
  /** Lines of the trail that these keys sealed. */
  readonly lines: number;
  /** How long the chain is. */
  readonly sealedTo: number;
}

export interface Losses {
  readonly missing: readonly KeyUse[];
  /** Of these, the ids that this installation has never started with. */
  readonly neverKnown: readonly string[];
  readonly newKeyId: string;
  readonly installationId: string;
  readonly organisations: readonly OrganisationLoss[];
}

/** Every key that something needs is at hand, or its loss is recorded: there is nothing to record. */
export class NothingLostError extends Error {
  constructor() {
    super(
      'No key is missing that anything stored needs, or its loss is recorded already: nothing was changed, and Countersign starts with these keys.',
    );
    this.name = 'NothingLostError';
  }
}

/**
 * Records that keys are lost for good, so that the product starts with a new one. Organisation by organisation, each in
 * one transaction: what was interrupted is gone on with by running it again, and until then nothing starts.
 */
@Injectable()
export class KeyLosses {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly records: LossRecords,
    private readonly secrets: LostSecrets,
  ) {}

  /**
   * Writes nothing.
   *
   * @throws NothingLostError; ConfigurationError where the new key has an id that another one had
   */
  async survey(): Promise<Losses> {
    await refuseContradictedKeys(this.config);
    const missing = await missingKeys(this.config);
    if (missing.length === 0) throw new NothingLostError();
    const organisations: OrganisationLoss[] = [];
    for (const missed of await missedKeys(this.config)) organisations.push(await this.lossOf(missed));
    const { id } = await this.database.run({ kind: 'none' }, () =>
      this.database.one<{ id: string }>('select p.installation_id as id from app.product p'),
    );
    const missingIds = missing.map(({ keyId }) => keyId);
    const neverKnown = await neverEntered(this.config.databaseUrl, missingIds);
    return { missing, neverKnown, organisations, installationId: id, newKeyId: this.config.keys.currentId };
  }

  /** @throws as `survey`; BrokenHeadError where a chain's end does not hold under a key that is at hand */
  async record(reason: string): Promise<Losses> {
    const losses = await this.survey();
    await enterKnownKeys(this.config);
    for (const missed of await missedKeys(this.config)) await this.recordIn(missed, reason);
    return losses;
  }

  private async lossOf({ organisationId, keyIds }: MissedKeys): Promise<OrganisationLoss> {
    return this.database.run(actorOf(organisationId), async () => {
      const about = await this.database.one<Pick<OrganisationLoss, 'name' | 'slug' | 'lines' | 'sealedTo'>>(
        `
        select o.name, o.slug,
          (select count(*)::int from app.audit_seal s
            where s.organisation_id = :organisationId and s.key_id = any (:keyIds)) as lines,
          coalesce((select max(s.seal_no) from app.audit_seal s
            where s.organisation_id = :organisationId), 0) as sealed_to
        from app.organisation o where o.organisation_id = :organisationId`,
        { organisationId, keyIds: [...keyIds] },
      );
      return { ...about, keyIds, ...(await this.secrets.count(keyIds)) };
    });
  }

  private async recordIn({ organisationId, keyIds }: MissedKeys, reason: string): Promise<void> {
    const chain = await this.records.chainOf(organisationId);
    await this.database.run(actorOf(organisationId), async () => {
      const ended = await this.secrets.count(keyIds);
      const isFirst = await this.records.record({ keyIds, chain, detail: { reason, ended } });
      if (isFirst) await this.secrets.end(keyIds);
    });
  }
}

function actorOf(organisationId: string) {
  return { kind: 'job', organisationId, name: 'operator' } as const;
}
