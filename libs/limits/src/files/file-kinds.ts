import { say, type Words } from '@countersign/platform';
import type { Content } from './content/content';
import type { Told } from './content/content-of';
import { extensionOf, isActive } from './content/extensions';

/** Why the product keeps a file and hands it out, but never opens it; `unlisted` came in before there was a table. */
export const unopenedReasons = [
  'macros',
  'mail',
  'archive',
  'signed',
  'password',
  'markup',
  'unlisted',
] as const;
export type UnopenedReason = (typeof unopenedReasons)[number];

interface FileKind {
  readonly mediaType: string;
  /** What the file may hold; with a reason it is taken and never opened. */
  readonly contents: Readonly<Partial<Record<Content, UnopenedReason | null>>>;
}

function taken(mediaType: string, ...contents: Content[]): FileKind {
  return { mediaType, contents: Object.fromEntries(contents.map((content) => [content, null])) };
}

function unopened(reason: UnopenedReason, mediaType: string, ...contents: Content[]): FileKind {
  return { mediaType, contents: Object.fromEntries(contents.map((content) => [content, reason])) };
}

/** A document under a password is what a careful vendor sends: it is taken, and said to be locked. */
function lockable({ mediaType, contents }: FileKind): FileKind {
  return { mediaType, contents: { ...contents, locked: 'password' } };
}

function openDocument(
  kind: 'text' | 'spreadsheet' | 'presentation',
  content: 'odt' | 'ods' | 'odp',
): FileKind {
  const mediaType = `application/vnd.oasis.opendocument.${kind}`;
  return { mediaType, contents: { [content]: null, [`${content}-macros`]: 'macros' } };
}

const texts = ['text', 'text-or-pdf', 'xml', 'page'] as const;
const office = 'application/vnd.openxmlformats-officedocument';
const macroOffice = 'application/vnd.ms-';

/** The one table: which extension may hold which content, and what is done with it. What is not here is refused. */
export const fileKinds: Readonly<Record<string, FileKind>> = {
  pdf: taken('application/pdf', 'pdf', 'text-or-pdf'),
  docx: lockable(taken(`${office}.wordprocessingml.document`, 'docx')),
  xlsx: lockable(taken(`${office}.spreadsheetml.sheet`, 'xlsx')),
  pptx: lockable(taken(`${office}.presentationml.presentation`, 'pptx')),
  odt: openDocument('text', 'odt'),
  ods: openDocument('spreadsheet', 'ods'),
  odp: openDocument('presentation', 'odp'),
  png: taken('image/png', 'png'),
  jpg: taken('image/jpeg', 'jpeg'),
  jpeg: taken('image/jpeg', 'jpeg'),
  gif: taken('image/gif', 'gif'),
  heic: taken('image/heic', 'heic'),
  webp: taken('image/webp', 'webp'),
  tif: taken('image/tiff', 'tiff'),
  tiff: taken('image/tiff', 'tiff'),
  txt: taken('text/plain', ...texts),
  csv: taken('text/csv', ...texts),
  tsv: taken('text/tab-separated-values', ...texts),
  md: taken('text/markdown', ...texts),
  json: taken('application/json', ...texts),
  sarif: taken('application/sarif+json', ...texts),
  yaml: taken('application/yaml', ...texts),
  yml: taken('application/yaml', ...texts),
  log: taken('text/plain', ...texts),
  xml: unopened('markup', 'application/xml', 'xml'),
  nessus: unopened('markup', 'application/xml', 'xml'),
  eml: unopened('mail', 'message/rfc822', 'text', 'text-or-pdf'),
  msg: unopened('mail', 'application/vnd.ms-outlook', 'msg'),
  docm: lockable(unopened('macros', `${macroOffice}word.document.macroenabled.12`, 'docm', 'docx')),
  xlsm: lockable(unopened('macros', `${macroOffice}excel.sheet.macroenabled.12`, 'xlsm', 'xlsx')),
  pptm: lockable(unopened('macros', `${macroOffice}powerpoint.presentation.macroenabled.12`, 'pptm', 'pptx')),
  doc: unopened('macros', 'application/msword', 'doc'),
  xls: unopened('macros', 'application/vnd.ms-excel', 'xls'),
  ppt: unopened('macros', 'application/vnd.ms-powerpoint', 'ppt'),
  p7m: unopened('signed', 'application/pkcs7-mime', 'signed'),
  p7s: unopened('signed', 'application/pkcs7-signature', 'signed'),
  zip: unopened(
    'archive',
    'application/zip',
    ...(['zip', 'docx', 'xlsx', 'pptx', 'docm', 'xlsm', 'pptm'] as const),
    ...(['odt', 'ods', 'odp', 'odt-macros', 'ods-macros', 'odp-macros'] as const),
  ),
};

/** As the file picker of a browser wants them. */
export const acceptedExtensions: readonly string[] = Object.keys(fileKinds).map(
  (extension) => `.${extension}`,
);

export type Judgement =
  | { readonly kind: 'fits'; readonly mediaType: string; readonly unopened: UnopenedReason | null }
  | { readonly kind: 'refused'; readonly why: Words };

export function judgeFile(name: string, told: Told): Judgement {
  const extension = extensionOf(name);
  if (extension === null) return refused(say('file.no-extension', { name }));
  if (told.kind === 'content' && told.content === 'program') return refused(say('file.program', { name }));
  const kind = Object.hasOwn(fileKinds, extension) ? fileKinds[extension] : undefined;
  if (kind === undefined) {
    return refused(
      isActive(extension)
        ? say('file.active', { name, extension })
        : say('file.not-taken', { name, extension }),
    );
  }
  if (told.kind === 'unfit') return refused(say(`unfit.${told.reason}`, { ...told.parameters, name }));
  const reason = kind.contents[told.content];
  if (reason !== undefined) return { kind: 'fits', mediaType: kind.mediaType, unopened: reason };
  const content = say(`content.${told.content}`);
  return refused(
    say('file.otherwise', { name, extension, content, remedy: remedyFor(told.content, extension) }),
  );
}

function remedyFor(content: Content, extension: string): Words {
  switch (content) {
    case 'docm':
    case 'xlsm':
    case 'pptm':
      return say('remedy.macros', { extension, content });
    case 'page':
      return say('remedy.page');
    case 'locked':
      return say('remedy.locked');
    case 'ole':
      return say('remedy.ole');
    case 'unknown':
      return say('remedy.unknown');
    default:
      return say('remedy.other');
  }
}

const refused = (why: Words): Judgement => ({ kind: 'refused', why });
