import { type IGrantable, type IRole, Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';

interface Permission {
  readonly actions: string[];
  readonly resources: string[];
}

/** One statement for one role, as a policy of its own: each is found by its name. */
export function allow(role: IRole & IGrantable, { actions, resources }: Permission): void {
  const [first = ''] = actions;
  new Policy(role, `Allow-${first.replace(':', '-')}`, {
    roles: [role],
    statements: [new PolicyStatement({ actions, resources })],
  });
}
