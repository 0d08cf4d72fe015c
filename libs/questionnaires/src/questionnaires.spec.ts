import { shippedQuestionnaire } from '@countersign/content';
import { QUESTIONNAIRE_LIMITS, said } from '@countersign/domain';
import { aProduct, type TestOrganisation, type TestProduct } from '@countersign/testing';
import { Questionnaires } from './questionnaires';

describe('Questionnaires', () => {
  let product: TestProduct;
  let organisation: TestOrganisation;

  beforeAll(async () => {
    product = await aProduct();
    organisation = await product.anOrganisation();
    await publish({ key: shippedQuestionnaire.key });
  });

  afterAll(() => product.close());

  const publish = (wishes: Partial<typeof shippedQuestionnaire>) =>
    product.asJobOf(organisation, () =>
      product.get(Questionnaires).publish({ ...shippedQuestionnaire, key: 'another', ...wishes }),
    );
  const compiled = (asking: TestOrganisation, versionId: string) =>
    product.asJobOf(asking, () => product.get(Questionnaires).compiled(versionId));
  const byDefault = () => product.asJobOf(organisation, () => product.get(Questionnaires).defaultVersionId());
  const sections = (count: number) => [
    ...shippedQuestionnaire.sections,
    ...Array.from({ length: count - shippedQuestionnaire.sections.length }, (_none, n) => ({
      id: `more${n}`,
      title: 'More',
    })),
  ];

  it('are taken as large as they may be, and what is too large is named', async () => {
    const most = QUESTIONNAIRE_LIMITS.sections;
    await expect(publish({ sections: sections(most) })).resolves.toMatchObject({ number: 1 });
    await expect(publish({ sections: sections(most + 1) })).rejects.toMatchObject({
      fields: [
        {
          field: 'document.sections',
          message: said('check-size.at-most-are-taken', { most, count: most + 1 }),
        },
      ],
    });
  });

  it('that are published beside the first one leave what is sent by default as it was', async () => {
    const before = await byDefault();
    await publish({ key: 'for-payroll' });
    expect(await byDefault()).toBe(before);

    const { key, title } = shippedQuestionnaire;
    const { id: next } = await publish({
      key,
      title,
      sections: sections(shippedQuestionnaire.sections.length + 1),
    });
    expect(await byDefault()).toBe(next);
  });

  it('are kept in memory for the organisation that read them, and for no other', async () => {
    const { id } = await publish({ key: 'our-own' });
    expect((await compiled(organisation, id)).key).toBe('our-own');
    const stranger = await product.anOrganisation();
    await expect(compiled(stranger, id)).rejects.toMatchObject({ code: 'not-found' });
  });
});
