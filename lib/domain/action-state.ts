/** What a form knows of its action: nothing yet, its result, a rule that said no, or a request that could not go on. */
export type ActionState<Value, Reason extends string, Code extends string> =
  | { readonly status: 'idle' }
  | { readonly status: 'done'; readonly value: Value }
  | { readonly status: 'refused'; readonly reason: Reason }
  | { readonly status: 'fault'; readonly code: Code; readonly ref: string };
