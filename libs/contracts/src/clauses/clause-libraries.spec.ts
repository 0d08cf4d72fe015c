import { clauseLibrary } from '@countersign/content';
import { aProduct, type TestProduct } from '@countersign/testing';
import { ClauseLibraries } from './clause-libraries';

describe('Clause libraries', () => {
  let product: TestProduct;

  beforeAll(async () => {
    product = await aProduct();
  });

  afterAll(() => product.close());

  it('are kept in memory for the organisation that read them, also where another has one of the same number', async () => {
    const [ours, theirs] = [await product.anOrganisation(), await product.anOrganisation()];
    const clausesOf = (organisationId: typeof ours) =>
      product.asJobOf(
        organisationId,
        async () => (await product.get(ClauseLibraries).latest()).clauses.length,
      );
    await product.asJobOf(ours, () => product.get(ClauseLibraries).seedLibrary());
    expect(await clausesOf(ours)).toBe(clauseLibrary.clauses.length);

    // a row may carry the id that it had in another organisation: only both together are its key
    await product.behindTheBack(
      `insert into app.clause_library (organisation_id, id, number, document, hash)
       select $2, l.id, 2, jsonb_set(l.document, '{clauses}', '[]'), 'shorter'
       from app.clause_library l where l.organisation_id = $1`,
      [ours.id, theirs.id],
    );
    expect(await clausesOf(theirs)).toBe(0);
  });
});
