/** Names of ID3v2.2 (iTunes wrote it for years) and what ID3v2.3 calls the same. */
const NAMES: Readonly<Record<string, string>> = {
  BUF: 'RBUF',
  CNT: 'PCNT',
  COM: 'COMM',
  GEO: 'GEOB',
  MCI: 'MCDI',
  PIC: 'APIC',
  POP: 'POPM',
  TAL: 'TALB',
  TBP: 'TBPM',
  TCM: 'TCOM',
  TCO: 'TCON',
  TCP: 'TCMP',
  TCR: 'TCOP',
  TDA: 'TDAT',
  TDY: 'TDLY',
  TEN: 'TENC',
  TFT: 'TFLT',
  TIM: 'TIME',
  TKE: 'TKEY',
  TLA: 'TLAN',
  TLE: 'TLEN',
  TMT: 'TMED',
  TOA: 'TOPE',
  TOF: 'TOFN',
  TOL: 'TOLY',
  TOR: 'TORY',
  TOT: 'TOAL',
  TP1: 'TPE1',
  TP2: 'TPE2',
  TP3: 'TPE3',
  TP4: 'TPE4',
  TPA: 'TPOS',
  TPB: 'TPUB',
  TRC: 'TSRC',
  TRD: 'TRDA',
  TRK: 'TRCK',
  TS2: 'TSO2',
  TSA: 'TSOA',
  TSC: 'TSOC',
  TSI: 'TSIZ',
  TSP: 'TSOP',
  TSS: 'TSSE',
  TST: 'TSOT',
  TT1: 'TIT1',
  TT2: 'TIT2',
  TT3: 'TIT3',
  TXT: 'TEXT',
  TXX: 'TXXX',
  TYE: 'TYER',
  UFI: 'UFID',
  ULT: 'USLT',
  WAF: 'WOAF',
  WAR: 'WOAR',
  WAS: 'WOAS',
  WCM: 'WCOM',
  WCP: 'WCOP',
  WPB: 'WPUB',
  WXX: 'WXXX',
}

const TAG_HEAD = 10
const OLD_HEAD = 6
const PICTURE_KINDS: Readonly<Record<string, string>> = { PNG: 'image/png', JPG: 'image/jpeg', '-->': '-->' }

/**
 * Frames of an ID3v2.2 tag as frames of version 2.3, which can hold a packet.
 * @returns null where one of them is unknown: nothing of a person's tag may be lost
 */
export function modernFrames(tag: Buffer): Buffer | null {
  const frames: Buffer[] = []
  for (let at = TAG_HEAD; at + OLD_HEAD <= tag.byteLength && tag[at] !== 0;) {
    const name = NAMES[tag.toString('latin1', at, at + 3)]
    const end = at + OLD_HEAD + tag.readUIntBE(at + 3, 3)
    const body = end > tag.byteLength ? null : tag.subarray(at + OLD_HEAD, end)
    const modern = body && name === 'APIC' ? modernPicture(body) : body
    if (name === undefined || modern === null) return null
    const head = Buffer.alloc(TAG_HEAD)
    head.write(name, 0, 'latin1')
    head.writeUInt32BE(modern.byteLength, 4)
    frames.push(head, modern)
    at = end
  }
  return Buffer.concat(frames)
}

/** Three letters for the kind of a picture became a whole type. */
function modernPicture(body: Buffer): Buffer | null {
  const kind = PICTURE_KINDS[body.toString('latin1', 1, 4)]
  return kind === undefined
    ? null
    : Buffer.concat([body.subarray(0, 1), Buffer.from(`${kind}\0`, 'latin1'), body.subarray(4)])
}
