import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClauseLibrary, QuestionnaireDocument } from '@countersign/domain';
import { asJson } from '@countersign/platform';
import {
  aCase,
  aProduct,
  browserOf,
  sent,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';
import { Questionnaires, ShippedContent, StartingContent } from '#product';

const formerly = (name: string): unknown =>
  JSON.parse(readFileSync(join(__dirname, '../../content/src/fixtures', name), 'utf8'));
const formerQuestionnaire = formerly('questionnaire-1.0.0.json') as QuestionnaireDocument;
const formerLibrary = formerly('clause-library-1.0.0.json') as ClauseLibrary;

jest.setTimeout(60_000);

describe('An organisation that began with an earlier version of the product', () => {
  let product: TestProduct;
  let organisation: TestOrganisation;

  beforeAll(async () => {
    product = await aProduct();
    organisation = await product.anOrganisation();
    await asJob(async () => {
      await product.get(Questionnaires).publish(formerQuestionnaire);
      await product.database.query(
        `insert into app.clause_library (organisation_id, number, document, hash)
         values (:organisationId, 1, :document, 'former')`,
        { organisationId: organisation.id, document: asJson(formerLibrary) },
      );
    });
  });

  afterAll(() => product.close());

  const asJob = <T>(work: () => Promise<T>) => product.asJobOf(organisation, work);
  const versions = () =>
    asJob(() =>
      product.database.query<{ number: number; version: string; id: string }>(
        `select v.number, v.document ->> 'version' as version, v.id from app.questionnaire_version v
         where v.organisation_id = :organisationId order by v.number`,
        { organisationId: organisation.id },
      ),
    );
  const libraries = () =>
    asJob(() =>
      product.database.query<{ number: number; version: string }>(
        `select l.number, l.document ->> 'version' as version from app.clause_library l
         where l.organisation_id = :organisationId order by l.number`,
        { organisationId: organisation.id },
      ),
    );
  const askedWith = (assessmentId: string) =>
    asJob(() =>
      product.database.one<{ version: string }>(
        `select v.document ->> 'version' as version
         from app.assessment a
         join app.questionnaire_version v
           on v.organisation_id = a.organisation_id and v.id = a.questionnaire_version_id
         where a.organisation_id = :organisationId and a.id = :assessmentId`,
        { organisationId: organisation.id, assessmentId },
      ),
    );

  it('gets what ships as new versions: what was sent stays, what is sent from now on is the new one', async () => {
    const procurement = await browserOf(product, organisation, 'procurement');
    const before = await sent(procurement, await aCase(procurement));
    await product.get(ShippedContent).renewAll();

    expect(await versions()).toMatchObject([
      { number: 1, version: '1.0.0' },
      { number: 2, version: '1.1.1' },
    ]);
    expect(await libraries()).toEqual([
      { number: 1, version: '1.0.0' },
      { number: 2, version: '1.1.0' },
    ]);
    const { body } = await procurement.get('/api/catalogue').expect(200);
    expect(body.library.version).toBe('1.1.0');
    const after = await sent(procurement, await aCase(procurement));
    expect([await askedWith(before), await askedWith(after)]).toEqual([
      { version: '1.0.0' },
      { version: '1.1.1' },
    ]);
  });

  it('has its contracts and standings counted again by the new library, and the trail says what came', async () => {
    const [asked] = await asJob(() =>
      product.database.query<object>(
        `select o.recount_contracts, o.recount_standings_from from app.organisation o
         where o.organisation_id = :organisationId`,
        { organisationId: organisation.id },
      ),
    );
    expect(asked).toEqual({ recountContracts: true, recountStandingsFrom: '2000-01-01' });
    const lines = await asJob(() =>
      product.database.query<{ what: string; actor: string }>(
        `select e.what, e.actor_kind as actor from app.audit_event e
         where e.organisation_id = :organisationId and e.what like '%.published' order by e.id`,
        { organisationId: organisation.id },
      ),
    );
    expect(lines.map(({ what }) => what)).toEqual([
      'questionnaire.published',
      'clause-library.published',
      'questionnaire.published',
    ]);
  });

  it('gets nothing twice, also from another process, and keeps what it has published itself since', async () => {
    await asJob(() =>
      product.get(Questionnaires).publish({ ...formerQuestionnaire, version: 'our own', title: 'Ours' }),
    );
    await asJob(() => product.get(StartingContent).renew(organisation.id));
    await product.get(ShippedContent).renewAll();
    expect((await versions()).map(({ version }) => version)).toEqual(['1.0.0', '1.1.1', 'our own']);
    expect(await libraries()).toHaveLength(2);
  });
});
