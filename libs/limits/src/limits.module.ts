import { Module } from '@nestjs/common';
import { LimitsController } from './limits.controller';
import { LimitsDesk } from './limits.service';
import { OrganisationLimits } from './organisation-limits';
import { StoredFilesTotal } from './stored-files-total';

@Module({
  controllers: [LimitsController],
  providers: [LimitsDesk, OrganisationLimits, StoredFilesTotal],
  exports: [OrganisationLimits, StoredFilesTotal],
})
export class LimitsModule {}
