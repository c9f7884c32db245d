import { AudioLines, FileText, Film, Image as ImageIcon, type LucideIcon, Music } from 'lucide-react'
import type { Makes } from './picker-entries'

const ICONS: Readonly<Record<Makes, LucideIcon>> = {
  picture: ImageIcon,
  video: Film,
  music: Music,
  speech: AudioLines,
  text: FileText,
}

/** The icon of what an operation makes. */
export function MakesIcon({ makes }: { readonly makes: Makes }) {
  const Icon = ICONS[makes]
  return <Icon aria-hidden className="size-4 shrink-0 text-muted" />
}
