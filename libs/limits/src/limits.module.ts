import { Module } from '@nestjs/common';
import { FileIntake } from './files/file-intake';
import { RoomForFiles } from './files/room-for-files';
import { LimitsController } from './limits.controller';
import { LimitsDesk } from './limits.service';
import { OrganisationLimits } from './organisation-limits';
import { StoredFilesTotal } from './stored-files-total';

@Module({
  controllers: [LimitsController],
  providers: [FileIntake, LimitsDesk, OrganisationLimits, RoomForFiles, StoredFilesTotal],
  exports: [FileIntake, OrganisationLimits, RoomForFiles, StoredFilesTotal],
})
export class LimitsModule {}
