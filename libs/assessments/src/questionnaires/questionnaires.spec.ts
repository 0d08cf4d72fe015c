import { shippedQuestionnaire } from '@countersign/content';
import { QUESTIONNAIRE_LIMITS } from '@countersign/domain';
import { aProduct, type TestOrganisation, type TestProduct } from '@countersign/testing';
import { Questionnaires } from './questionnaires';

describe('Publishing a questionnaire', () => {
  let product: TestProduct;
  let organisation: TestOrganisation;

  beforeAll(async () => {
    product = await aProduct();
    organisation = await product.anOrganisation();
  });

  afterAll(() => product.close());

  const publish = (wishes: Partial<typeof shippedQuestionnaire>) =>
    product.asJobOf(organisation, () =>
      product.get(Questionnaires).publish({ ...shippedQuestionnaire, key: 'another', ...wishes }),
    );
  const sections = (count: number) => [
    ...shippedQuestionnaire.sections,
    ...Array.from({ length: count - shippedQuestionnaire.sections.length }, (_none, n) => ({
      id: `more${n}`,
      title: 'More',
    })),
  ];

  it('takes one as large as it may be, and names what is too large', async () => {
    const most = QUESTIONNAIRE_LIMITS.sections;
    await expect(publish({ sections: sections(most) })).resolves.toMatchObject({ number: 1 });
    await expect(publish({ sections: sections(most + 1) })).rejects.toMatchObject({
      fields: [
        { field: 'document.sections', message: `At most ${most} are taken here; these are ${most + 1}.` },
      ],
    });
  });
});
