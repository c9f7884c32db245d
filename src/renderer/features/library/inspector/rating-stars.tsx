import { classNames } from '@renderer/ui/class-names'
import { Star } from 'lucide-react'

export interface RatingStarsProps {
  readonly rating: number
  readonly onRate: (rating: number) => void
}

const STARS = [1, 2, 3, 4, 5] as const

/** Five stars; pressing the star that is set takes the rating away. */
export function RatingStars({ rating, onRate }: RatingStarsProps) {
  return (
    <div role="group" aria-label={`Rating: ${rating} of 5`} className="-ml-1 flex">
      {STARS.map((star) => (
        <button
          key={star}
          type="button"
          aria-label={star === 1 ? '1 star' : `${star} stars`}
          aria-pressed={rating === star}
          onClick={() => onRate(rating === star ? 0 : star)}
          className="flex size-6 items-center justify-center rounded-control text-muted hover:bg-hover hover:text-ink"
        >
          <Star className={classNames('size-4', star <= rating && 'fill-current text-ink')} />
        </button>
      ))}
    </div>
  )
}
