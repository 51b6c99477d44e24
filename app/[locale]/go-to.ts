import type { Route } from 'next';
import { redirect } from 'next/navigation';

/** Redirects to a path of ours that is known at run time only; typed routes know literal ones. Never returns. */
export function goTo(path: string): never {
  if (!isOwnPath(path)) throw new Error(`not a path of this site: ${path}`);
  redirect(path);
}

function isOwnPath(path: string): path is Route {
  return /^\/(?![/\\])/.test(path);
}
