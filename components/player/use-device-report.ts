'use client';

import { useEffect, useReducer, useRef, useState } from 'react';
import { makeSupportCode } from '@/lib/domain/support-code';
import { advance, type DeviceReport, resultsOf, untested } from './device-checks';
import { type Probes, startProbes } from './device-probes';
import { saveReport } from './device-save';
import type { PlaybackStep } from './playback-step';

const PATIENCE_MILLISECONDS = 30_000;

interface Device {
  readonly eventDayId: string;
  readonly slug: string;
  readonly clearTestUrl: string | undefined;
}

export interface DeviceTest {
  readonly report: DeviceReport;
  /** What the support desk asks for; undefined before the first test. */
  readonly code: string | undefined;
  /** Whether the server keeps this result; undefined until that is known. */
  readonly isSaved: boolean | undefined;
  readonly onStep: (step: PlaybackStep) => void;
}

/** One test playback after the other: the player's steps and the probes beside it make the report, which is then kept. */
export function useDeviceReport({ eventDayId, slug, clearTestUrl }: Device): DeviceTest {
  const [report, dispatch] = useReducer(advance, untested);
  const [code, setCode] = useState<string>();
  const [saved, setSaved] = useState<{ readonly of: DeviceReport; readonly isKept: boolean }>();
  const running = useRef<{ readonly probes: Probes; readonly leaving: AbortController }>(undefined);

  const onStep = (step: PlaybackStep) => {
    dispatch(step);
    if (step.name !== 'opening') return;
    running.current?.leaving.abort();
    const leaving = new AbortController();
    setCode(makeSupportCode(crypto.getRandomValues(new Uint8Array(5))));
    const probes = startProbes({ eventDayId, clearTestUrl, onEvent: dispatch, signal: leaving.signal });
    running.current = { probes, leaving };
  };
  useEffect(() => () => running.current?.leaving.abort(), []);

  useEffect(() => {
    if (!report.isRunning) return;
    const timer = setTimeout(() => dispatch({ name: 'late' }), PATIENCE_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [report.isRunning]);

  const picture = report.outcomes.picture?.result;
  useEffect(() => {
    if (picture !== undefined) running.current?.probes.goOn(picture === 'passed');
  }, [picture]);

  useEffect(() => {
    const checks = resultsOf(report);
    if (report.isRunning || code === undefined || Object.keys(checks).length === 0) return;
    let isLeft = false;
    void saveReport({ event: slug, code, checks }).then((isKept) => {
      if (!isLeft) setSaved({ of: report, isKept });
    });
    return () => {
      isLeft = true;
    };
  }, [report, code, slug]);

  return { report, code, isSaved: saved?.of === report ? saved.isKept : undefined, onStep };
}
