import type { TestOrganisation, TestProduct } from './product';

/** Mails of a day are due at eight in the morning: to the noon of the next day of this organisation. */
export async function untilNoon(product: TestProduct, organisation: TestOrganisation): Promise<void> {
  const [row] = await product.behindTheBack<{ seconds: number }>(
    `select extract(epoch from ((app.today(o.time_zone) + 1 + time '12:00') at time zone o.time_zone) - app.now())::int
       as seconds
     from app.organisation o where o.organisation_id = $1`,
    [organisation.id],
  );
  await product.letTimePass(`${row?.seconds ?? 0} seconds`);
}
