import type { View } from '@renderer/lib/navigation'
import {
  BookOpen,
  Clapperboard,
  Images,
  ListTodo,
  type LucideIcon,
  MessageSquare,
  Paintbrush,
  Settings,
  Sparkles,
} from 'lucide-react'
import { type ComponentType, createElement, lazy, type ReactNode } from 'react'

export interface ViewInfo {
  readonly view: View
  readonly title: string
  readonly keys: string
  readonly icon: LucideIcon
  /** Stands at the end of the rail, away from the views that work is done in. */
  readonly isApart?: boolean
  readonly load: () => Promise<ComponentType>
}

/** In the order of the rail. */
export const VIEW_INFOS: readonly ViewInfo[] = [
  {
    view: 'chat',
    title: 'Chat',
    keys: 'mod+1',
    icon: MessageSquare,
    load: async () => (await import('@renderer/features/chat')).ChatView,
  },
  {
    view: 'storyboard',
    title: 'Storyboard',
    keys: 'mod+2',
    icon: Clapperboard,
    load: async () => (await import('@renderer/features/storyboard')).StoryboardView,
  },
  {
    view: 'library',
    title: 'Library',
    keys: 'mod+3',
    icon: Images,
    load: async () => (await import('@renderer/features/library')).LibraryView,
  },
  {
    view: 'canvas',
    title: 'Canvas',
    keys: 'mod+4',
    icon: Paintbrush,
    load: async () => (await import('@renderer/features/canvas')).CanvasView,
  },
  {
    view: 'create',
    title: 'Create',
    keys: 'mod+5',
    icon: Sparkles,
    load: async () => (await import('@renderer/features/create')).CreateView,
  },
  {
    view: 'queue',
    title: 'Queue',
    keys: 'mod+6',
    icon: ListTodo,
    load: async () => (await import('@renderer/features/queue')).QueueView,
  },
  {
    view: 'guide',
    title: 'Guide',
    keys: 'F1',
    icon: BookOpen,
    isApart: true,
    load: async () => (await import('@renderer/features/guide')).GuideView,
  },
  {
    view: 'settings',
    title: 'Settings',
    keys: 'mod+comma',
    icon: Settings,
    isApart: true,
    load: async () => (await import('@renderer/features/settings')).SettingsView,
  },
]

/** Each view is a chunk of its own, loaded when it is first shown. */
export const VIEW_ELEMENTS: ReadonlyMap<View, ReactNode> = new Map(
  VIEW_INFOS.map((info) => [info.view, createElement(lazy(async () => ({ default: await info.load() })))]),
)

export function titleOfView(view: View): string {
  return VIEW_INFOS.find((info) => info.view === view)?.title ?? ''
}
