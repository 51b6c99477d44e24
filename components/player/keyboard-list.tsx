import { useTranslations } from 'next-intl';
import { shortcuts } from './player-shortcut';

/** Which key does what. */
export function KeyboardList() {
  const t = useTranslations('player.keys');
  return (
    <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-4 gap-y-2 text-sm">
      {shortcuts.map(({ action, shown }) => (
        <div key={action} className="contents">
          <dt className="flex gap-1">
            {shown.map((key) => (
              <kbd key={key} className="rounded-control border border-border-strong px-2 font-mono">
                {key}
              </kbd>
            ))}
          </dt>
          <dd>{t(action)}</dd>
        </div>
      ))}
    </dl>
  );
}
