/** An installation with everything switched on. Copy it, change it, and run `npm run infra:synth -- <its name>`. */
export const installation: unknown = {
  name: 'example',
  account: '111122223333',
  region: 'ap-northeast-1',
  portal: {
    domain: 'tickets.example.com',
    hostedZone: { id: 'Z0123456789EXAMPLE', name: 'example.com' },
    settings: {
      OIDC_NAME: 'Example',
      OIDC_ISSUER: 'https://login.example.com',
      OIDC_CLIENT_ID: 'stagedoor',
      STAFF_EMAILS: 'owner@example.com',
      STAFF_AMR: 'mfa,hwk,otp',
      STRIPE_PUBLISHABLE_KEY: 'pk_test_replace-with-yours',
      PAYMENT_METHODS: 'card,konbini,paypay',
      SMTP_URL: 'smtps://stagedoor@smtp.example.com',
      MAIL_FROM: 'Example <tickets@example.com>',
      DRM_VENDORS:
        '{"widevine":{"vendor":"axinom","url":"https://drm.example.com/widevine","comKeyId":"in-secret"}}',
      MEDIA_ORIGINS: 'https://media-a.example.com',
    },
  },
  shows: [{ name: 'night-one', opensAt: '2027-03-20T07:00:00Z', endsAt: '2027-03-20T13:00:00Z' }],
  capacity: {
    quietAcu: { min: 0.5, max: 8 },
    showAcu: { min: 8, max: 64 },
    warm: { server: 20, license: 60 },
    reserved: { server: 300, license: 400, jobs: 2 },
  },
  network: { cidr: '10.40.0.0/16', natGateways: 2 },
  limits: { anyRequest: 20_000, signIn: 500 },
  retention: { logDays: 90, backupDays: 35 },
  alarmMail: 'operations@example.com',
  monthlyBudgetUsd: 3000,
  video: {
    domain: 'media-a.example.com',
    // A public key whose private half nobody has: replace it with yours.
    signingKeys: [
      {
        name: 'first',
        publicKey:
          '-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAvUAd/1p7YV03dIqzBjMj\nTNHw3VV3kEkpyuqx9vjgkWxTwaLcUFB4CxXb7YR3RyyrhF5QYMWXs6r+XhdY0GmA\n6N1pZ0ML0S7hA/kuJuIaMgSMhrbrzuU5wp9UOGQdINP2JxoDSk9lkKtRpil3TAbR\nOuGJJgmNu5k1vrHbDVQ5k2/oxs4/bw7ItkobvxyCt+nmBWYKVTYXwEpDsU7ppw2c\nuitvUkfwVTAlh0ERB3GV7Lpk841ZUjlHkGFVC5yKOfKtZqija/wSAGsAm+nggHeU\ncsdwrcnzN6gFDXKFuCoqMMztTZOeXOR+oaayRSZtklPIyZKkbKVA8e93TuUcNNRL\nswIDAQAB\n-----END PUBLIC KEY-----\n',
      },
    ],
    speke: {
      url: 'https://abcdefghij.execute-api.ap-northeast-1.amazonaws.com/speke/v2/copyProtection',
      apiArn: 'arn:aws:execute-api:ap-northeast-1:111122223333:abcdefghij/speke/POST/v2/copyProtection',
      drmSystems: ['WIDEVINE', 'PLAYREADY', 'FAIRPLAY'],
    },
    secondRegion: {
      region: 'ap-northeast-2',
      speke: {
        url: 'https://klmnopqrst.execute-api.ap-northeast-2.amazonaws.com/speke/v2/copyProtection',
        apiArn: 'arn:aws:execute-api:ap-northeast-2:111122223333:klmnopqrst/speke/POST/v2/copyProtection',
      },
    },
    channels: [
      {
        name: 'main',
        purpose: 'show',
        input: { kind: 'vpc', fromCidrs: ['10.200.0.0/24'] },
        contentId: 'night-one',
        keyIds: ['6d2a3f0e-0f5b-4a57-9c3e-6a5b1f0d7c01', '6d2a3f0e-0f5b-4a57-9c3e-6a5b1f0d7c02'],
        framesPerSecond: '29.97',
        recording: true,
        youtubeSecretName: 'example/youtube',
      },
      {
        name: 'test',
        purpose: 'test',
        input: { kind: 'file', url: 's3ssl://example-test-clip/clip.mp4' },
        contentId: 'test-clip',
        keyIds: ['a81c7d52-6b3f-4f0e-8e21-3c9d5b7a1e01'],
      },
    ],
  },
};
