import type { ThemeChoice } from '@shared/domain/settings'

/** The window itself follows the choice before the first paint; this keeps pages without that window right. */
export function applyTheme(theme: ThemeChoice): void {
  if (theme === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
}
