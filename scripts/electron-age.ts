/** When somebody last looked for a newer Electron and took it; change it together with `electron` in package.json. */
export const ELECTRON_REVIEWED_ON = '2026-11-23'

const DAY_MS = 24 * 60 * 60 * 1000
const MAX_AGE_DAYS = 60

/** A warning when Electron, and with it Chromium's security fixes, was not looked at for sixty days; else null. */
export function electronAgeWarning(nowMs: number, reviewedOn: string = ELECTRON_REVIEWED_ON): string | null {
  const ageDays = Math.floor((nowMs - Date.parse(reviewedOn)) / DAY_MS)
  return ageDays > MAX_AGE_DAYS
    ? `Electron was last reviewed ${ageDays} days ago (${reviewedOn}): take a newer one for its security fixes.`
    : null
}
