import type { DataSourceOptions } from 'typeorm';

type EntityList = readonly Extract<NonNullable<DataSourceOptions['entities']>, unknown[]>[number][];

/** Every table the product knows, named one by one: each feature adds its own rows here. */
export const entities: EntityList = [];
