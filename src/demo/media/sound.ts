import type { Media, SongRecipe, SpeechRecipe } from './recipe'

export function makeSound(_recipe: SongRecipe | SpeechRecipe): Promise<Media> {
  return Promise.reject(new Error('sound'))
}
