import { Module } from '@nestjs/common';
import { AuditModule } from '@countersign/audit';
import { KeyLosses } from './key-losses';
import { LostSecrets } from './lost-secrets';

/** What an operator does when keys are gone for good; no route leads here. */
@Module({
  imports: [AuditModule],
  providers: [KeyLosses, LostSecrets],
  exports: [KeyLosses],
})
export class KeysLostModule {}
