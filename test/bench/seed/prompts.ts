import { pick } from './random.ts'

/** Words by how often people use them: the first third of a list is picked far more often than the last. */
interface Vocabulary {
  readonly subjects: readonly string[]
  readonly places: readonly string[]
  readonly styles: readonly string[]
  readonly joiner: string
}

const words = (text: string): readonly string[] => text.split('|')

const ENGLISH: Vocabulary = {
  subjects: words(
    'a red fox|an old lighthouse|a cat on a windowsill|a woman in a yellow raincoat|a tram|a paper boat|a violinist|two children with kites|a robot gardener|a whale|an astronaut|a bowl of ramen|a stone bridge|a market seller|a marble statue|a hot-air balloon|a chess player|a snow leopard|a vintage motorcycle|a glass teapot|a beekeeper|a deep-sea diver|an owl|a dragon made of smoke|a ballerina|a blacksmith',
  ),
  places: words(
    'in the rain at night|at golden hour|in a foggy forest|above the clouds|in a narrow alley in Lisbon|on a frozen lake|under the sea|in a quiet library|on a rooftop in Tokyo|in a field of lavender|by the harbour|in an abandoned factory|in front of a mountain range|inside a greenhouse|on a desert road|in a crowded night market|at the edge of a volcano|on the platform of a small railway station',
  ),
  styles: words(
    'cinematic lighting, 35mm, shallow depth of field|watercolour on rough paper|studio photograph, soft shadows|isometric, pastel colours|oil painting, thick brush strokes|flat vector illustration|hyperreal, 8k, volumetric light|pencil sketch|claymation, macro lens|ukiyo-e woodblock print|polaroid, faded colours|low-poly render|infrared photograph|art-deco poster, gold and teal',
  ),
  joiner: ', ',
}

const CHINESE: Vocabulary = {
  subjects: words(
    '一只橘猫|穿旗袍的女子|老城区的小巷|雨中的少年|一艘木船|机器人厨师|雪山下的牧民|弹古筝的老人|发光的水母|城市夜景|茶园里的姑娘|骑自行车的孩子|一条金龙|竹林中的剑客|敦煌飞天',
  ),
  places: words(
    '在黄昏的海边|在下雪的街道上|在灯火通明的夜市|在云雾缭绕的山间|在未来城市的天台|在安静的图书馆里|在樱花树下|在沙漠公路旁|在江南水乡|在废弃的工厂内',
  ),
  styles: words(
    '电影感光线,浅景深|水墨画风格,留白|赛博朋克,霓虹灯|写实摄影,8K高清|吉卜力动画风格|油画质感,厚涂|极简主义,柔和色调|国风插画,金色点缀',
  ),
  joiner: ',',
}

const JAPANESE: Vocabulary = {
  subjects: words('赤い傘の少女|古い神社|柴犬|夜の東京タワー|蒸気機関車|海辺のカフェ|桜並木を歩く猫|侍'),
  places: words('雨の夜に|夕焼けの下で|雪の中で|霧の森で|静かな路地で|満月の夜に'),
  styles: words('映画のような光|水彩画|アニメ調|写真、35mm|浮世絵風|淡い色合い'),
  joiner: '、',
}

const RUSSIAN: Vocabulary = {
  subjects: words('рыжая лиса|старый маяк|девочка с воздушным змеем|снежный барс|деревянная лодка|кот у окна'),
  places: words('ночью под дождём|в туманном лесу|на крыше города|на замёрзшем озере|в тихой библиотеке'),
  styles: words('кинематографичный свет|акварель|масляная живопись|карандашный набросок|плёночная фотография'),
  joiner: ', ',
}

const ARABIC: Vocabulary = {
  subjects: words('قطة على النافذة|منارة قديمة|سوق مزدحم|فارس في الصحراء|قارب خشبي'),
  places: words('تحت المطر ليلا|عند الغروب|في غابة ضبابية|فوق السحاب'),
  styles: words('إضاءة سينمائية|ألوان مائية|صورة واقعية|رسم بالقلم'),
  joiner: '، ',
}

/** Shares as in a studio used around the world. */
const LANGUAGES: readonly (readonly [share: number, vocabulary: Vocabulary])[] = [
  [0.62, ENGLISH],
  [0.24, CHINESE],
  [0.06, JAPANESE],
  [0.05, RUSSIAN],
  [0.03, ARABIC],
]

/** Terms that hardly ever occur: one asset in about 50,000 has one of each. */
export const RARE_TERMS = ['zeppelin', 'ouroboros', 'quokka', '獬豸', '麒麟阁', 'астролябия'] as const
const RARE_SHARE = RARE_TERMS.length / 50_000

/** A prompt of 60 to 350 characters, like those that people write. */
export function makePrompt(random: () => number): string {
  const vocabulary = vocabularyOf(random())
  const parts = [
    often(random, vocabulary.subjects),
    often(random, vocabulary.places),
    ...(random() < 0.4 ? [often(random, vocabulary.subjects)] : []),
    often(random, vocabulary.styles),
    ...(random() < 0.5 ? [often(random, vocabulary.styles)] : []),
    ...(random() < RARE_SHARE ? [pick(random, RARE_TERMS)] : []),
    ...(random() < 0.3 ? [`--ar 16:9 --seed ${Math.floor(random() * 1e9)}`] : []),
  ]
  return parts.join(vocabulary.joiner)
}

function vocabularyOf(value: number): Vocabulary {
  let rest = value
  for (const [share, vocabulary] of LANGUAGES) {
    if (rest < share) return vocabulary
    rest -= share
  }
  return ENGLISH
}

function often(random: () => number, items: readonly string[]): string {
  return items[Math.floor(random() ** 2 * items.length)] ?? ''
}
