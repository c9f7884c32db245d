import type { Media, SongRecipe, SpeechRecipe } from './recipe'
import { composeSong } from './song'
import { encodeMp3, encodePcm, encodeWav } from './sound-files'
import { speak } from './voice'

export async function makeSong(recipe: SongRecipe): Promise<Media> {
  const sound = await composeSong(recipe)
  if (recipe.format === 'wav') return { bytes: encodeWav(sound), contentType: 'audio/wav' }
  return { bytes: await encodeMp3(sound), contentType: 'audio/mpeg' }
}

export async function makeSpeech(recipe: SpeechRecipe): Promise<Media> {
  const sound = await speak(recipe)
  if (recipe.format === 'wav') return { bytes: encodeWav(sound), contentType: 'audio/wav' }
  if (recipe.format === 'pcm') return { bytes: encodePcm(sound), contentType: 'audio/pcm' }
  return { bytes: await encodeMp3(sound), contentType: 'audio/mpeg' }
}
