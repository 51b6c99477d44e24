'use client';

import { useEffect, useReducer, useState } from 'react';
import { useTranslations } from 'next-intl';
import { makeSupportCode } from '@/lib/domain/support-code';
import { DeviceCheckLine } from './device-check-line';
import { advance, deviceChecks, stateOf, untested } from './device-checks';
import { DeviceVerdict } from './device-verdict';
import { Player } from './player';
import type { PlayerPlace } from './problem-card';

interface DeviceReportProps {
  readonly eventDayId: string;
  readonly place: PlayerPlace;
}

const PATIENCE_MILLISECONDS = 30_000;

/** Test playback: the player of the show on a day open to everyone, and what each part of it proved. */
export function DeviceReport({ eventDayId, place }: DeviceReportProps) {
  const t = useTranslations('testPlayback');
  const [report, dispatch] = useReducer(advance, untested);
  const [code, setCode] = useState<string>();
  useEffect(() => {
    if (!report.isRunning) return;
    const timer = setTimeout(() => dispatch({ name: 'late' }), PATIENCE_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [report.isRunning]);

  return (
    <div className="grid gap-6 lg:grid-cols-3">
      <div className="lg:col-span-2">
        <Player
          eventDayId={eventDayId}
          place={place}
          startLabel={t('start')}
          onStep={(step) => {
            if (step.name === 'opening') setCode(makeSupportCode(crypto.getRandomValues(new Uint8Array(5))));
            dispatch(step);
          }}
        />
      </div>
      <section aria-labelledby="device-checks" className="flex flex-col gap-4">
        <h2 id="device-checks" className="text-xl">
          {t('checks')}
        </h2>
        <ol
          aria-live="polite"
          className="divide-y divide-border rounded-card border border-border bg-surface-raised"
        >
          {deviceChecks.map((check) => (
            <DeviceCheckLine key={check} check={check} state={stateOf(report, check)} />
          ))}
        </ol>
      </section>
      <div className="lg:col-span-3">
        <DeviceVerdict report={report} code={code} />
      </div>
    </div>
  );
}
