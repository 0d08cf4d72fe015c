import { randomBytes } from 'node:crypto';
import type { Abstract, Type } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Secret, TOTP } from 'otpauth';
import type TestAgent from 'supertest/lib/agent';
import {
  Audit,
  Sealer,
  verdictOf,
  verifyAudit,
  type OrganisationReport,
  type Verdict,
} from '@countersign/audit';
import { Config, KeyRing, type Key } from '@countersign/platform';
import {
  anAgent,
  aProduct,
  type TestMember,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';
import { createHttpApplication } from '#product';
import { KeyLosses } from '../key-losses';
import { refuseUnfitKeys } from '../../keys/key-checks';

export const aKey = (id: string): Key => ({ id, secret: randomBytes(32) });

export interface Enrolled {
  readonly member: TestMember;
  readonly secret: string;
  readonly recoveryCodes: readonly string[];
}

/** One database that is stopped and started with other keys, as an operator does. */
export class Installation {
  private readonly started: NestExpressApplication[] = [];

  private constructor(readonly product: TestProduct) {}

  static async madeWith(...keys: Key[]): Promise<Installation> {
    const installation = new Installation(await aProduct({ keys: new KeyRing(keys) }));
    await refuseUnfitKeys(installation.configWith(...keys));
    return installation;
  }

  configWith(...keys: Key[]): Config {
    return new Config({ ...this.product.config, keys: new KeyRing(keys) });
  }

  /** Without the check at start: what a program does with these keys. */
  async open(...keys: Key[]): Promise<Opened> {
    const app = await createHttpApplication(this.configWith(...keys));
    this.started.push(app);
    await app.listen(0, '127.0.0.1');
    return new Opened(app);
  }

  /** As api and worker do. */
  async start(...keys: Key[]): Promise<Opened> {
    await refuseUnfitKeys(this.configWith(...keys));
    return this.open(...keys);
  }

  async recordLoss(...keys: Key[]): Promise<void> {
    const opened = await this.open(...keys);
    await opened.get(KeyLosses).record('The disk with the keys burnt');
  }

  async verified(...keys: Key[]): Promise<Verdict & { readonly reports: OrganisationReport[] }> {
    const { databaseUrl, keys: ring } = this.configWith(...keys);
    const reports = await verifyAudit({ databaseUrl, keys: ring, head: null });
    return { reports, ...verdictOf(reports, null) };
  }

  /** Some lines, sealed with the newest of these keys. */
  async wroteAndSealed(organisation: TestOrganisation, opened: Opened): Promise<void> {
    for (let count = 0; count < 3; count++) {
      await this.product.asJobOf(organisation, () =>
        this.product.get(Audit).record({ what: 'spec.recorded', object: { kind: 'vendor', id: null } }),
      );
    }
    await opened.get(Sealer).seal(organisation.id);
  }

  async enrolled(organisation: TestOrganisation, opened: Opened): Promise<Enrolled> {
    const member = await this.product.aMember({ organisation });
    const browser = opened.browser().set('Cookie', await this.product.cookieOf(member));
    const { body: offer } = await browser.post('/api/account/totp/begin').expect(200);
    const secret = offer.secret as string;
    const { body } = await browser
      .post('/api/account/totp')
      .send({ code: codeOf(secret) })
      .expect(200);
    return { member, secret, recoveryCodes: body.recoveryCodes as string[] };
  }

  /** As superuser and with triggers off: what somebody with the whole database in their hands may do. */
  async tamper(sql: string): Promise<void> {
    await this.product.behindTheBack(
      `do $$ begin set local session_replication_role = replica; ${sql}; end $$`,
    );
  }

  async close(): Promise<void> {
    for (const app of this.started) await app.close();
    await this.product.close();
  }
}

/** The product, running with some keys. */
export class Opened {
  constructor(private readonly app: NestExpressApplication) {}

  get<T>(token: Type<T> | Abstract<T>): T {
    return this.app.get(token, { strict: false });
  }

  browser(): TestAgent {
    return anAgent(this.app.getHttpServer()).set('Sec-Fetch-Site', 'same-origin');
  }
}

/** Of now; a sign-in after it has to be with that of the next step. */
export function codeOf(secret: string, stepsAway = 0): string {
  return TOTP.generate({
    secret: Secret.fromBase32(secret),
    timestamp: Date.now() + stepsAway * 30_000,
  });
}
