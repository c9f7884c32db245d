import { endOfLastSentence, spokenWords } from '../stream/sentences'

/** The first piece is short, so that the voice begins soon; later ones are longer and cost fewer requests. */
const FIRST_PIECE = 40
const LATER_PIECE = 280
/** What a voice takes at once. */
const MAX_PIECE = 3_500

/** Cuts a growing text into pieces to be spoken: whole sentences, each piece once. */
export function createPieceCutter(): (text: string, isWhole: boolean) => readonly string[] {
  let spokenLength = 0
  let count = 0
  return (text, isWhole) => {
    const pieces: string[] = []
    const take = (length: number): void => {
      const words = spokenWords(text.slice(spokenLength, spokenLength + length))
      spokenLength += length
      if (words === '') return
      for (let start = 0; start < words.length; start += MAX_PIECE) pieces.push(words.slice(start, start + MAX_PIECE))
      count += 1
    }
    for (;;) {
      const rest = text.slice(spokenLength)
      const wanted = count === 0 ? FIRST_PIECE : LATER_PIECE
      const end = endOfFirstPiece(rest, wanted)
      if (end === 0) {
        // Half a block of code at the end would be read as words; the end of the answer settles it.
        if (isWhole && rest.trim() !== '') take(rest.length)
        return pieces
      }
      take(end)
    }
  }
}

/** Where the first sentences that are long enough together end; 0 where they are not there yet. */
function endOfFirstPiece(rest: string, wanted: number): number {
  if (rest.length < wanted) return 0
  const fence = rest.indexOf('```')
  const prose = fence < 0 ? rest : rest.slice(0, fence)
  for (let length = wanted; length < prose.length + 40; length += 40) {
    const end = endOfLastSentence(prose.slice(0, length))
    if (end >= wanted / 2) return end
  }
  if (fence < 0) return 0
  // A block of code goes as one piece with the few words before it, once its end is there.
  const closing = rest.indexOf('```', fence + 3)
  const lineEnd = closing < 0 ? -1 : rest.indexOf('\n', closing + 3)
  return lineEnd < 0 ? 0 : lineEnd + 1
}
