import { KeyCheckEntity } from './keys/key-check.entity';
import { UnnamedProxyEntity } from './system/unnamed-proxy.entity';

/** The tables of this library, named one by one. */
export const operatingEntities = [UnnamedProxyEntity, KeyCheckEntity] as const;
