import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Type, Abstract } from '@nestjs/common';
import { Client } from 'pg';
import type TestAgent from 'supertest/lib/agent';
import {
  Config,
  cookieName,
  createHttpApplication,
  Database,
  KeyRing,
  Members,
  OpaqueSessions,
  Organisations,
  Passwords,
  refuseForeignFiles,
  type Actor,
  type NewOrganisation,
  type Role,
} from '#product';
import { createTestDatabase, type TestDatabase } from '../../../tools/testing/test-database.cjs';
import { anAgent } from './agent';
import { seeingAgent } from './seeing-agent';

export interface TestOrganisation {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly timeZone: string;
}

export interface TestMember {
  readonly id: string;
  readonly organisationId: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

interface MemberWishes {
  readonly organisation: TestOrganisation;
  readonly roles?: readonly Role[];
  readonly name?: string;
  readonly email?: string;
  readonly leadId?: string | null;
}

const everyRole: readonly Role[] = ['procurement', 'reviewer', 'risk', 'admin', 'auditor'];

/** The whole product on a database of the spec's own; close it in `afterAll`. */
export async function aProduct(wishes: Partial<Config> = {}): Promise<TestProduct> {
  const testDatabase = await createTestDatabase();
  const filesFolder = await mkdtemp(join(tmpdir(), 'countersign-files-'));
  const config = new Config({
    databaseUrl: testDatabase.appUrl,
    databaseConnections: 6,
    redisUrl: testDatabase.redisUrl,
    publicUrl: 'http://localhost:3000',
    host: '127.0.0.1',
    port: 0,
    trustedProxies: [],
    allowedPrivateHosts: [],
    portalFolder: null,
    portalKeptFolder: null,
    files: { kind: 'folder', folder: filesFolder },
    maximumFileBytes: 1024 * 1024,
    maximumOrganisationBytes: 4 * 1024 ** 3,
    keys: new KeyRing([{ id: '1', secret: Buffer.alloc(32, 7) }]),
    smtpUrl: null,
    inboxUrl: 'http://localhost:3025',
    logLevel: 'silent',
    metricsPort: null,
    metricsHost: '127.0.0.1',
    workerProbeFile: null,
    stubLanguage: false,
    ...wishes,
  });
  await refuseForeignFiles(config);
  const app = await createHttpApplication(config);
  await app.listen(0, '127.0.0.1');
  return new TestProduct({ app, config, testDatabase, filesFolder });
}

interface TestProductParts {
  readonly app: NestExpressApplication;
  readonly config: Config;
  readonly testDatabase: TestDatabase;
  readonly filesFolder: string;
}

export class TestProduct {
  readonly app: NestExpressApplication;
  readonly config: Config;
  readonly testDatabase: TestDatabase;
  /** Where its files lie, unless the spec wished for a bucket. */
  readonly filesFolder: string;
  private made = 0;

  constructor({ app, config, testDatabase, filesFolder }: TestProductParts) {
    this.app = app;
    this.config = config;
    this.testDatabase = testDatabase;
    this.filesFolder = filesFolder;
  }

  get<T>(token: Type<T> | Abstract<T>): T {
    return this.app.get(token, { strict: false });
  }

  get database(): Database {
    return this.get(Database);
  }

  async anOrganisation(wishes: Partial<NewOrganisation> = {}): Promise<TestOrganisation> {
    const number = ++this.made;
    const organisation = {
      name: `Organisation ${number}`,
      slug: `organisation-${number}`,
      timeZone: 'America/New_York',
      ...wishes,
    };
    const { id } = await this.get(Organisations).createOrganisation(organisation);
    return { ...organisation, id };
  }

  /** With every role unless the spec wants fewer. */
  async aMember({ organisation, roles, name, email, leadId }: MemberWishes): Promise<TestMember> {
    const number = ++this.made;
    const member = {
      organisationId: organisation.id,
      name: name ?? `Member ${number}`,
      email: email ?? `member-${number}@${organisation.slug}.example`,
      password: 'correct horse battery staple',
    };
    const passwordHash = await this.get(Passwords).hash(member.password, member.email);
    const created = { ...member, roles: roles ?? everyRole, leadId: leadId ?? null, passwordHash };
    const actor: Actor = { kind: 'job', organisationId: organisation.id, name: 'set-up' };
    const { id } = await this.database.run(actor, () => this.get(Members).add(created));
    return { ...member, id };
  }

  /** A browser in which this member is signed in, with the page before them that each command is about. */
  async signedInAs(member: TestMember): Promise<TestAgent> {
    return seeingAgent(this.browser().set('Cookie', await this.cookieOf(member)));
  }

  /** Of a new session of this member. */
  async cookieOf(member: TestMember): Promise<string> {
    const token = await this.as(member, () =>
      this.get(OpaqueSessions).start(member.id, { userAgent: null, from: null }),
    );
    return `${cookieName(this.config, 'member')}=${token}`;
  }

  /** A browser in which nobody is signed in; it keeps the cookies it is given. */
  browser(): TestAgent {
    return anAgent(this.app.getHttpServer()).set('Sec-Fetch-Site', 'same-origin');
  }

  /** Work in a transaction of this member. */
  as<T>(member: TestMember, work: () => Promise<T>): Promise<T> {
    const { organisationId, id, name } = member;
    return this.database.run({ kind: 'member', organisationId, memberId: id, name }, work);
  }

  /** Work in a transaction of the organisation's own. */
  asJobOf<T>(organisation: TestOrganisation, work: () => Promise<T>): Promise<T> {
    const actor: Actor = { kind: 'job', organisationId: organisation.id, name: 'spec' };
    return this.database.run(actor, work);
  }

  /** As superuser, behind the product's back: to plant or see what no actor may. */
  async behindTheBack<Row extends object>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    const client = new Client({ connectionString: this.testDatabase.adminUrl });
    await client.connect();
    try {
      const { rows } = await client.query<Row>(sql, [...values]);
      return rows;
    } finally {
      await client.end();
    }
  }

  /** Business time moves on by an interval such as `3 days`, as in demonstration mode. */
  async letTimePass(interval: string): Promise<void> {
    const sql = `update app.product set demonstration = true, clock_offset = clock_offset + $1::interval`;
    await this.behindTheBack(sql, [interval]);
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.testDatabase.drop();
    await rm(this.filesFolder, { recursive: true, force: true });
  }
}
