import { Module } from '@nestjs/common';
import { AssessmentsModule } from '@countersign/assessments';
import { ContractsModule } from '@countersign/contracts';
import { MergingModule } from '@countersign/vendors';
import { EngagementsModule } from '../engagements/engagements.module';
import { ContactService } from './contact.service';
import { MergeController } from './merge.controller';
import { VendorController } from './vendor.controller';
import { VendorReader } from './vendor.reader';
import { VendorService } from './vendor.service';

@Module({
  imports: [AssessmentsModule, ContractsModule, EngagementsModule, MergingModule],
  controllers: [VendorController, MergeController],
  providers: [ContactService, VendorReader, VendorService],
  exports: [ContactService, VendorReader, VendorService],
})
export class VendorsModule {}
