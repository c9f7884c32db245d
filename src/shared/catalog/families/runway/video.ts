import type { OperationSpec } from '../../types'

export const runwayVideoOperations = [
  {
    id: 'runway.image_to_video',
    family: 'runway',
    specVersion: 1,
    title: 'Runway: animate a picture',
    summary: 'Clips of five or ten seconds that start from a picture.',
    docRows: ['D083', 'D084'],
    output: 'video',
    intent: 'animate',
    mode: 'task',
    request: { method: 'POST', path: '/runwayml/v1/image_to_video', content: 'json', modelField: 'model' },
    models: ['gen4_turbo', 'gen3a_turbo'],
    fields: [
      {
        key: 'promptImage',
        label: 'First frame',
        kind: {
          type: 'asset',
          media: ['image'],
          role: 'first-frame',
          min: 1,
          max: 1,
          delivery: 'data-uri',
          maxBytes: 10 * 1024 * 1024,
        },
        isRequired: true,
      },
      {
        key: 'promptText',
        label: 'Prompt',
        help: 'How the picture moves. Gen-3 Alpha Turbo needs it.',
        kind: { type: 'prompt', maxLength: 1000 },
      },
      {
        key: 'ratio',
        label: 'Shape',
        kind: {
          type: 'size',
          options: [
            { value: '1280:720', label: '1280 × 720' },
            { value: '720:1280', label: '720 × 1280' },
            { value: '1104:832', label: '1104 × 832' },
            { value: '832:1104', label: '832 × 1104' },
            { value: '960:960', label: '960 × 960' },
            { value: '1584:672', label: '1584 × 672' },
            { value: '1280:768', label: '1280 × 768' },
            { value: '768:1280', label: '768 × 1280' },
          ],
          allowsOther: true,
        },
        isRequired: true,
        sent: 'always',
        default: '1280:720',
      },
      {
        key: 'duration',
        label: 'Length',
        kind: {
          type: 'seconds',
          options: [
            { value: 5, label: '5 s' },
            { value: 10, label: '10 s' },
          ],
        },
        isRequired: true,
        sent: 'always',
        default: 5,
      },
      { key: 'seed', label: 'Seed', isAdvanced: true, kind: { type: 'seed', min: 0, max: 4_294_967_295 } },
      { key: 'watermark', label: 'Watermark', isAdvanced: true, kind: { type: 'boolean' } },
    ],
    rules: [
      {
        when: [{ field: 'model', isOneOf: ['gen4_turbo'] }],
        field: 'ratio',
        // The vendor lists the first six; ChainHub's own example adds the seventh.
        allowed: ['1280:720', '720:1280', '1104:832', '832:1104', '960:960', '1584:672', '1280:768'],
        reason: 'Gen-4 Turbo does not make 768 × 1280; 720 × 1280 is near to it.',
      },
      {
        when: [{ field: 'model', isOneOf: ['gen3a_turbo'] }],
        field: 'ratio',
        allowed: ['1280:768', '768:1280'],
        reason: 'Gen-3 Alpha Turbo makes 1280 × 768 and 768 × 1280 only.',
      },
    ],
    price: { kind: 'per-call', pricedAs: { modelId: 'runwayml-{model}-{duration}', isInferred: true } },
    expectedSeconds: [30, 180],
    timeoutMs: 60_000,
  },
] as const satisfies readonly OperationSpec[]
