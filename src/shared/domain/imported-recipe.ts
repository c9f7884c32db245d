/** Programs whose recipes are read from files. */
export type RecipeTool = 'a1111' | 'comfyui' | 'invokeai' | 'swarmui' | 'midjourney' | 'chainhub' | 'xmp'

/** How a file was made, as far as the file itself tells. */
export interface ImportedRecipe {
  readonly tool: RecipeTool
  readonly prompt: string
  readonly negativePrompt: string
  readonly modelId: string | null
  /** Everything else by the name that the program gave it, for example `Steps`. */
  readonly settings: Readonly<Record<string, string>>
  readonly rating: number | null
  readonly tags: readonly string[]
}
