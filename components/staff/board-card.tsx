import type { ReactNode } from 'react';
import { useTranslations } from 'next-intl';
import { Link } from '@/components/ui/link';
import type { BoardLevel } from '@/lib/domain/board-level';
import { StateBadge, type StateTone } from './state-badge';

const tones = {
  ok: 'good',
  degraded: 'waiting',
  down: 'alarm',
  unknown: 'stopped',
} as const satisfies Record<BoardLevel, StateTone>;

interface BoardCardProps {
  readonly title: string;
  /** In words and a sign, not by color alone; a number without limits has none. */
  readonly level?: BoardLevel;
  /** The number with its unit. */
  readonly value: ReactNode;
  readonly children?: ReactNode;
}

/** One number of the board: what it is, whether it is well, and the way to the people behind it. */
export function BoardCard({ title, level, value, children }: BoardCardProps) {
  const t = useTranslations('admin.board.level');
  return (
    <li className="flex flex-col gap-1 rounded-card border border-border bg-surface-raised p-4">
      <h3 className="flex flex-wrap items-baseline justify-between gap-x-3 text-base">
        {title}
        {level !== undefined && <StateBadge tone={tones[level]} word={t(level)} />}
      </h3>
      <p className="min-h-11 text-text-muted">{value}</p>
      <div className="flex flex-col text-sm">{children}</div>
    </li>
  );
}

/** The digits of a number, large; its unit stays small beside it. */
export function bigDigits(digits: ReactNode) {
  return <span className="text-3xl leading-snug font-bold text-text tabular-nums">{digits}</span>;
}

/** A line that leads to people; without any there is nothing to lead to. */
export function PeopleLink({
  href,
  count,
  children,
}: {
  readonly href: string;
  readonly count: number;
  readonly children: ReactNode;
}) {
  if (count === 0)
    return <span className="inline-flex min-h-8 items-center text-text-muted">{children}</span>;
  return (
    <Link
      href={href}
      className="inline-flex min-h-8 items-center self-start text-accent underline underline-offset-4 hover:text-accent-hover"
    >
      {children}
    </Link>
  );
}
