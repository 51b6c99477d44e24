/** `DRM_VENDORS` for the DRM twin: a vendor of its own for each key system, as the twin's accounts name the customer. */
export function sandboxVendors(drmUrl: string): string {
  return JSON.stringify({
    widevine: {
      vendor: 'axinom',
      url: `${drmUrl}/axinom/widevine/AcquireLicense`,
      comKeyId: 'aa0151d7-081c-4699-a049-fc584556c9d2',
    },
    playready: {
      vendor: 'castlabs',
      url: `${drmUrl}/castlabs/license-proxy-headerauth/drmtoday/RightsManager.asmx`,
      merchant: 'stagedoor',
      keyId: '00000000-1111-2222-3333-444444444444',
    },
    fairplay: {
      vendor: 'doverunner',
      url: `${drmUrl}/doverunner/ri/licenseManager.do`,
      siteId: 'STGD',
      certificateUrl: `${drmUrl}/doverunner/ri/fpsCert.do?siteId=STGD`,
    },
    clearkey: { vendor: 'clearkey', url: `${drmUrl}/clearkey` },
  });
}
