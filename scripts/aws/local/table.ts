import { z } from 'zod';

const attribute = z.union([z.object({ S: z.string() }), z.object({ N: z.string() })]);
const item = z.record(z.string(), attribute);
type Item = z.infer<typeof item>;

/** Items by their primary key. */
export type Table = Map<string, Item>;

const query = z.object({
  KeyConditionExpression: z.string(),
  ExpressionAttributeNames: z.record(z.string(), z.string()),
  ExpressionAttributeValues: z.record(z.string(), attribute),
});
const batch = z.object({
  RequestItems: z.record(z.string(), z.array(z.object({ PutRequest: z.object({ Item: item }) }))),
});

/** Query and BatchWriteItem (puts) of the DynamoDB API reference, on one table. Throws at anything else. */
export function answerTable(table: Table, target: string, body: string): object {
  if (target.endsWith('.Query')) return answerQuery(table, query.parse(JSON.parse(body)));
  if (!target.endsWith('.BatchWriteItem')) throw new Error(`The table does not know ${target}.`);
  const { RequestItems } = batch.parse(JSON.parse(body));
  for (const { PutRequest } of Object.values(RequestItems).flat()) {
    const { Item } = PutRequest;
    table.set(JSON.stringify([Item.tag, Item.path]), Item);
  }
  return { UnprocessedItems: {} };
}

function answerQuery(table: Table, asked: z.infer<typeof query>): object {
  const conditions = asked.KeyConditionExpression.split(' AND ').map((term) => condition(term, asked));
  const found = [...table.values()].filter((candidate) => conditions.every((fits) => fits(candidate)));
  return { Items: found, Count: found.length, ScannedCount: found.length };
}

/** `#name = :value` or `#name > :value`. */
function condition(term: string, asked: z.infer<typeof query>): (candidate: Item) => boolean {
  const [, name = '', operator, value = ''] = /^(#\w+) ([=>]) (:\w+)$/.exec(term.trim()) ?? [];
  const attributeName = asked.ExpressionAttributeNames[name];
  const wanted = asked.ExpressionAttributeValues[value];
  if (attributeName === undefined || wanted === undefined || operator === undefined)
    throw new Error(`The table does not know the condition ${term}.`);
  return (candidate) => {
    const given = candidate[attributeName];
    if (given === undefined) return false;
    return operator === '=' ? plain(given) === plain(wanted) : Number(plain(given)) > Number(plain(wanted));
  };
}

function plain(value: z.infer<typeof attribute>): string {
  return 'S' in value ? value.S : value.N;
}
