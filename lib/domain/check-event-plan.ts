import type { EventPlan, PlanFacts, PlannedDay, PlannedTicketType, PlanProblem } from './event-plan';

type Found = readonly PlanProblem[];

/**
 * Everything that keeps a plan from being saved, all at once; empty when it may be. What was sold stays as it was sold:
 * a capacity never falls below the seats that are taken, and what an order names is not removed. Prices may change at any
 * time, because each order keeps its own.
 */
export function checkEventPlan(plan: EventPlan, facts: PlanFacts): Found {
  return [
    ...checkHead(plan, facts),
    ...repeated([...plan.days, ...plan.ticketTypes].map(({ id }) => id)).map(at('id_twice', 'days')),
    ...repeated(plan.days.map(({ position }) => String(position))).map(at('position_twice', 'days')),
    ...repeated(plan.ticketTypes.map(({ position }) => String(position))).map(
      at('position_twice', 'ticketTypes'),
    ),
    ...repeated(plan.days.flatMap(({ kids }) => kids)).map(at('key_twice', 'days')),
    ...plan.days.flatMap((day, index) => checkDay(day, { path: `days.${index}`, facts })),
    ...plan.ticketTypes.flatMap((type, index) =>
      checkType(type, { path: `ticketTypes.${index}`, plan, facts }),
    ),
    ...checkCurrencies(plan),
    ...checkRemoved(plan, facts),
  ];
}

function checkHead(plan: EventPlan, { before, foreignSlugs, usedTicketTypes }: PlanFacts): Found {
  const isForSale = plan.days.some(({ access }) => access === 'ticket') && plan.ticketTypes.length > 0;
  const wasPublished = before?.state === 'published';
  return [
    ...when(foreignSlugs.has(plan.slug), 'slug_taken', 'slug'),
    // Its address is in mails, bookmarks and search engines.
    ...when(wasPublished && before.slug !== plan.slug, 'slug_of_published', 'slug'),
    ...when(
      wasPublished && plan.state === 'draft' && usedTicketTypes.size > 0,
      'unpublished_with_orders',
      'state',
    ),
    ...when(plan.state === 'published' && !isForSale, 'nothing_to_publish', 'state'),
  ];
}

function checkDay(
  day: PlannedDay,
  { path, facts }: { readonly path: string; readonly facts: PlanFacts },
): Found {
  const { doorsAt, startsAt, endsAt, archiveUntil } = day;
  const inOrder =
    doorsAt <= startsAt && startsAt < endsAt && (archiveUntil === null || archiveUntil > endsAt);
  const urls = {
    manifestUrl: day.manifestUrl,
    hlsManifestUrl: day.hlsManifestUrl,
    backupOrigin: day.backupOrigin,
  };
  return [
    ...when(!inOrder, 'times', `${path}.endsAt`),
    ...when(day.kids.length === 0, 'day_without_keys', `${path}.kids`),
    ...when(
      day.kids.some((kid) => facts.foreignKids.has(kid)),
      'key_in_use',
      `${path}.kids`,
    ),
    ...when(
      day.keySystems.some((name) => !facts.keySystems.has(name)),
      'no_vendor',
      `${path}.keySystems`,
    ),
    ...Object.entries(urls).flatMap(([name, url]) =>
      when(
        url !== null && !facts.mediaOrigins.has(originOf(url)),
        'origin_not_configured',
        `${path}.${name}`,
      ),
    ),
  ];
}

interface TypePlace {
  readonly path: string;
  readonly plan: EventPlan;
  readonly facts: PlanFacts;
}

function checkType(type: PlannedTicketType, { path, plan, facts }: TypePlace): Found {
  const known = new Set(plan.days.map(({ id }) => id));
  const before = facts.before?.ticketTypes.find(({ id }) => id === type.id);
  const isUsed = facts.usedTicketTypes.has(type.id) && before !== undefined;
  return [
    ...when(type.days.length === 0, 'type_without_days', `${path}.days`),
    ...when(!type.days.every((id) => known.has(id)), 'unknown_day', `${path}.days`),
    ...when(type.saleStartsAt >= type.saleEndsAt, 'sale_window', `${path}.saleEndsAt`),
    ...when(type.capacity < (facts.taken.get(type.id) ?? 0), 'capacity_below_taken', `${path}.capacity`),
    ...when(isUsed && before.currency !== type.currency, 'currency_of_used_type', `${path}.currency`),
    ...when(isUsed && !haveSame(before.days, type.days), 'days_of_used_type', `${path}.days`),
  ];
}

/** An order has one currency, and may hold several ticket types. */
function checkCurrencies({ ticketTypes }: EventPlan): Found {
  const other = ticketTypes.findIndex(({ currency }) => currency !== ticketTypes[0]?.currency);
  return when(other > 0, 'currencies_differ', `ticketTypes.${other}.currency`);
}

function checkRemoved(plan: EventPlan, { before, usedDays, usedTicketTypes }: PlanFacts): Found {
  const kept = new Set([...plan.days, ...plan.ticketTypes].map(({ id }) => id));
  const gone = (things: readonly { readonly id: string }[] = []) => things.filter(({ id }) => !kept.has(id));
  return [
    ...gone(before?.days).flatMap(({ id }) => when(usedDays.has(id), 'day_in_use', `days.${id}`)),
    ...gone(before?.ticketTypes).flatMap(({ id }) =>
      when(usedTicketTypes.has(id), 'type_in_use', `ticketTypes.${id}`),
    ),
  ];
}

function when(isWrong: boolean, code: PlanProblem['code'], path: string): Found {
  return isWrong ? [{ code, path }] : [];
}

function at(code: PlanProblem['code'], place: string): (name: string) => PlanProblem {
  return (name) => ({ code, path: `${place}.${name}` });
}

function repeated(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}

function haveSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((name) => others.includes(name));
}

/** Scheme, host and port; empty for what is no address. */
function originOf(url: string): string {
  return /^https?:\/\/[^/?#]+/i.exec(url)?.[0].toLowerCase() ?? '';
}
