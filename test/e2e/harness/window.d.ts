import type { StudioBridge } from '@shared/contracts/bridge'

declare global {
  interface Window {
    /** The bridge of the page under test. */
    readonly studio: StudioBridge<File>
  }
}
