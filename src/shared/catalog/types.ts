import type { MediaKind } from '../domain/media'
import type { VendorItemKind } from '../domain/vendor-item'

/** ChainHub's documentation groups its operations in families; each has one encode and decode. */
export type FamilyId =
  | 'openai-images'
  | 'openai-audio'
  | 'embeddings'
  | 'gemini'
  | 'ideogram'
  | 'fal'
  | 'replicate'
  | 'tencent'
  | 'rerank'
  | 'midjourney'
  | 'video-unified'
  | 'luma'
  | 'runway'
  | 'minimax-hailuo'
  | 'wan'
  | 'doubao-seedance'
  | 'kling'
  | 'suno'
  | 'suno-feed'
  | 'sora-official'
  | 'sora-chat'
  | 'sora-character'

/** One value of a choice as it goes over the wire, with the words a person sees. */
export interface ChoiceOption {
  readonly value: string | number | boolean
  readonly label?: string
  /** What kind of thing it is; choices in groups are shown as a gallery. */
  readonly group?: string
}

/** How the bytes of an input reach the gateway. */
export type AssetDelivery =
  /** A file part of a multipart body. */
  | 'file-part'
  /** `data:image/png;base64,…` in JSON. */
  | 'data-uri'
  /** Base64 without the prefix, in JSON. */
  | 'base64'
  /**
   * A public link. The file is uploaded to the gateway's file host first, where whoever has the link can see it, so
   * only for vendors that take nothing else. The form also takes a link that a person pastes.
   */
  | 'link'
  /** The id of a song at Suno: the file is taken over there first, in five free steps. */
  | 'suno-song'
  /** Not the file but its type, for vendors that want it named beside the bytes; set by {@link FieldSpec.wire}. */
  | 'mime-type'

/**
 * What a value means. Kinds that several vendors share (prompt, seed, …) are canonical, so that
 * switching the model keeps what fits; the rest are plain.
 */
export type FieldKind =
  | { readonly type: 'prompt'; readonly maxLength?: number }
  | { readonly type: 'negative-prompt'; readonly maxLength?: number }
  | { readonly type: 'lyrics'; readonly maxLength?: number }
  | { readonly type: 'text'; readonly maxLength?: number; readonly multiline?: boolean }
  | { readonly type: 'integer'; readonly min?: number; readonly max?: number; readonly step?: number }
  | { readonly type: 'number'; readonly min?: number; readonly max?: number; readonly step?: number }
  | { readonly type: 'seed'; readonly min?: number; readonly max?: number }
  | { readonly type: 'count'; readonly min: number; readonly max: number }
  | { readonly type: 'boolean' }
  | { readonly type: 'choice'; readonly options: readonly ChoiceOption[]; readonly allowsOther?: boolean }
  | {
      readonly type: 'aspect-ratio'
      readonly options: readonly ChoiceOption[]
      readonly allowsOther?: boolean
      /** How a value of one's own is written, for example "1280x720"; absent: "5:4". */
      readonly otherExample?: string
    }
  | { readonly type: 'size'; readonly options: readonly ChoiceOption[]; readonly allowsOther?: boolean }
  | { readonly type: 'quality'; readonly options: readonly ChoiceOption[] }
  | { readonly type: 'seconds'; readonly options: readonly ChoiceOption[] }
  | { readonly type: 'voice'; readonly options: readonly ChoiceOption[]; readonly allowsOther?: boolean }
  | {
      readonly type: 'asset'
      readonly media: readonly MediaKind[]
      readonly role: AssetRole
      readonly min: number
      readonly max: number
      readonly delivery: AssetDelivery
      readonly maxBytes?: number
      /** Accepted types, for example "image/png"; absent: any of the media kind. */
      readonly mimes?: readonly string[]
      /** Shortest side that the vendor takes, in pixels. */
      readonly minSidePx?: number
      /** Largest ratio of the long side to the short one. */
      readonly maxSideRatio?: number
    }
  | {
      readonly type: 'mask'
      readonly polarity: MaskPolarity
      readonly delivery: AssetDelivery
      readonly maxBytes?: number
    }
  /** Rows of fields, for arrays of objects; with `isBare` for arrays of plain values. */
  | ListKind
  /** Something kept at the vendor: its identifier, or with `max` above 1 a list of them. Always text. */
  | { readonly type: 'remote-id'; readonly of: VendorItemKind; readonly max: number }
  /** Any JSON, for fields too rare for a control of their own. */
  | { readonly type: 'json' }

