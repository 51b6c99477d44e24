import type { Function } from 'aws-cdk-lib/aws-lambda';
import { type IRole, Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';

interface Permission {
  readonly actions: string[];
  readonly resources: string[];
}

/** One statement for one role, as a policy of its own: each is found by its name. */
export function allow(role: IRole, { actions, resources }: Permission): void {
  const [first = ''] = actions;
  new Policy(role, `Allow-${first.replace(':', '-')}`, {
    roles: [role],
    statements: [new PolicyStatement({ actions, resources })],
  });
}

/** The same for a function. */
export function allowTo({ role }: Function, permission: Permission): void {
  if (role === undefined) throw new Error('functions of ours have roles');
  allow(role, permission);
}
