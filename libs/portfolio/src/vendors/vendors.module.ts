import { Module } from '@nestjs/common';
import { ContractsModule } from '@countersign/contracts';
import { EngagementsModule } from '../engagements/engagements.module';
import { VendorController } from './vendor.controller';
import { VendorReader } from './vendor.reader';
import { VendorService } from './vendor.service';

@Module({
  imports: [ContractsModule, EngagementsModule],
  controllers: [VendorController],
  providers: [VendorReader, VendorService],
  exports: [VendorReader, VendorService],
})
export class VendorsModule {}
