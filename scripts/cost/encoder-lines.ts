import { assumptions as a, type CostWish } from './cost-wish';
import { prices } from './prices';
import { type CostLine, hourlyGb, type Usage, whole } from './usage';

/** What runs by the hour before anybody watches: encoders, flows, the second packager. */
export function encoderLines(wish: CostWish, { encoderHours }: Usage): CostLine[] {
  const { recording, testHours, srtFlows } = wish;
  const recorderHour = prices.encoderInputHour.usd + prices.encoderHdHour.usd;
  return [
    {
      name: 'Encode and package',
      basis: `${encoderHours} h, two pipelines`,
      usd: encoderHours * prices.encoderHour.usd,
    },
    {
      name: 'Recording encoder',
      basis: recording === 0 ? 'none' : `${encoderHours} h, one pipeline`,
      usd: recording * encoderHours * recorderHour,
    },
    youtubeLine(wish, encoderHours),
    testChannelLine(testHours),
    secondRegionLine(wish, encoderHours),
    {
      name: 'SRT flows',
      basis: srtFlows === 0 ? 'none' : `${srtFlows} for ${encoderHours} h at a PLACEHOLDER price`,
      usd: srtFlows * encoderHours * prices.srtFlowHour.usd,
    },
  ];
}

function youtubeLine({ youtube }: CostWish, encoderHours: number): CostLine {
  const gb = youtube * encoderHours * a.showPipelines * hourlyGb(a.youtubeMbits);
  return {
    name: 'Reference to YouTube',
    basis: youtube === 0 ? 'none' : `${encoderHours} h, one output, ${whole(gb)} GB`,
    usd: youtube * encoderHours * prices.encoderHdHour.usd + gb * prices.internetGb.usd,
  };
}

/** One pipeline with the show's renditions, and what the packager takes in of it. */
function testChannelLine(testHours: number): CostLine {
  const encoder =
    prices.encoderInputHour.usd +
    a.hdRenditions * prices.encoderHdHour.usd +
    a.sdRenditions * prices.encoderSdHour.usd;
  const gb = testHours * hourlyGb(a.ladderMbits);
  return {
    name: 'Test channel',
    basis: testHours === 0 ? 'none' : `${testHours} h, one pipeline, ${whole(gb)} GB packaged`,
    usd: testHours * encoder + gb * prices.ingestedGb.usd,
  };
}

/** Every pipeline of every channel sends all renditions there once more; viewers' segments are read from one of both. */
function secondRegionLine({ secondRegion, testHours }: CostWish, encoderHours: number): CostLine {
  const pipelineHours = a.showPipelines * encoderHours + testHours;
  const gb = secondRegion * pipelineHours * hourlyGb(a.ladderMbits);
  return {
    name: 'Second region',
    basis: secondRegion === 0 ? 'none' : `${whole(gb)} GB sent there and taken in`,
    usd: gb * (prices.regionGb.usd + prices.ingestedGb.usd),
  };
}
