import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { NestFactory } from '@nestjs/core';
import { Demonstration, DemonstrationModule } from '@countersign/demonstration';
import { Config } from '@countersign/platform';
import { SmtpSink, type TestProduct } from '@countersign/testing';
import { ServerModule } from '../server.module';

/** Fills the product with the whole demonstration; its mail goes into an inbox that ends with it. */
export async function playDemonstration(product: TestProduct): Promise<void> {
  const sink = await new SmtpSink().start();
  const inbox = createServer((request, response) => {
    const to = new URL(request.url ?? '', 'http://inbox').searchParams.get('to') ?? '';
    const items = sink.to(to).map(({ text }) => ({ text, date: '' }));
    response.setHeader('content-type', 'application/json').end(JSON.stringify(items.reverse()));
  });
  try {
    await new Promise<void>((resolve) => inbox.listen(0, '127.0.0.1', resolve));
    await product.behindTheBack('update app.product set demonstration = true');
    const config = new Config({
      ...product.config,
      smtpUrl: sink.url,
      inboxUrl: `http://127.0.0.1:${(inbox.address() as AddressInfo).port}`,
    });
    const app = await NestFactory.createApplicationContext(
      DemonstrationModule.beside(ServerModule.with(config), config),
      { logger: false, abortOnError: false },
    );
    await app.get(Demonstration).play();
    await app.close();
  } finally {
    inbox.close();
    await sink.stop();
  }
}
