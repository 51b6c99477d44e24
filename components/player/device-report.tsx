'use client';

import { type ReactNode, useState } from 'react';
import { useTranslations } from 'next-intl';
import { readinessCheckNames } from '@/lib/domain/readiness';
import { DeviceCheckLine } from './device-check-line';
import { stateOf, verdictOf } from './device-checks';
import { DeviceVerdict } from './device-verdict';
import { Player } from './player';
import type { PlayerPlace } from './problem-card';
import { useDeviceReport } from './use-device-report';

interface DeviceReportProps {
  readonly eventDayId: string;
  readonly place: PlayerPlace;
  readonly clearTestUrl: string | undefined;
  /** What this browser's last test came to; shown until there is a newer one. */
  readonly last: ReactNode;
  /** Leads other devices here. */
  readonly children: ReactNode;
}

/** Test playback: the player of the show on a day open to everyone, and what each part of it proved. */
export function DeviceReport({ eventDayId, place, clearTestUrl, last, children }: DeviceReportProps) {
  const t = useTranslations('testPlayback');
  const test = useDeviceReport({ eventDayId, slug: place.slug, clearTestUrl });
  const [run, setRun] = useState(0);
  const { report } = test;

  return (
    <div className="grid gap-6 lg:grid-cols-3">
      <div className="flex flex-col gap-6 lg:col-span-2">
        <Player
          key={run}
          eventDayId={eventDayId}
          place={place}
          {...(run === 0 ? { startLabel: t('start') } : {})}
          onStep={test.onStep}
        />
        {verdictOf(report) === 'untested' && last}
        <DeviceVerdict test={test} onAgain={() => setRun((count) => count + 1)} />
      </div>
      <div className="flex flex-col gap-6">
        <section aria-labelledby="device-checks" className="flex flex-col gap-4">
          <h2 id="device-checks" className="text-xl">
            {t('checks')}
          </h2>
          <ol
            aria-live="polite"
            className="divide-y divide-border rounded-card border border-border bg-surface-raised"
          >
            {readinessCheckNames.map((check) => (
              <DeviceCheckLine
                key={check}
                check={check}
                state={stateOf(report, check)}
                finding={report.findings[check]}
              />
            ))}
          </ol>
        </section>
        {children}
      </div>
    </div>
  );
}
