// Kubernetes' own types, from the package kubernetes-models: the compiler refuses a field that does not exist, which the
// API server would drop without a word; the package's schemas refuse what types cannot say.
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { root } from '../node/root.mjs';

const options = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  types: [],
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
};

const moduleOf = ({ apiVersion, kind }) => `kubernetes-models/${apiVersion}/${kind}`;

const sourceOf = (object) => `import type { I${object.kind} } from ${JSON.stringify(moduleOf(object))};
export const object: I${object.kind} = ${JSON.stringify(object, null, 2)};
`;

/** `spec.template.spec.containers.0`: where in the object a line of its source stands. */
function placeOf(source, position) {
  const parts = [];
  const visit = (node) => {
    if (position < node.getStart(source) || position >= node.getEnd()) return;
    if (ts.isPropertyAssignment(node)) parts.push(node.name.text);
    if (ts.isArrayLiteralExpression(node.parent)) parts.push(String(node.parent.elements.indexOf(node)));
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(source, visit);
  return parts.join('.');
}

const nameOf = ({ kind, metadata }) => `${kind} ${metadata?.name}`;

/** Written beside the packages, where the compiler looks for them. */
function complaintsOfCompiler(objects) {
  const folder = path.join(root, 'tmp/kubernetes-check');
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  const files = objects.map((object, place) => {
    const file = path.join(folder, `${place}.ts`);
    fs.writeFileSync(file, sourceOf(object));
    return file;
  });
  return ts.getPreEmitDiagnostics(ts.createProgram(files, options)).map(({ file, start, messageText }) => {
    const object = objects[files.indexOf(path.normalize(file.fileName))];
    const text = ts.flattenDiagnosticMessageText(messageText, ' ').replaceAll(/\s+/g, ' ');
    return `${nameOf(object)}, ${placeOf(file, start)}: ${text}`;
  });
}

async function complaintOfSchema(object) {
  try {
    const { [object.kind]: Model } = await import(moduleOf(object));
    new Model(object).validate();
    return [];
  } catch (error) {
    return [`${nameOf(object)}: ${error.message}`];
  }
}

/** Objects as they stand in YAML. */
export async function complaintsAboutObjects(objects) {
  const bySchema = await Promise.all(objects.map(complaintOfSchema));
  return [...complaintsOfCompiler(objects), ...bySchema.flat()];
}
