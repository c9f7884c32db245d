const SECTIONS = [
  `## Where the time goes\n\nA **measured** answer beats a guessed one. Start with the *slowest* part, write down what you expect, and only then look at [the profile](https://example.org/profile). If the two disagree, the expectation was wrong – that is the useful moment.\n\n`,
  `### What to check first\n\n1. Is the work done *once*, or once per item?\n2. Does it wait for the network while it could do something else?\n3. Is the result \`cached\` under a key that really says all it depends on?\n   - the model and its version\n   - the parameters, **in order**\n   - the time zone, which everybody forgets\n\n`,
  `\`\`\`ts\nexport async function loadPage(db: Database, after: Cursor | null, limit = 200): Promise<readonly Card[]> {\n  const rows = await db.all('SELECT id, title, created_at FROM asset WHERE (created_at, id) < (?, ?) LIMIT ?', [\n    after?.createdAtMs ?? Number.MAX_SAFE_INTEGER,\n    after?.id ?? '~',\n    limit,\n  ])\n  return rows.map(toCard) // newest first\n}\n\`\`\`\n\n`,
  `| step | before | after | note |\n|:-----|-------:|------:|:-----|\n| decode | 24.1 ms | 11.9 ms | two workers |\n| resize | 8.3 ms | 8.1 ms | the same |\n| encode | 13.0 ms | 6.4 ms | quality 0.8 |\n\n`,
  `在窗边的一只猫看着雨。镜头慢慢推近,光线从左侧照进来,背景是模糊的城市夜景。请保持**人物**一致,颜色偏暖,避免过度锐化。这一段用来检查中文的断行和强调。\n\n`,
  `> A cache without a rule for forgetting is a leak with a good reputation.\n>\n> It also makes the first measurement wrong and every later one right.\n\n`,
  `- **Pictures** come first, because they are looked at first.\n- Clips need a poster; the middle of the clip is rarely black.\n- [x] Sounds get a waveform\n- [ ] Texts get nothing, and nobody has complained\n\nThe formula people quote is *n* log *n*, yet at this size the constant decides: \`0.03\` ms against \`7.5\` ms at ninety per cent depth.\n\n`,
  `\`\`\`python\ndef wait_seconds(age: float, jitter: float) -> float:\n    """Ask less often the longer it takes."""\n    pause = min(30.0, max(2.0, age * 0.15))\n    return pause * (1 + (jitter - 0.5) * 0.4)\n\`\`\`\n\n`,
] as const

/** A reply as models write them, of exactly so many characters; it ends wherever that is. */
export function sampleReply(length: number): string {
  let text = '# How to make it fast\n\n'
  for (let index = 0; text.length < length; index += 1) {
    text += `${SECTIONS[index % SECTIONS.length]}`.replace('## ', `## ${index + 1}. `)
  }
  return text.slice(0, length)
}
