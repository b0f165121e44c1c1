/**
 * The cookie of the browser that signed up: who has it and the mailed link confirms with one click. `__Host-` binds it
 * to this host over https (RFC 6265bis §4.1.3.2); on loopback http browsers refuse that prefix.
 */
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { REQUEST_LIVES_MS } from '../pipeline/sign-up.ts';

export function readSignUpCookie(context: Context, https: boolean): string | undefined {
  return getCookie(context, nameOf(https));
}

export function writeSignUpCookie(context: Context, https: boolean, value: string): void {
  setCookie(context, nameOf(https), value, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: https,
    maxAge: REQUEST_LIVES_MS / 1_000,
  });
}

function nameOf(https: boolean): string {
  return https ? '__Host-signup' : 'signup';
}