/** In a form: objects by the keys of `fields`; with `isBare` the values of the only field themselves. */
export interface ListKind {
  readonly type: 'list'
  /** What one row is, for example "LoRA"; rows are named by it and their number. */
  readonly itemName: string
  /** Neither lists nor masks; files one a row. */
  readonly fields: readonly FieldSpec[]
  readonly isBare?: boolean
  readonly min?: number
  readonly max: number
  /**
   * The rows are the points `x`, `y` of a way over the form's picture, in its pixels from the lower left corner: drawn
   * there, and numbers beside.
   */
  readonly isPath?: boolean
  /** Parts that each row's object has besides. */
  readonly constants?: Readonly<Record<string, unknown>>
  /**
   * The rows go as one text instead: each written as `row`, in which `{n}` is its number and `{key}` the value of a
   * field, with `between` between two.
   */
  readonly asText?: { readonly row: string; readonly between: string }
}

export type AssetRole =
  | 'source'
  | 'reference'
  | 'first-frame'
  | 'last-frame'
  | 'style'
  | 'character'
  | 'audio'
  | 'video'

/** How a vendor reads a mask; the studio's own masks are white where the picture is to change. */
export type MaskPolarity = 'alpha-zero-edits' | 'white-edits' | 'black-edits'

/**
 * Value of a condition on another field, or on the model (`field: 'model'`). Conditions on the model that
 * restrict use `isNoneOf` where they can: a model that was typed in is better refused by the gateway than by us.
 */
export interface Condition {
  readonly field: string
  readonly isOneOf?: readonly (string | number | boolean)[]
  readonly isNoneOf?: readonly (string | number | boolean)[]
  readonly isSet?: boolean
}

export interface FieldSpec {
  /** Key in `params`; stable for ever. */
  readonly key: string
  readonly label: string
  readonly help?: string
  readonly kind: FieldKind
  readonly isRequired?: boolean
  /** Shown below the fold. */
  readonly isAdvanced?: boolean
  /** Only for fields that are sent `always`; the rest are left to the gateway until the person sets them. */
  readonly default?: string | number | boolean
  /**
   * Where the value goes. `name` may be a path (`camera_control.type`); absent: the key in the body.
   * `prompt-flag`: written behind the prompt as `name value`, for vendors whose settings are words of the prompt.
   * `prompt-mention`: written before the prompt as `@value`, unless the person named it there.
   * `body-root`: JSON whose members join the body, or the object of the body called `name`, for models that no
   * operation describes.
   */
  readonly wire?: {
    readonly in?: 'body' | 'query' | 'path' | 'prompt-flag' | 'prompt-mention' | 'body-root'
    readonly name?: string
    /**
     * `width-height`: a size such as "1280x720" goes as `{width, height}`; words go as they are.
     * `text`: a number goes as its digits, for vendors that type it so.
     */
    readonly as?: 'width-height' | 'text'
    /**
     * `name` is a list: each value is added to it as an object with these parts, the value at `path` and, where the
     * vendor wants it, the type of the file at `mimePath`.
     */
    readonly item?: {
      readonly path: string
      readonly mimePath?: string
      readonly constants: Readonly<Record<string, unknown>>
    }
  }
  /**
   * `always`: sent with its default even if the person did not touch it; a list without entries goes as `[]`.
   * `when-set` (default): only then; the right choice for fields that ChainHub's own page does not list.
   */
  readonly sent?: 'always' | 'when-set'
  readonly shownWhen?: readonly Condition[]
}

/** A restriction between fields: where all of `when` hold, `field` takes only these values. */
export interface FieldRule {
  readonly when: readonly Condition[]
  readonly field: string
  readonly allowed?: readonly (string | number | boolean)[]
  /** Largest number, longest text in characters, or most files. */
  readonly max?: number
  /** Fields whose entries count together with this one's against `max`. */
  readonly countedWith?: readonly string[]
  readonly mustBeEmpty?: boolean
  readonly mustBeSet?: boolean
  readonly reason: string
}

