import type { TypedAuditFilter } from '@/lib/domain/audit-filter';
import { textParam } from '../text-param';

type Params = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The filter as the address has it. */
export function typedFilter(params: Params): TypedAuditFilter {
  const { who, power, order, event, from, to } = params;
  return {
    who: textParam(who),
    power: textParam(power),
    order: textParam(order),
    event: textParam(event),
    from: textParam(from),
    to: textParam(to),
  };
}
