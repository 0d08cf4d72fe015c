import {
  aCase,
  aFoundedOrganisation,
  browserOf,
  respondentCookieOf,
  sent,
  type TestProduct,
} from '@countersign/testing';

export interface Respondent {
  readonly assessmentId: string;
  readonly cookie: string;
}

export interface Respondents {
  readonly all: readonly Respondent[];
  /** Of all that they are asked, what yes and no answer. */
  readonly questions: readonly string[];
}

/** Everything as people do it, but for the limit of saves: in a minute nobody types what a client here sends in one second. */
export async function respondentsOf(product: TestProduct, count: number): Promise<Respondents> {
  const organisation = await aFoundedOrganisation(product, 'bench');
  const procurement = await browserOf(product, organisation, 'procurement');
  await product.behindTheBack(
    `insert into app.organisation_limit (organisation_id, saves_per_minute) values ($1, 10000000)`,
    [organisation.id],
  );
  const all: Respondent[] = [];
  for (let n = 0; n < count; n++) {
    const assessmentId = await sent(procurement, await aCase(procurement));
    all.push({ assessmentId, cookie: await respondentCookieOf(product, organisation, assessmentId) });
  }
  const [{ assessmentId, cookie } = { assessmentId: '', cookie: '' }] = all;
  const { body } = await product
    .browser()
    .get(`/api/respond/assessments/${assessmentId}`)
    .set('Cookie', cookie);
  const { questions } = (body as { questionnaire: { questions: { id: string; type: string }[] } })
    .questionnaire;
  await product.behindTheBack('analyze');
  return { all, questions: questions.filter(({ type }) => type.startsWith('yes_no')).map(({ id }) => id) };
}

/** The key of a product that is made for trying. */
const KEY = Buffer.alloc(32, 7);

/** What an api beside the product is told, so that it serves the same respondents. */
export const apiBeside = ({ testDatabase, config, filesFolder }: TestProduct) => ({
  DATABASE_URL: testDatabase.appUrl,
  REDIS_URL: testDatabase.redisUrl,
  PUBLIC_URL: config.publicUrl,
  FILES_DIR: filesFolder,
  COUNTERSIGN_KEYS: `1:${KEY.toString('base64')}`,
});
