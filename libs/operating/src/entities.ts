import { KeyCheckEntity } from './keys/key-check.entity';
import { KeyLossEntity } from './keys/key-loss.entity';
import { UnnamedProxyEntity } from './system/unnamed-proxy.entity';

/** The tables of this library, named one by one. */
export const operatingEntities = [UnnamedProxyEntity, KeyCheckEntity, KeyLossEntity] as const;
