import {
  Injectable,
  UseInterceptors,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import compression from 'compression';
import type { RequestHandler, Response } from 'express';
import type { Observable } from 'rxjs';

interface CompressedLocals {
  compressed?: true;
}

const compress = compression({
  filter: (_request, response: Response) => (response.locals as CompressedLocals).compressed === true,
});

/** Compresses the answers to reading that ask for it; whatever is written passes by. */
export const compressWhereAsked: RequestHandler = (request, response, next) => {
  if (request.method === 'GET') compress(request, response, next);
  else next();
};

@Injectable()
class AskForCompression implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { locals } = context.switchToHttp().getResponse<Response>();
    (locals as CompressedLocals).compressed = true;
    return next.handle();
  }
}

/**
 * For a large document whose words are the product's or its reader's own. Elsewhere an answer may hold a secret beside
 * what somebody else typed, and its compressed length would tell of it (BREACH).
 */
export const Compressed = (): MethodDecorator & ClassDecorator => UseInterceptors(AskForCompression);
