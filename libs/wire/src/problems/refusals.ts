import type { Type } from '@nestjs/common';
import { ApiExtraModels } from '@nestjs/swagger';

const REFUSES = 'countersign:refuses';

/** What a route may answer besides what its guards, its body and its address refuse. */
export interface Refusal {
  readonly status: number;
  readonly codes: readonly string[];
  /** Describes the members of the body beside the standard ones; null where there are none. */
  readonly holds: Type | null;
}

/**
 * Beside a route, or beside a controller for all its routes: the codes of the problems that its own work ends in. What
 * guards, body and address refuse follows from their decorators. The specs take no refusal that neither names.
 */
export function Refuses(status: number, ...codes: readonly string[]): ClassDecorator & MethodDecorator {
  return refusing({ status, codes, holds: null });
}

/** As `Refuses`, where the body holds something beside the standard members. */
export function RefusesWith(holds: Type, status: number, code: string): ClassDecorator & MethodDecorator {
  return refusing({ status, codes: [code], holds });
}

function refusing(refusal: Refusal): ClassDecorator & MethodDecorator {
  return (target: object, name?: string | symbol, descriptor?: { readonly value?: unknown }) => {
    const route = typeof descriptor?.value === 'function' ? descriptor.value : target;
    Reflect.defineMetadata(REFUSES, [...refusalsOf(route), refusal], route);
    if (refusal.holds === null) return;
    const model = ApiExtraModels(refusal.holds) as (...decorated: unknown[]) => void;
    model(target, name, descriptor);
  };
}

/** Those declared on a handler or a controller. */
export function refusalsOf(route: object): readonly Refusal[] {
  return (Reflect.getMetadata(REFUSES, route) as readonly Refusal[] | undefined) ?? [];
}
