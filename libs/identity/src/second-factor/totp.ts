import { Secret, TOTP } from 'otpauth';
import { encode } from 'uqr';

/** Seconds that a code is shown: RFC 6238, and what every authenticator app assumes. */
const period = 30;
const digits = 6;
/** Steps before and after the present one that are taken too, for clocks that differ. */
const tolerance = 1;

export interface QrCode {
  /** Data of one SVG path that fills the dark modules; one unit is one module. */
  readonly path: string;
  /** Width and height in modules, the quiet zone included. */
  readonly size: number;
}

/** 160 bits, as RFC 4226 recommends, in base32. */
export function mintTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** What an authenticator app reads: the issuer is the organisation, the label the member's address. */
export function totpUri(secret: string, { issuer, label }: { issuer: string; label: string }): string {
  return new TOTP({ secret, issuer, label, period, digits }).toString();
}

/** The step whose code this is, within the tolerance around the instant; null where it is none of theirs. */
export function totpStepOf(secret: string, code: string, epochMs: number): number | null {
  const token = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return null;
  const delta = TOTP.validate({
    token,
    secret: Secret.fromBase32(secret),
    period,
    digits,
    timestamp: epochMs,
    window: tolerance,
  });
  return delta === null ? null : TOTP.counter({ period, timestamp: epochMs }) + delta;
}

/** One run of dark modules per row becomes one rectangle, so that the path stays short. */
export function qrCodeOf(text: string): QrCode {
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  const path = data.flatMap((row, y) => runsOf(row).map(({ from, length }) => rectangle(from, y, length)));
  return { path: path.join(''), size };
}

function rectangle(x: number, y: number, width: number): string {
  return `M${x} ${y}h${width}v1h-${width}z`;
}

function runsOf(row: readonly boolean[]): { from: number; length: number }[] {
  const runs: { from: number; length: number }[] = [];
  row.forEach((dark, x) => {
    if (!dark) return;
    const last = runs.at(-1);
    if (last !== undefined && last.from + last.length === x) last.length += 1;
    else runs.push({ from: x, length: 1 });
  });
  return runs;
}
