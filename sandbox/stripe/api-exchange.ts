export interface ApiRequest {
  id: string;
  method: string;
  path: string;
  query: string;
  body: string;
  authorization?: string | undefined;
  idempotencyKey?: string | undefined;
  stripeVersion?: string | undefined;
}

export type ApiOutcome =
  | { kind: 'reply'; status: number; body: object; headers: Record<string, string> }
  | { kind: 'html' }
  | { kind: 'reset' };
