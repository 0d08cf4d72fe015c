import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { Body, Controller, Module, Param, Put } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Pool } from 'pg';

/** What a save is measured against: a NestJS route with one raw upsert, without guard, pipe or log. */
const pool = new Pool({
  connectionString: process.env['DATABASE_URL'],
  max: Number(process.env['DATABASE_CONNECTIONS']),
});

interface Given {
  readonly value: unknown;
  readonly base: number;
}

@Controller('respond')
class BareController {
  @Put('assessments/:id/answers/:question')
  async save(
    @Param('id') id: string,
    @Param('question') question: string,
    @Body() { value, base }: Given,
  ): Promise<{ revision: number }> {
    const { rows } = await pool.query<{ revision: number }>({
      name: 'bare',
      text: `insert into bare.answer as a (assessment_id, question, revision, value) values ($1, $2, $3, $4)
        on conflict (assessment_id, question) do update set revision = excluded.revision, value = excluded.value
        returning a.revision`,
      values: [id, question, base + 1, JSON.stringify(value)],
    });
    return { revision: rows[0]?.revision ?? 0 };
  }
}

@Module({ controllers: [BareController] })
class BareModule {}

const app = await NestFactory.create<NestExpressApplication>(BareModule, { logger: false });
app.setGlobalPrefix('api');
await app.listen(0, '127.0.0.1');
const { port } = app.getHttpServer().address() as AddressInfo;
process.send?.({ listening: `http://127.0.0.1:${port}` });
process.once('disconnect', () => process.exit());
