import type { TestProduct } from './product';

/** Saves are counted by the minute of the database: where one ended meanwhile, the work is done once more. */
export async function withinOneMinute<T>(product: TestProduct, work: () => Promise<T>): Promise<T> {
  for (;;) {
    await product.behindTheBack(`delete from app.rate_count where name = 'saves'`);
    const result = await work();
    const minutes = await product.behindTheBack(
      `select distinct window_start from app.rate_count where name = 'saves'`,
    );
    if (minutes.length <= 1) return result;
  }
}
