import { builtinModules } from 'node:module';

/** `@nestjs/common/pipes` is of the package `@nestjs/common`. */
export const packageOf = (id) => id.split('/', id.startsWith('@') ? 2 : 1).join('/');
export const isBuiltIn = (id) => id.startsWith('node:') || builtinModules.includes(id);
