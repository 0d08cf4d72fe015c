import { Global, Module } from '@nestjs/common';
import { Audit } from './audit';

/** Global, because nothing is changed anywhere without a line in the trail; by itself for programs without features. */
@Global()
@Module({ providers: [Audit], exports: [Audit] })
export class RecordingModule {}
