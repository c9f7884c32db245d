import type { MediaKind } from './media'

export interface StoryboardProject {
  readonly id: string
  readonly title: string
  readonly createdAtMs: number
  readonly updatedAtMs: number
}

export interface Take {
  readonly id: string
  readonly shotId: string
  readonly taskId: string | null
  readonly assetId: string | null
  readonly media: MediaKind | null
  readonly createdAtMs: number
}

export interface Shot {
  readonly id: string
  readonly sceneId: string
  readonly position: number
  readonly text: string
  readonly seconds: number
  readonly chosenTakeId: string | null
  readonly takes: readonly Take[]
}

export interface Scene {
  readonly id: string
  readonly projectId: string
  readonly position: number
  readonly title: string
  readonly shots: readonly Shot[]
}

export interface StoryboardDetail extends StoryboardProject {
  readonly scenes: readonly Scene[]
}
