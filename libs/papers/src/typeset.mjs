// Sets one paper and ends: JSON on its input, the PDF on its output. A process of its own, so that neither the size of a
// paper nor a fault of the native part reaches the program that asked, and one that takes too long can be ended.
import { createRequire } from 'node:module';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';

/** How the process ends where this platform has no native part. */
const NO_TYPESETTER = 3;
const MOST_PASSES = 5;
/** Nothing is read from disk but fonts: the workspace is none. */
const workspace = path.resolve('/countersign-paper');

const require = createRequire(import.meta.url);

async function typesetter() {
  try {
    const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler');
    const sans = path.dirname(require.resolve('@expo-google-fonts/source-sans-3/package.json'));
    const fontPaths = ['400Regular', '400Regular_Italic', '600SemiBold'].map((cut) => path.join(sans, cut));
    return NodeCompiler.create({ workspace, fontArgs: [{ fontPaths }] });
  } catch (error) {
    process.stderr.write(String(error?.message ?? error));
    process.exit(NO_TYPESETTER);
  }
}

function compiled(compiler, { template, data }) {
  compiler.mapShadow(path.join(workspace, 'data.json'), Buffer.from(JSON.stringify(data)));
  const result = compiler.compile({ mainFileContent: template });
  if (result.hasError()) throw new Error(JSON.stringify(compiler.fetchDiagnostics(result.takeError())));
  return compiler.pdf(result.result, { pdfStandard: 'ua-1' });
}

/** The standard takes no text that no font can show: such a character is given by its number. */
function missingGlyphs(error) {
  const told = `${error.message} ${error.code ?? ''}`
    .replace(/\\+u\{([0-9a-f]+)\}/g, (_, code) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replaceAll('\\', '');
  const found = [...told.matchAll(/the text `"(.+?)"` could not be displayed/gsu)];
  return new Set(found.flatMap(([, text]) => [...text].filter((one) => one > '~')));
}

function withNumbers(value, missing) {
  if (typeof value === 'string')
    return [...value].map((one) => (missing.has(one) ? numberOf(one) : one)).join('');
  if (Array.isArray(value)) return value.map((one) => withNumbers(one, missing));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withNumbers(one, missing)]));
}

/** Joiners and variants of a picture say nothing without it. */
const numberOf = (character) =>
  /^(\u200d|[\ufe00-\ufe0f])$/u.test(character)
    ? ''
    : `[U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}]`;

function pdfOf(compiler, paper) {
  let data = paper.data;
  for (let pass = 1; ; pass += 1) {
    try {
      return compiled(compiler, { ...paper, data });
    } catch (error) {
      const missing = missingGlyphs(error);
      if (missing.size === 0 || pass === MOST_PASSES) throw error;
      data = withNumbers(data, missing);
    } finally {
      compiler.evictCache(0);
    }
  }
}

const paper = JSON.parse((await buffer(process.stdin)).toString('utf8'));
const compiler = await typesetter();
process.stdout.write(pdfOf(compiler, paper));
