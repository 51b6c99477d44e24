import type { OperatorAct } from './operator-act';

/**
 * Does it here, with the environment of this process, or where a plan of infra/config is deployed. What it answers is for
 * `operatorReplies`. Neither the product nor the SDK is loaded before it is needed: a wrong flag is told at once.
 */
export async function doAct(act: OperatorAct, installation: string | undefined): Promise<unknown> {
  if (installation === undefined) return (await import('./perform-act')).performAct(act);
  return (await import('./ask-installation')).askInstallation(installation, act);
}
