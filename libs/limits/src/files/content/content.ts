import type { ServerText } from '@countersign/content';
/** What the bytes of a file are, told by themselves. */
export type Content =
  | 'pdf'
  /** A text in whose first kilobyte the head of a PDF stands: it quotes one, or is one. */
  | 'text-or-pdf'
  | 'text'
  | 'xml'
  /** Markup that runs or loads things in whatever shows it: a page, a drawing with scripts, a style sheet. */
  | 'page'
  | 'doc'
  | 'xls'
  | 'ppt'
  | 'msg'
  /** An Office document of today's format under a password. */
  | 'locked'
  /** The container of the older Office formats, with something else in it: an installer, a cache of pictures. */
  | 'ole'
  | 'zip'
  | 'docx'
  | 'xlsx'
  | 'pptx'
  | 'docm'
  | 'xlsm'
  | 'pptm'
  | 'odt'
  | 'ods'
  | 'odp'
  | 'odt-macros'
  | 'ods-macros'
  | 'odp-macros'
  | 'png'
  | 'jpeg'
  | 'gif'
  | 'webp'
  | 'heic'
  | 'tiff'
  | 'signed'
  | 'program'
  | 'unknown';

/** Bytes that pass under no name: `unfit.…` says why of the file by its name, and what to do instead. */
export class Unfit extends Error {
  constructor(
    readonly reason: UnfitReason,
    readonly parameters: Readonly<Record<string, string | number>> = {},
  ) {
    super(reason);
  }
}

export type UnfitReason = ServerText extends infer Key
  ? Key extends `unfit.${infer Reason}`
    ? Reason
    : never
  : never;
