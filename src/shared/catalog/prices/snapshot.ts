/** The day of the list below. What a gateway answers at run time wins over it. */
export const PRICE_SNAPSHOT_DATE = '2026-02-06'

/**
 * List prices, one model a line: id, then micro-dollars per call or `input/output` micro-dollars per million tokens,
 * then tags. Per-call prices carry no currency in the source; US dollars are inferred from the token prices beside them.
 */
export const PRICE_SNAPSHOT = `
BAAI/bge-reranker-v2-m3 10000/10000 rerank
Dolphin3.0-R1-Mistral-24B 1457200/2914400 chat
ERNIE-3.5-8K 3714400/3714400 chat
ERNIE-4.0-8K 33144000/33144000 chat
ERNIE-Character-8K 971600/1943200 chat
ERNIE-Functions-8K 971600/1943200 chat
ERNIE-Lite-8K 828600/1657200 chat
ERNIE-Speed-128K 971600/1943200 chat
ERNIE-Speed-8K 971600/1943200 chat
ERNIE-Tiny-8K 283000/283000 chat
Embedding-V1 500000/500000 text-embedding
Kimi-K2-Instruct 4000000/16000000 
MAI-DS-R1 1314000/5256000 chat,thinking
MiniMax-Hailuo-02 4000000 video-generation,async
MiniMax-Hailuo-2.3 4000000 video-generation,async
MiniMax-Hailuo-2.3-Fast 2700000 video-generation,async
MiniMax-M2 2100000/8400000 
Phi-4 120000/480000 chat
Pro/BAAI/bge-reranker-v2-m3 140000/140000 rerank
Qwen/Qwen3-Reranker-0.6B 140000/140000 rerank
Qwen/Qwen3-Reranker-4B 280000/280000 rerank
Qwen/Qwen3-Reranker-8B 560000/560000 rerank
SparkDesk-v1.1 20000000/20000000 chat
SparkDesk-v2.1 40000000/40000000 chat
SparkDesk-v3.1 60000000/60000000 chat
SparkDesk-v3.5 60000000/60000000 chat
andreasjansson/stable-diffusion-animation 650000 image-generation,async
babbage-002 400000/400000 chat
black-forest-labs/flux-1.1-pro 200000 image-generation,async
black-forest-labs/flux-1.1-pro-ultra 300000 image-generation,async
black-forest-labs/flux-dev 125000 image-generation,async
black-forest-labs/flux-fill-dev 200000 image-generation,async
black-forest-labs/flux-fill-pro 250000 image-generation,async
black-forest-labs/flux-kontext-dev 125000 image-generation,async
black-forest-labs/flux-kontext-max 400000 image-generation,async
black-forest-labs/flux-kontext-pro 200000 image-generation,async
black-forest-labs/flux-pro 275000 image-generation,async
black-forest-labs/flux-schnell 15000 image-generation,async
chatgpt-4o-latest 5000000/15000000 chat,vision
cjwbw/rembg 25000 image-generation,async
claude-3-5-haiku-20241022 800000/4000000 chat
claude-3-5-haiku-latest 800000/4000000 tools,multimodal,chat
claude-3-5-sonnet-20240620 3000000/15000000 chat,vision
claude-3-5-sonnet-20241022 3000000/15000000 chat,vision
claude-3-7-sonnet-20250219 3000000/15000000 chat,vision,thinking
claude-3-7-sonnet-20250219-thinking 3000000/15000000 chat,thinking
claude-3-7-sonnet-latest 3000000/15000000 tools,multimodal,thinking,chat
claude-3-haiku-20240307 250000/1250000 chat,vision
claude-3-opus-20240229 15000000/75000000 chat,vision
claude-3-sonnet-20240229 3000000/15000000 chat,vision
claude-3-sonnet-all 3000000/4500000 chat,vision
claude-haiku-4-5-20251001 1000000/5000000 chat,vision,thinking
claude-haiku-4-5-20251001-thinking 1000000/5000000 chat,vision,thinking
claude-opus-4-1-20250805 15000000/75000000 chat,vision
claude-opus-4-1-20250805-thinking 15000000/75000000 chat,vision,thinking
claude-opus-4-20250514 15000000/75000000 chat,vision
claude-opus-4-20250514-thinking 15000000/75000000 chat,vision,thinking
claude-opus-4-5-20251101 5000000/25000000 chat
claude-opus-4-5-20251101-thinking 5000000/25000000 
claude-sonnet-4-20250514 3000000/15000000 chat,vision
claude-sonnet-4-20250514-thinking 3000000/15000000 chat,vision,thinking
claude-sonnet-4-5-20250929 3000000/15000000 chat,vision,thinking
claude-sonnet-4-5-20250929-thinking 3000000/15000000 chat,vision,thinking
codex-mini-2025-05-16 75000000/75000000 tools,chat,thinking
codex-mini-latest 1500000/6000000 tools,thinking,chat
dall-e-3 40000 image-generation
davinci-002 40000000/40000000 chat
deepseek-chat 2000000/8000000 chat
deepseek-math-v2 4000000/16000000 chat,thinking
deepseek-ocr 216000/216000 vision
deepseek-r1 4000000/16000000 chat,thinking
deepseek-r1-0528 4000000/16000000 
deepseek-r1-2025-01-20 4000000/16000000 chat,thinking
deepseek-r1-250120 4000000/16000000 
deepseek-r1-250528 4000000/16000000 chat,thinking
deepseek-r1-distill-llama-70b 1000000/3000000 chat
deepseek-r1-distill-qwen-32b 2000000/6000000 chat
deepseek-r1-distill-qwen-7b 500000/1000000 chat
deepseek-r1-searching 4000000/16000000 chat,networking,thinking
deepseek-reasoner 4000000/16000000 chat
deepseek-v3 2000000/8000000 chat
deepseek-v3-0324 2000000/8000000 chat
deepseek-v3-1 4000000/12000000 chat
deepseek-v3-1-250821 4000000/12000000 chat,thinking
deepseek-v3-1-think-250821 4000000/12000000 chat,thinking
deepseek-v3-250324 2000000/8000000 chat
deepseek-v3-fast 4000000/16000000 
deepseek-v3-search 2000000/8000000 chat,networking
deepseek-v3.1 4000000/12000000 chat,thinking
deepseek-v3.1-fast 8000000/24000000 
deepseek-v3.1-thinking 4000000/12000000 
deepseek-v3.2 2000000/3000000 
deepseek-v3.2-exp 2000000/3000000 chat
deepseek-v3.2-exp-thinking 2000000/3000000 
deepseek-v3.2-fast 8000000/24000000 
deepseek-v3.2-speciale 2000000/3000000 
deepseek-v3.2-thinking 2000000/3000000 
doubao-seed-1-6-250615 800000/8000000 chat,thinking,multimodal
doubao-seed-1-6-251015 800000/8000000 chat,vision,thinking
doubao-seed-1-6-thinking-250615 800000/8000000 chat,thinking,multimodal
doubao-seed-1-6-thinking-250715 800000/8000000 chat,multimodal
doubao-seed-1-6-vision-250815 1600000/12800000 chat,multimodal
doubao-seedance-1-0-lite-i2v-250428 10000000 async,video-generation
doubao-seedance-1-0-lite-t2v-250428 10000000 async,video-generation
doubao-seedance-1-0-pro-250528 15000000 async,video-generation
doubao-seedance-1-0-pro-fast-251015 4200000 video-generation,async
doubao-seededit-3-0-i2i-250628 100000 image-generation
doubao-seedream-3-0-t2i-250415 100000 image-generation
doubao-seedream-4-0-250828 240000 image-generation
doubao-seedream-4-5-251128 240000 
fal-ai/bytedance/seedream/v4/edit 120000 image-generation,async
fal-ai/bytedance/seedream/v4/text-to-image 120000 image-generation,async
fal-ai/flux-1/dev 100000 image-generation,async
fal-ai/flux-1/dev/image-to-image 100000 image-generation,async
fal-ai/flux-1/dev/redux 100000 image-generation,async
fal-ai/flux-1/schnell 12000 image-generation,async
fal-ai/flux-1/schnell/redux 12000 image-generation,async
fal-ai/flux-lora 140000 image-generation,async
fal-ai/flux-pro/kontext 160000 image-generation,async
fal-ai/flux-pro/kontext/max 320000 image-generation,async
fal-ai/flux-pro/kontext/max/multi 320000 image-generation,async
fal-ai/flux-pro/kontext/max/text-to-image 320000 image-generation,async
fal-ai/flux-pro/kontext/multi 160000 image-generation,async
fal-ai/flux-pro/kontext/text-to-image 160000 image-generation,async
fal-ai/nano-banana 156000 image-generation,async
fal-ai/nano-banana/edit 156000 image-generation,async
fal-ai/qwen-image 75000000/75000000 image-generation,async
fal-ai/qwen-image-edit 75000000/75000000 image-generation,async
fal-ai/recraft/v3/text-to-image 75000000/75000000 async,image-generation
fal-ai/recraft/vectorize 75000000/75000000 async,image-generation
flux-2-flex 120000 
flux-2-pro 120000 
flux-dev 80000 image-generation
flux-kontext-apps/multi-image-kontext-max 400000 image-generation,async
flux-kontext-apps/multi-image-kontext-pro 200000 image-generation,async
flux-kontext-max 480000 image-generation
flux-kontext-pro 240000 image-generation
flux-pro 150000 image-generation
flux-pro-1.1-ultra 500000 image-generation
flux-pro-max 300000 image-generation
flux-schnell 50000 image-generation
flux.1-dev 75000 image-generation
flux.1-kontext-dev 60000 image-generation
flux.1-kontext-pro 120000 image-generation
flux.1.1-pro 300000 image-generation
gemini-2.0-flash 100000/400000 chat,vision
gemini-2.0-flash-001 150000/600000 chat,vision
gemini-2.0-flash-lite 75000/300000 chat,vision
gemini-2.0-flash-lite-001 75000/300000 chat,vision
gemini-2.0-flash-preview-image-generation 40000 image-generation
gemini-2.5-flash 300000/2502000 chat,vision,thinking
gemini-2.5-flash-all 300000/2400000 networking,multimodal,chat
gemini-2.5-flash-image 150000 image-generation
gemini-2.5-flash-image-preview 150000 image-generation
gemini-2.5-flash-lite 100000/400000 chat,vision,thinking
gemini-2.5-flash-lite-nothinking 100000/400000 chat,vision
gemini-2.5-flash-lite-preview-06-17 100000/400000 chat,vision,thinking
gemini-2.5-flash-lite-preview-06-17-nothinking 100000/400000 chat,vision
gemini-2.5-flash-lite-preview-06-17-thinking 100000/400000 chat,vision,thinking
gemini-2.5-flash-lite-preview-09-2025 100000/400000 chat,vision,thinking
gemini-2.5-flash-lite-thinking 100000/400000 chat,vision,thinking
gemini-2.5-flash-nothinking 300000/2502000 
gemini-2.5-flash-preview-09-2025 300000/2505000 chat,vision,thinking
gemini-2.5-flash-preview-09-2025-nothinking 300000/2505000 
gemini-2.5-flash-preview-09-2025-thinking 300000/2505000 
gemini-2.5-flash-preview-09-2025-thinking-* 300000/2505000 
gemini-2.5-flash-thinking 300000/2502000 
gemini-2.5-flash-thinking-* 300000/2502000 
gemini-2.5-pro 1250000/10000000 chat,vision,thinking
gemini-2.5-pro-all 2500000/20000000 networking,multimodal,chat
gemini-2.5-pro-nothinking 1250000/10000000 
gemini-2.5-pro-thinking 1250000/10000000 
gemini-2.5-pro-thinking-* 1250000/10000000 
gemini-3-flash-preview 500000/3000000 tools,chat,vision
gemini-3-pro-image-preview 530000 image-generation
gemini-3-pro-preview 2000000/12000000 chat,thinking,multimodal
gemini-3-pro-preview-11-2025 2000000/12000000 chat,thinking,multimodal
gemini-3-pro-preview-thinking 2000000/12000000 chat,thinking,multimodal
gemini-flash-latest 300000/2505000 chat,vision,thinking
gemini-flash-latest-nothinking 300000/2505000 
gemini-flash-latest-thinking 300000/2505000 
gemini-flash-latest-thinking-* 300000/2505000 
gemini-flash-lite-latest 100000/400000 chat,vision,thinking
gemini-flash-lite-latest-nothinking 100000/400000 
gemini-flash-lite-latest-thinking 100000/400000 
gemini-flash-lite-latest-thinking-* 100000/400000 
gemini-pro-latest 1250000/10000000 chat,vision,thinking
gemini-pro-latest-thinking 1250000/10000000 
gemini-pro-latest-thinking-* 1250000/10000000 
gemma-2b-it 2000000/2000000 chat
gemma-7b-it 2000000/2000000 chat
glm-3-turbo 1500000/1500000 chat
glm-4 300000/1200000 chat
glm-4-air 300000/300000 chat
glm-4-airx 300000/1200000 chat
glm-4-flash 300000/1200000 chat
glm-4-long 300000/1200000 chat
glm-4.5 1600000/6400000 tools,chat,thinking
glm-4.5-air 1000000/4000000 chat,thinking
glm-4.5-airx 4000000/16000000 chat,thinking
glm-4.5-flash 20000/80000 chat,thinking
glm-4.5-x 1600000/6400000 chat,thinking
glm-4.6 2000000/8000000 chat
glm-4.6-thinking 2000000/8000000 chat,thinking
glm-4.6v 1000000/3000000 
google/imagen-4 200000 image-generation,async
google/imagen-4-fast 100000 image-generation,async
google/imagen-4-ultra 300000 image-generation,async
gpt-4 30000000/60000000 chat
gpt-4-0125-preview 10000000/20000000 chat,deprecated
gpt-4-0613 30000000/60000000 chat
gpt-4-1106-preview 10000000/20000000 chat,deprecated
gpt-4-32K-0613 75000000/150000000 
gpt-4-32k 60000000/120000000 chat
gpt-4-32k-0613 60000000/120000000 chat
gpt-4-all 24000000/48000000 multimodal,networking,chat
gpt-4-gizmo-* 100000 chat
gpt-4-turbo 10000000/30000000 chat
gpt-4-turbo-2024-04-09 10000000/30000000 chat
gpt-4-turbo-preview 10000000/30000000 chat
gpt-4-vision-preview 10000000/20000000 vision,deprecated
gpt-4.1 2000000/8000000 tools,chat,vision
gpt-4.1-2025-04-14 2000000/8000000 chat,vision
gpt-4.1-mini 400000/1600000 tools,chat,vision
gpt-4.1-mini-2025-04-14 400000/1600000 chat,vision
gpt-4.1-nano 100000/400000 tools,chat,vision
gpt-4.1-nano-2025-04-14 100000/400000 chat,vision
gpt-4.5-preview 75000000/150000000 chat,vision
gpt-4.5-preview-2025-02-27 75000000/150000000 chat,vision
gpt-4o 2500000/10000000 chat,vision
gpt-4o-2024-05-13 5000000/15000000 chat,vision
gpt-4o-2024-08-06 2500000/10000000 chat,vision
gpt-4o-2024-11-20 2500000/10000000 chat,vision
gpt-4o-all 5000000/20000000 chat,networking,multimodal
gpt-4o-audio-preview 2500000/10000000 chat,audio
gpt-4o-audio-preview-2024-10-01 2500000/10000000 chat,audio
gpt-4o-audio-preview-2024-12-17 2480000/9920000 chat,audio
gpt-4o-audio-preview-2025-06-03 2500000/10000000 chat,audio
gpt-4o-image-vip 120000 image-generation,chat
gpt-4o-mini 150000/600000 chat,vision
gpt-4o-mini-2024-07-18 150000/600000 chat,vision
gpt-4o-mini-audio-preview 150000/600000 audio
gpt-4o-mini-audio-preview-2024-12-17 150000/600000 audio
gpt-4o-mini-realtime-preview 600000/2400000 real-time-voice
gpt-4o-mini-realtime-preview-2024-12-17 600000/2400000 real-time-voice
gpt-4o-mini-search-preview 140000/560000 chat,networking
gpt-4o-mini-search-preview-2025-03-11 140000/560000 chat,networking
gpt-4o-mini-transcribe 1500000/6000000 speech-to-text
gpt-4o-mini-tts 12000000/48000000 text-to-speech
gpt-4o-realtime-preview 5000000/20000000 real-time-voice
gpt-4o-realtime-preview-2024-10-01 5000000/20000000 real-time-voice
gpt-4o-realtime-preview-2024-12-17 5000000/20000000 
gpt-4o-realtime-preview-2025-06-03 5000000/20000000 real-time-voice
gpt-4o-search-preview 2500000/10000000 chat,networking
gpt-4o-search-preview-2025-03-11 2500000/10000000 chat,networking
gpt-4o-transcribe 2500000/10000000 speech-to-text
gpt-5 1250000/10000000 chat,thinking
gpt-5-2025-08-07 1250000/10000000 chat,vision,thinking
gpt-5-all 1250000/10000000 chat
gpt-5-chat 75000000/600000000 
gpt-5-chat-2025-08-07 75000000/600000000 
gpt-5-chat-latest 1250000/10000000 chat,vision
gpt-5-codex 1250000/10000000 chat,vision,thinking
gpt-5-codex-high 1250000/10000000 chat,vision,thinking
gpt-5-codex-low 1250000/10000000 chat,vision,thinking
gpt-5-codex-medium 1250000/10000000 chat,vision,thinking
gpt-5-high 1250000/10000000 chat
gpt-5-low 1250000/10000000 chat
gpt-5-medium 1250000/10000000 chat
gpt-5-mini 250000/2000000 tools,multimodal,thinking,chat
gpt-5-mini-2025-08-07 250000/2000000 chat,vision,thinking
gpt-5-minimal 1250000/10000000 chat,thinking
gpt-5-nano 50000/400000 tools,multimodal,thinking,chat
gpt-5-nano-2025-08-07 50000/400000 chat,vision,thinking
gpt-5-pro 15000000/120000000 chat,vision,thinking
gpt-5-pro-2025-10-06 15000000/120000000 
gpt-5-pro-all 1150000 chat
gpt-5-search-api 1250000/10000000 chat,networking
gpt-5-search-api-2025-10-14 1250000/10000000 chat,networking
gpt-5-thinking-all 1250000/10000000 thinking,chat
gpt-5.1 1250000/10000000 chat,vision
gpt-5.1-2025-11-13 1250000/10000000 
gpt-5.1-all 1250000/10000000 chat,vision,networking
gpt-5.1-chat 1250000/10000000 chat
gpt-5.1-chat-2025-11-13 1250000/10000000 
gpt-5.1-chat-latest 75000000/600000000 
gpt-5.1-codex 1250000/10000000 chat
gpt-5.1-codex-high 1250000/10000000 chat
gpt-5.1-codex-max 1250000/10000000 
gpt-5.1-codex-medium 1250000/10000000 chat
gpt-5.1-codex-mini 1500000/12000000 chat
gpt-5.1-codex-mini-2025-11-13 250000/2000000 
gpt-5.1-high 1250000/10000000 chat
gpt-5.1-low 1250000/10000000 chat
gpt-5.1-medium 1250000/10000000 chat
gpt-5.1-thinking-all 1250000/10000000 chat,vision,thinking,networking
gpt-5.2 1750000/14000000 chat,vision
gpt-5.2-2025-12-11 1750000/14000000 chat,vision
gpt-5.2-chat 1750000/14000000 
gpt-5.2-chat-2025-12-11 75000000/600000000 
gpt-5.2-chat-latest 1750000/14000000 chat
gpt-5.2-codex 1250000/10000000 chat
gpt-5.2-pro 21000000/168000000 chat,thinking
gpt-5.2-pro-2025-12-11 21000000/168000000 chat,thinking
gpt-audio-2025-08-28 2500000/5000000 audio
gpt-image-1 5000000/40000000 image-generation
gpt-image-1-all 80000 image-generation
gpt-image-1.5 5000000/32000000 image-generation
gpt-image-1.5-all 130000 image-generation
gpt-oss-120b 1100000/4400000 chat
gpt-oss-20b 200000/800000 chat
gpt-realtime-2025-08-28 4000000/16000000 real-time-voice
grok-3 3000000/15000000 chat
grok-3-deepsearch 2000000/10000000 chat,thinking,networking
grok-3-image 50000 image-generation
grok-3-mini 300000/501000 chat
grok-3-reasoner 2000000/10000000 chat,thinking
grok-3-reasoning 2000000/10000000 chat,thinking
grok-4 3000000/15000000 chat,vision
grok-4-0709 3000000/15000000 chat,vision
grok-4-1-fast-non-reasoning 200000/500000 chat
grok-4-1-fast-reasoning 200000/500000 chat
grok-4-fast 200000/500000 chat,vision,networking
grok-4-fast-non-reasoning 200000/500000 tools,multimodal,chat
grok-4-fast-reasoning 200000/500000 chat,thinking
grok-4-image 80000 image-generation
grok-4.1 2000000/10000000 chat,vision,networking
grok-4.1-fast 400000/3000000 chat
grok-4.1-thinking 2000000/10000000 chat,thinking,vision,networking
grok-video-3 200000 
ideogram-ai/ideogram-v2-turbo 250000 image-generation,async
ideogram_describe 60000 image-generation
ideogram_edit_V_3_DEFAULT 300000 image-generation
ideogram_edit_V_3_QUALITY 450000 image-generation
ideogram_edit_V_3_TURBO 150000 image-generation
ideogram_generate_V_1 450000 image-generation
ideogram_generate_V_1_TURBO 120000 image-generation
ideogram_generate_V_2 500000 image-generation
ideogram_generate_V_2_TURBO 300000 image-generation
ideogram_generate_V_3_DEFAULT 300000 image-generation
ideogram_generate_V_3_QUALITY 450000 image-generation
ideogram_generate_V_3_TURBO 150000 image-generation
ideogram_reframe_V_3_DEFAULT 300000 image-generation
ideogram_reframe_V_3_QUALITY 450000 image-generation
ideogram_reframe_V_3_TURBO 150000 image-generation
ideogram_remix_V_1 450000 image-generation
ideogram_remix_V_1_TURBO 120000 image-generation
ideogram_remix_V_2 600000 image-generation
ideogram_remix_V_2_TURBO 300000 image-generation
ideogram_remix_V_3_DEFAULT 300000 image-generation
ideogram_remix_V_3_QUALITY 450000 image-generation
ideogram_remix_V_3_TURBO 150000 image-generation
ideogram_replace_background_V_3_DEFAULT 300000 image-generation
ideogram_replace_background_V_3_QUALITY 450000 image-generation
ideogram_replace_background_V_3_TURBO 150000 image-generation
ideogram_upscale 450000 image-generation
jimeng-4.0 300000 image-generation
jimeng-4.1 300000 image-generation
jimeng-4.5 300000 image-generation
jimeng-video-3.0 380000 video-generation
jimeng_high_aes_general_v21_L 75000000/75000000 video-generation
kimi-k2 4000000/16000000 chat
kimi-k2-0711-preview 4000000/16000000 chat
kimi-k2-0711-preview-search 4000000/16000000 chat,networking
kimi-k2-0905 4000000/16000000 
kimi-k2-250905 4000000/16000000 chat
kimi-k2-instruct 4000000/16000000 chat
kimi-k2-thinking 4000000/16000000 chat
kling-advanced-lip-sync 850000 lip-sync
kling-audio 85000 audio
kling-avatar-image2video 680000 video-generation
kling-custom-voices 85000 audio
kling-effects 3400000 video-generation
kling-image 42500 image-generation
kling-image-recognize 170000 vision
kling-kolors-virtual-try-on 850000 virtual-try-on
kling-lip-sync 1600000 lip-sync
kling-multi-elements 1700000 
kling-video 1700000 video-generation,async
kling-video-extend 1700000 video-generation
llama-2-13b 2000000/2000000 chat
llama-2-70b 2000000/2000000 chat
llama-2-7b 2000000/2000000 chat
llama-3-70b 4000000/8000000 chat
llama-3-8b 2000000/2000000 chat
llama-3-sonar-large-32k-chat 1500000/1500000 chat
llama-3-sonar-small-32k-chat 1500000/1500000 chat
llama-3.1-405b 6000000/12000000 chat
llama-3.1-405b-instruct 6000000/12000000 chat
llama-3.1-70b 4000000/8000000 chat
llama-3.1-70b-instruct 4000000/4000000 chat
llama-3.1-8b 2000000/2000000 chat
llama-3.2-11b-vision-instruct 2000000/2000000 chat
llama-3.2-1b-instruct 500000/125000 chat
llama-3.2-3b-instruct 1000000/500000 chat
llama-3.2-90b-vision-instruct 6000000/18000000 chat
longcat-flash-chat 1000000/5000000 
longcat-flash-thinking 75000000/75000000 
lucataco/animate-diff 485000 image-generation,async
lucataco/flux-dev-lora 220000 async,image-generation
lucataco/flux-schnell-lora 31500 image-generation,async
lucataco/remove-bg 1500 image-generation,async
luma_video_api 2400000 video-generation,async
luma_video_extend_api 2400000 video-generation,async
mai-ds-r1 1314000/5256000 
meta-llama/llama-4-maverick 2500000/10000000 chat
meta-llama/llama-4-scout 2500000/10000000 chat
minimax-m2 75000000/75000000 
minimax/video-01 2500000 video-generation,async
minimax/video-01-live 2500000 video-generation,async
mistral-large-latest 2000000/6000000 chat
mistral-small-latest 2000000/6000000 chat
mj_blend 300000 image-generation,async
mj_custom_zoom 0 image-generation,async
mj_describe 150000 image-generation,async
mj_edits 100000 
mj_high_variation 300000 image-generation,async
mj_imagine 300000 image-generation,async
mj_inpaint 0 image-generation,async
mj_low_variation 300000 image-generation,async
mj_modal 300000 image-generation,async
mj_pan 300000 image-generation,async
mj_reroll 300000 image-generation,async
mj_uploads 3000 image-generation,async
mj_upscale 150000 image-generation,async
mj_variation 300000 image-generation,async
mj_video 800000 
mj_zoom 300000 image-generation,async
moonshot-v1-128k 24000000/24000000 chat
moonshot-v1-32k 4800000/4800000 chat
moonshot-v1-8k 2400000/2400000 chat
netease-youdao/bce-reranker-base_v1 10000/10000 rerank
o1 15000000/60000000 chat
o1-2024-12-17 15000000/60000000 chat
o1-all 650000 chat,thinking
o1-mini 1100000/4400000 chat
o1-mini-2024-09-12 1100000/4400000 chat
o1-mini-all 150000 chat,thinking
o1-preview 15000000/60000000 chat
o1-preview-2024-09-12 15000000/60000000 chat
o1-preview-all 300000 chat,thinking
o1-pro 75000000/300000000 
o1-pro-2025-03-19 75000000/300000000 
o1-pro-all 1100000 chat,thinking
o3 2000000/8000000 chat,thinking
o3-2025-04-16 2000000/8000000 chat,thinking
o3-all 700000 chat,thinking
o3-mini 1100000/4400000 chat
o3-mini-2025-01-31 1100000/4400000 chat
o3-mini-all 1100000/4400000 chat,thinking
o3-mini-high-all 160000 chat,thinking
o3-pro 20000000/80000000 chat,thinking
o3-pro-2025-06-10 20000000/80000000 chat,thinking
o3-pro-all 1400000 chat,thinking
o4-mini 1100000/4400000 chat,vision
o4-mini-2025-04-16 1100000/4400000 chat,vision
o4-mini-all 200000 chat,thinking
official-sora-2 100000 
phi-4 75000000/75000000 
prunaai/vace-14b 3450000 video-generation,async
qvq-max 8000000/32000000 chat
qvq-max-latest 8000000/32000000 chat
qwen-flash 150000/1500000 chat
qwen-image-edit-2509 120000 image-generation
qwen-max 2400000/9600000 chat
qwen-max-2025-01-25 2400000/9600000 chat
qwen-max-latest 2400000/9600000 chat
qwen-plus 800000/2000000 chat
qwen-plus-2025-12-01 800000/2000000 
qwen-plus-latest 800000/2000000 chat
qwen-turbo 300000/600000 chat
qwen-turbo-2025-07-15 300000/600000 
qwen-vl-max 1600000/4000000 chat,vision
qwen-vl-max-2025-08-13 1600000/4000000 
qwen-vl-max-latest 1600000/4000000 
qwen2-vl-72b-instruct 4500000/4500000 chat
qwen2-vl-7b-instruct 500000/500000 chat
qwen2.5-32b 20000000/60000000 chat
qwen2.5-32b-instruct 2000000/6000000 chat
qwen2.5-72b-instruct 4000000/12000000 chat
qwen2.5-7b-instruct 500000/1000000 chat
qwen2.5-vl-32b-instruct 2000000/2000000 chat,vision
qwen2.5-vl-72b-instruct 4500000/4500000 chat,vision
qwen2.5-vl-7b-instruct 2000000/5000000 chat
qwen3-0.6b 300000/1200000 chat,vision
qwen3-1.7b 300000/1200000 chat,vision
qwen3-14b 1000000/4000000 chat,vision
qwen3-235b-a22b 2000000/8000000 chat,vision
qwen3-235b-a22b-instruct-2507 2000000/8000000 chat
qwen3-235b-a22b-think 3000000/12000000 chat,vision,thinking
qwen3-235b-a22b-thinking-2507 2000000/8000000 chat,thinking
qwen3-30b-a3b 700000/2800000 chat
qwen3-30b-a3b-instruct-2507 700000/2800000 chat,vision
qwen3-30b-a3b-think 700000/2800000 chat,vision,thinking
qwen3-30b-a3b-thinking-2507 700000/2800000 chat,vision,thinking
qwen3-32b 1000000/4000000 chat,vision
qwen3-4b 300000/1200000 chat,vision
qwen3-8b 500000/2000000 chat,vision
qwen3-coder 6000000/24000000 chat,thinking
qwen3-coder-30b-a3b-instruct 1500000/6000000 chat,thinking
qwen3-coder-480b-a35b-instruct 15000/60000 chat,thinking
qwen3-coder-flash 1000000/4000000 
qwen3-coder-plus 4000000/16000000 chat,thinking
qwen3-max 3200000/12800000 chat
qwen3-max-preview 6000000/24000000 chat
qwen3-max-preview-n 1750000/7000000 chat
qwen3-next-80b-a3b-instruct 1000000/4000000 chat
qwen3-next-80b-a3b-thinking 1000000/4000000 chat
qwen3-vl-235b-a22b-instruct 2000000/8000000 chat,vision
qwen3-vl-235b-a22b-thinking 2000000/8000000 chat,vision,thinking
qwen3-vl-30b-a3b-instruct 750000/3000000 chat
qwen3-vl-30b-a3b-thinking 75000000/75000000 chat
qwen3-vl-32b-instruct 2000000/8000000 chat
qwen3-vl-32b-thinking 75000000/75000000 chat
qwen3-vl-8b-instruct 500000/2000000 chat
qwen3-vl-8b-thinking 75000000/75000000 chat
qwen3-vl-flash 150000/1500000 chat
qwen3-vl-plus 1000000/10000000 chat,vision
qwq-32b 2000000/6000000 chat,vision,thinking
qwq-72b-preview 75000000/75000000 chat
qwq-plus 1600000/4000000 chat
qwq-plus-2025-03-05 1600000/4000000 chat
recraft-ai/recraft-v3 200000 image-generation,async
recraft-ai/recraft-v3-svg 400000 image-generation,async
riffusion/riffusion 235000 music,async
runwayml-gen3a_turbo-10 4000000 video-generation,async
runwayml-gen3a_turbo-5 2000000 video-generation,async
runwayml-gen4_turbo-10 4000000 video-generation,async
runwayml-gen4_turbo-5 2000000 video-generation,async
seed-oss-36b-instruct 1200000/12000000 chat
sora-2 200000 video-generation
sora-2-characters 10000 
sora-2-landscape 150000 video-generation
sora-2-landscape-hd 150000 video-generation
sora-2-portrait 150000 video-generation
sora-2-portrait-hd 150000 video-generation
sora-2-pro 3600000 video-generation
sora_image 50000 image-generation,chat
stability-ai/sdxl 15000 image-generation,async
stability-ai/stable-diffusion 17000 image-generation,async
stability-ai/stable-diffusion-img2img 215000 image-generation,async
stability-ai/stable-diffusion-inpainting 7500 image-generation,async
sujaykhandekar/object-removal 48500 image-generation,async
suno_lyrics 30000 music,async
suno_music 1000000 music,async
test-model 200000 
text-ada-001 400000/400000 chat
text-babbage-001 500000/500000 chat
text-curie-001 2000000/2000000 chat
text-embedding-3-large 130000/130000 text-embedding
text-embedding-3-small 20000/20000 text-embedding
text-embedding-ada-002 100000/100000 text-embedding
text-embedding-v1 100000/100000 text-embedding
text-moderation-stable 200000/200000 chat
text-search-ada-doc-001 20000000/20000000 text-embedding
tts-1 15000000/15000000 text-to-speech
tts-1-1106 15000000/15000000 text-to-speech
tts-1-hd 30000000/30000000 text-to-speech
tts-1-hd-1106 30000000/30000000 text-to-speech
veo2 450000 video-generation,async
veo2-fast 450000 video-generation,async
veo2-fast-components 450000 video-generation,async
veo2-fast-frames 450000 video-generation,async
veo2-pro 4000000 video-generation,async
veo2-pro-components 4000000 video-generation,async
veo3 900000 video-generation,async
veo3-fast 900000 video-generation,async
veo3-fast-frames 900000 video-generation,async
veo3-frames 900000 video-generation,async
veo3-pro 4000000 video-generation,async
veo3-pro-frames 4000000 video-generation,async
veo3.1 700000 video-generation,async
veo3.1-components 700000 video-generation,async
veo3.1-fast 700000 video-generation,async
veo3.1-fast-components 260000 video-generation,async
veo3.1-pro 3500000 video-generation,async
veo_3_1 500000 video-generation,async
veo_3_1-fast 260000 video-generation,async
wan2.5-i2v-preview 360000 video-generation,async
wan2.6-i2v 360000 
wen-max-2025-01-25 75000000/75000000 
whisper-1 30000000/30000000 speech-to-text
`
