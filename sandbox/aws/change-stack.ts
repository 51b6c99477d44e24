import { randomUUID } from 'node:crypto';
import type { AwsAccount, ChangeSet, Stack } from './aws-account';
import { applyTemplate, exportsIn } from './apply-template';
import { removeResource, settleResources } from './settle-resources';

let eventCount = 0;

/** Writes a line of a stack's history; the clock of a machine is too coarse for their order. */
function tell(
  stack: Stack,
  status: string,
  more: { id?: string; type?: string; reason?: string } = {},
): void {
  const { id = stack.name, type = 'AWS::CloudFormation::Stack', reason } = more;
  eventCount += 1;
  stack.events.unshift({
    id: `${eventCount}-${randomUUID()}`,
    at: new Date(Date.now() + eventCount),
    logicalId: id,
    type,
    status,
    ...(reason === undefined ? {} : { reason }),
  });
}

/** Carries out a change set at once: the stack stands as the template says, or is rolled back with the reason. */
export function executeChangeSet(account: AwsAccount, stack: Stack, { template, isFirst }: ChangeSet): void {
  const verb = isFirst ? 'CREATE' : 'UPDATE';
  tell(stack, `${verb}_IN_PROGRESS`, { reason: 'User Initiated' });
  try {
    if (account.brokenStacks.has(stack.name))
      throw new Error('Resource handler returned message: "The twin was told to fail here"');
    applyTemplate(account, stack, template);
    settleResources(account, stack);
    for (const { logicalId, type } of stack.resources)
      tell(stack, `${verb}_COMPLETE`, { id: logicalId, type });
    stack.status = `${verb}_COMPLETE`;
    tell(stack, stack.status);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    tell(stack, `${verb}_FAILED`, { id: 'Broken', type: 'AWS::Lambda::Function', reason });
    stack.status = isFirst ? 'ROLLBACK_COMPLETE' : 'UPDATE_ROLLBACK_COMPLETE';
    stack.reason = reason;
    tell(stack, stack.status, { reason });
  }
  stack.changeSets.clear();
}

/** Deletes a stack, or says in its events why it stays. What others import is not taken from them. */
export function deleteStack(account: AwsAccount, stack: Stack): void {
  const inUse = importedFrom(account, stack);
  if (inUse !== undefined) {
    // The stack goes back to the state that it had.
    tell(stack, stack.status, { reason: `Delete canceled. Cannot delete export ${inUse}` });
    return;
  }
  tell(stack, 'DELETE_IN_PROGRESS', { reason: 'User Initiated' });
  const failed: string[] = [];
  for (const resource of stack.resources.toReversed())
    try {
      removeResource(account, stack, resource);
    } catch (error) {
      failed.push(resource.logicalId);
      const reason = error instanceof Error ? error.message : String(error);
      tell(stack, 'DELETE_FAILED', { id: resource.logicalId, type: resource.type, reason });
    }
  stack.resources = stack.resources.filter(({ logicalId }) => failed.includes(logicalId));
  stack.status = failed.length === 0 ? 'DELETE_COMPLETE' : 'DELETE_FAILED';
  if (failed.length > 0) stack.reason = `The following resource(s) failed to delete: [${failed.join(', ')}].`;
  tell(stack, stack.status, failed.length === 0 ? {} : { reason: stack.reason ?? '' });
  if (failed.length > 0) return;
  stack.outputs = [];
  stack.imports = [];
}

function importedFrom(account: AwsAccount, stack: Stack): string | undefined {
  const own = stack.outputs.flatMap(({ exportName }) => (exportName === undefined ? [] : [exportName]));
  for (const other of account.stacks.values()) {
    if (other.region !== stack.region || other === stack) continue;
    const used = other.imports.find((name) => own.includes(name));
    if (used !== undefined && exportsIn(account, stack.region).has(used))
      return `${used} as it is in use by ${other.name}.`;
  }
  return undefined;
}
