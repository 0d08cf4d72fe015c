import { Whole } from '@countersign/platform';

/** Of a refusal: what one file may have. */
export class LargestFile {
  @Whole() readonly maximumBytes: number;
}
