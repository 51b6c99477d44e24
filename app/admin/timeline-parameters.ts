import { parseSupportCode } from '@/lib/domain/support-code';
import { isTimelineGroup, parseTimelineKey } from '@/lib/domain/timeline';

type Given = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What an address says of the timeline; whatever does not fit is as if it were not there. */
export function timelineParameters({ kind, before, code }: Given) {
  return {
    group: typeof kind === 'string' && isTimelineGroup(kind) ? kind : undefined,
    before: typeof before === 'string' && parseTimelineKey(before) !== undefined ? before : undefined,
    code: typeof code === 'string' ? parseSupportCode(code) : undefined,
  };
}

/** The same parameters as text, so that a page and its title ask for one thing and it is read once. */
export function timelineAddress({ kind, before, code }: Given): string {
  const given = Object.entries({ kind, before, code }).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value]] : [],
  );
  return new URLSearchParams(given).toString();
}
