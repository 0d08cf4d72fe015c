import { startProduct } from './src/own-product';

/** The demonstration, on the port that the whole run was given. */
export default async function startDemonstration(): Promise<() => Promise<void>> {
  const product = await startProduct({
    port: new URL(process.env['PUBLIC_URL'] ?? '').port,
    demonstration: true,
  });
  process.env['INBOX_URL'] = product.inboxUrl;
  process.env['COUNTERSIGN_DATA'] = product.folder;
  return product.stop;
}