/** How a call is priced beyond the model's list price; all amounts come from the price table. */
export type PriceRule =
  /** The model's price per call, times a count field where there is one. */
  | { readonly kind: 'per-call'; readonly countField?: string; readonly pricedAs?: PricedAs }
  /** Per call with a factor by a field's value, for example seconds or quality. */
  | {
      readonly kind: 'per-call-scaled'
      readonly countField?: string
      readonly field: string
      readonly factors: Readonly<Record<string, number>>
    }
  /** Depends on tokens: an estimate from the text's length and a usual answer. A price per call wins where there is one. */
  | {
      readonly kind: 'per-token'
      readonly textField: string
      /** Speech counts characters. */
      readonly textUnit?: 'tokens' | 'characters'
      readonly countField?: string
      readonly output?: OutputTokens
    }
  | { readonly kind: 'unknown'; readonly why?: string }

/** The entry of the price list that bills this operation, where it is not the model's own. */
export interface PricedAs {
  /** May hold `{model}` and `{field}`, for gateways that sell a model once for each length. */
  readonly modelId: string
  /** True where only the names suggest it. */
  readonly isInferred: boolean
}

export type OutputTokens =
  /** By the values of some fields joined with `/`, for example `high/1024x1536`. */
  | {
      readonly kind: 'by-fields'
      readonly fields: readonly string[]
      readonly tokens: Readonly<Record<string, number>>
      readonly otherwise: number
    }
  /** For each character of the text, by model; models that are not listed have no output tokens. */
  | { readonly kind: 'by-character'; readonly perCharacter: Readonly<Record<string, number>> }

export type OperationIntent =
  | 'create'
  | 'edit'
  | 'mask-edit'
  | 'animate'
  /** Changes what is there in a way of its own, so that no other operation can stand in for it. */
  | 'transform'
  /** Makes something that stays at the vendor. */
  | 'keep'
  | 'follow-up'
  | 'speak'
  | 'transcribe'

/** An operation that takes what this one makes at the vendor; both can be ordered in one go. */
export interface LeadsTo {
  readonly operationId: string
  readonly label: string
  /** The field that gets the identifier. */
  readonly field: string
  readonly kind: VendorItemKind
  /** Fields of the other operation that make no sense then. */
  readonly hiddenKeys?: readonly string[]
}

export interface OperationSpec {
  /** Stable for ever; stored with each generation. */
  readonly id: string
  readonly family: FamilyId
  /** Grows when the meaning of fields changes; stored with each generation. */
  readonly specVersion: number
  readonly title: string
  readonly summary: string
  /** Rows of ChainHub's documentation that this operation covers, for example "D077". */
  readonly docRows: readonly string[]
  readonly output: MediaKind
  readonly intent: OperationIntent
  /** `sync`: the answer holds the result; `task`: an id that is polled. */
  readonly mode: 'sync' | 'task'
  readonly request: {
    readonly method: 'GET' | 'POST'
    /** May hold `{model}` and `{field}`, filled from the form and URL-encoded; `{+model}` keeps its slashes. */
    readonly path: string
    readonly content: 'json' | 'multipart' | 'none'
    /** Parts of the body that never change, for example `{"response_format": "b64_json"}`. */
    readonly constants?: Readonly<Record<string, unknown>>
    /** Name of the body field that carries the model; null where the path or the vendor decides it. */
    readonly modelField: string | null
    /** What stands in the body for a known model in place of `modelField`, by wire name. */
    readonly modelParts?: Readonly<Record<string, Readonly<Record<string, string>>>>
  }
  /** Models known to take it, the first one being the default; any id can be typed in besides. */
  readonly models: readonly string[]
  readonly fields: readonly FieldSpec[]
  readonly rules?: readonly FieldRule[]
  readonly price: PriceRule
  /** Usual time to a result, in seconds. */
  readonly expectedSeconds: readonly [number, number]
  /** How long a single HTTP call may take without an answer, in milliseconds. */
  readonly timeoutMs: number
  readonly leadsTo?: LeadsTo
  /** Its results serve the next step and stay out of the library's grid. */
  readonly hasHiddenResults?: boolean
  /** One of many small requests of a guided view: no run of its own to people, and it may rightly give nothing. */
  readonly isStep?: boolean
  /** Reached from a result's buttons only, not from the list of operations. */
  readonly isFollowUp?: boolean
}
