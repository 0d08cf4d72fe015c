import { aProduct, type TestProduct } from '@countersign/testing';
import { Disposal } from './disposal';

describe('The disposal of mail', () => {
  let product: TestProduct;

  beforeAll(async () => {
    product = await aProduct();
  });

  afterAll(() => product.close());

  // at any moment at least one of them has another day than London
  it.each(['Pacific/Kiritimati', 'Pacific/Pago_Pago'])(
    'forgets on which days of its own somebody had mail, in %s',
    async (timeZone) => {
      const organisation = await product.anOrganisation({ timeZone });
      await product.behindTheBack(
        `with old as (
           insert into app.notification (organisation_id, occasion, recipient, recipient_name, kind, object_kind,
             object_id, payload, state, subject, sent_at)
           values ($1, 'spec', 'old@vendor.example', 'Old', 'x', 'assessment', uuidv7(), '{}', 'sent', 'Hello',
             now() - interval '3 years')
           returning id
         )
         insert into app.mail_day (organisation_id, address, local_day, notification_id)
         select $1, 'old@vendor.example', ((now() - interval '24 months') at time zone $2)::date - age, old.id
         from old, generate_series(0, 1) age`,
        [organisation.id, timeZone],
      );
      await product.get(Disposal).dispose(organisation.id);
      const kept = await product.behindTheBack(
        `select ((now() - interval '24 months') at time zone $2)::date - local_day as age
         from app.mail_day where organisation_id = $1`,
        [organisation.id, timeZone],
      );
      expect(kept).toEqual([{ age: 0 }]);
    },
  );
});
