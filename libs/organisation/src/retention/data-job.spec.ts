import { aProduct, type TestProduct } from '@countersign/testing';
import { DataJobReader } from './data-job.reader';

describe('The file of an export', () => {
  let product: TestProduct;

  beforeAll(async () => {
    product = await aProduct();
  });

  afterAll(() => product.close());

  it.each([
    ['Pacific/Auckland', '2026-06-30T20:15:00Z', '2026-07-01'],
    ['America/New_York', '2026-07-01T03:15:00Z', '2026-06-30'],
  ])('is named after the day on which it was asked for in %s', async (timeZone, requestedAt, day) => {
    const organisation = await product.anOrganisation({ timeZone });
    const [job] = await product.behindTheBack<{ id: string }>(
      `insert into app.data_job (organisation_id, kind, state, requested_by_name, requested_at, finished_at,
         storage_key, file_size, file_sha256, file_available_until)
       values ($1, 'export', 'done', 'Kim Okafor', $2, $2, 'key', 1, 'hash', now() + interval '1 day')
       returning id`,
      [organisation.id, requestedAt],
    );
    const file = await product.asJobOf(organisation, () => product.get(DataJobReader).file(job?.id ?? ''));
    expect(file.requestedOn).toBe(day);
  });
});
