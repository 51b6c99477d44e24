/** A statement of an IAM policy in a template. */
export interface Statement {
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource: unknown;
}

/** All of them below a value, however deep. */
export function statementsIn(value: unknown): Statement[] {
  if (typeof value !== 'object' || value === null) return [];
  if (isStatement(value)) return [value];
  return Object.values(value).flatMap(statementsIn);
}

function isStatement(value: object): value is Statement {
  return 'Effect' in value && 'Action' in value && 'Resource' in value;
}
