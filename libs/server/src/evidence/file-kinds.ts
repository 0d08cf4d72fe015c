import type { Content } from './file-content';

/** `sealed`: kept and handed out, never opened by the product, since it may carry active content. */
export type Treatment = 'taken' | 'sealed';

interface FileKind {
  readonly contents: readonly Content[];
  readonly mediaType: string;
  readonly treatment: Treatment;
}

const taken = (mediaType: string, ...contents: Content[]): FileKind => ({
  contents,
  mediaType,
  treatment: 'taken',
});
const sealed = (mediaType: string, ...contents: Content[]): FileKind => ({
  contents,
  mediaType,
  treatment: 'sealed',
});

const texts = ['text', 'prefaced-pdf'] as const;
const office = 'application/vnd.openxmlformats-officedocument';
const openDocument = 'application/vnd.oasis.opendocument';

/** The one table: which extension may hold which content, and what is done with it. What is not here is refused. */
export const fileKinds: Readonly<Record<string, FileKind>> = {
  pdf: taken('application/pdf', 'pdf', 'prefaced-pdf'),
  docx: taken(`${office}.wordprocessingml.document`, 'docx'),
  xlsx: taken(`${office}.spreadsheetml.sheet`, 'xlsx'),
  pptx: taken(`${office}.presentationml.presentation`, 'pptx'),
  odt: taken(`${openDocument}.text`, 'odt'),
  ods: taken(`${openDocument}.spreadsheet`, 'ods'),
  odp: taken(`${openDocument}.presentation`, 'odp'),
  png: taken('image/png', 'png'),
  jpg: taken('image/jpeg', 'jpeg'),
  jpeg: taken('image/jpeg', 'jpeg'),
  txt: taken('text/plain', ...texts),
  csv: taken('text/csv', ...texts),
  tsv: taken('text/tab-separated-values', ...texts),
  md: taken('text/markdown', ...texts),
  json: taken('application/json', ...texts),
  log: taken('text/plain', ...texts),
  eml: sealed('message/rfc822', ...texts),
  docm: sealed('application/vnd.ms-word.document.macroenabled.12', 'docm', 'docx'),
  xlsm: sealed('application/vnd.ms-excel.sheet.macroenabled.12', 'xlsm', 'xlsx'),
  pptm: sealed('application/vnd.ms-powerpoint.presentation.macroenabled.12', 'pptm', 'pptx'),
  doc: sealed('application/msword', 'ole'),
  xls: sealed('application/vnd.ms-excel', 'ole'),
  ppt: sealed('application/vnd.ms-powerpoint', 'ole'),
  msg: sealed('application/vnd.ms-outlook', 'ole'),
  heic: sealed('image/heic', 'heic'),
  webp: sealed('image/webp', 'webp'),
  tif: sealed('image/tiff', 'tiff'),
  tiff: sealed('image/tiff', 'tiff'),
  p7m: sealed('application/pkcs7-mime', 'signed'),
  p7s: sealed('application/pkcs7-signature', 'signed'),
  zip: sealed('application/zip', 'zip', 'docx', 'xlsx', 'pptx', 'docm', 'xlsm', 'pptm', 'odt', 'ods', 'odp'),
};

/** As the file picker of a browser wants them. */
export const acceptedExtensions: readonly string[] = Object.keys(fileKinds).map(
  (extension) => `.${extension}`,
);

const activeExtensions = new Set(
  (
    'exe com scr pif msi msix msp dll cpl sys bat cmd ps1 psm1 vbs vbe js jse mjs wsf wsh hta sh bash command app jar ' +
    'py rb pl php html htm xhtml shtml mht mhtml svg xml xsl url lnk webloc desktop reg inf scf iso img vhd vhdx dmg apk ' +
    'deb rpm chm application appref-ms dotm xltm xlam potm ppam ppsm'
  ).split(' '),
);

export type Judgement =
  | { readonly kind: 'fits'; readonly mediaType: string; readonly treatment: Treatment }
  | { readonly kind: 'refused'; readonly why: string };

/** The last extension decides: it is what the receiving machine goes by. */
export function judgeFile(name: string, content: Content): Judgement {
  const extension = extensionOf(name);
  if (extension === null)
    return refused(`${name} has no extension, so nobody can tell what opens it. Add it, as in “report.pdf”.`);
  if (content === 'program')
    return refused(
      `${name} is a program or script by its content. Attach a PDF that shows what it does or prints.`,
    );
  const kind = Object.hasOwn(fileKinds, extension) ? fileKinds[extension] : undefined;
  if (kind === undefined) return refused(whyNot(name, extension));
  if (kind.contents.includes(content))
    return { kind: 'fits', mediaType: kind.mediaType, treatment: kind.treatment };
  return refused(
    `${name} ends in .${extension}, but its content is ${contentWords[content]}. ${remedyFor(content, extension)}`,
  );
}

export function extensionOf(name: string): string | null {
  const match = /[^.]\.([^.\s]+)$/u.exec(name);
  return match?.[1]?.toLowerCase() ?? null;
}

function whyNot(name: string, extension: string): string {
  return activeExtensions.has(extension)
    ? `${name} is refused: a .${extension} file can run or load things when it is opened. Attach a PDF or a picture of what it shows.`
    : `${name} is refused: files that end in .${extension} are not taken. Attach a PDF, an Office file, a picture or plain text instead.`;
}

function remedyFor(content: Content, extension: string): string {
  if (content === 'docm' || content === 'xlsm' || content === 'pptm')
    return `Save it without macros as .${extension}, or name it .${content}.`;
  return content === 'unknown'
    ? 'Open it, save it again or as PDF, and attach that.'
    : 'Give it the extension of its content, or save it again in the format of its name.';
}

const refused = (why: string): Judgement => ({ kind: 'refused', why });

const contentWords: Readonly<Record<Content, string>> = {
  pdf: 'a PDF',
  'prefaced-pdf': 'a PDF',
  text: 'plain text',
  ole: 'an Office file of the older format',
  zip: 'a ZIP archive',
  docx: 'a Word document',
  xlsx: 'an Excel workbook',
  pptx: 'a PowerPoint presentation',
  docm: 'a Word document with macros',
  xlsm: 'an Excel workbook with macros',
  pptm: 'a PowerPoint presentation with macros',
  odt: 'an OpenDocument text',
  ods: 'an OpenDocument spreadsheet',
  odp: 'an OpenDocument presentation',
  png: 'a PNG picture',
  jpeg: 'a JPEG picture',
  gif: 'a GIF picture',
  webp: 'a WebP picture',
  heic: 'an HEIC picture',
  tiff: 'a TIFF picture',
  signed: 'signed data',
  program: 'a program',
  unknown: 'of no kind we know, or damaged',
};
