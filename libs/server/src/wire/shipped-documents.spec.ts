import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { clauseLibrary, factCatalogue, shippedQuestionnaire } from '@countersign/content';
import { publish } from '@countersign/domain';

interface Contract {
  readonly components: Readonly<Record<string, unknown>>;
}

const { document, respondent } = publish(shippedQuestionnaire, factCatalogue);

describe('What ships as data', () => {
  const text = readFileSync(join(__dirname, '../../../../openapi.json'), 'utf8');
  const contract = JSON.parse(text.replaceAll('"#/components', '"wire#/components')) as Contract;
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema({ $id: 'wire', components: contract.components });

  it.each([
    ['FactCatalogue', factCatalogue],
    ['ClauseLibrary', clauseLibrary],
    ['CompiledQuestionnaire', document],
    ['RespondentQuestionnaire', respondent],
  ])('fits %s as openapi.json describes it', (name, value) => {
    const validate = ajv.compile({ $ref: `wire#/components/schemas/${name}` });
    validate(JSON.parse(JSON.stringify(value)));
    expect(validate.errors ?? []).toEqual([]);
  });
});
