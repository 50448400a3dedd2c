// pure data
// The maintained list of official wording: doctrines, laws, bodies and terms whose text is fixed in both languages.
// Texts of the report name them only by their key, `[[key]]`, and a wording check refuses anything close but not exact:
// `watch` are the fragments that may stand only inside a text of this list. Renderings follow the State Council's usage.

export const phrases = [
  {
    key: 'xi-thought',
    zh: '习近平新时代中国特色社会主义思想',
    en: 'Xi Jinping Thought on Socialism with Chinese Characteristics for a New Era',
    watch: ['习近平', '新时代中国特色社会主义', 'Xi Jinping', 'Chinese Characteristics'],
  },
  {
    key: 'xi-rule-of-law',
    zh: '习近平法治思想',
    en: 'Xi Jinping Thought on the Rule of Law',
    watch: ['习近平', '法治思想', 'Xi Jinping', 'Thought on'],
  },
  {
    key: 'outline-2021',
    zh: '《法治政府建设实施纲要（2021－2025年）》',
    en: 'Implementation Outline for Building a Law-based Government (2021–2025)',
    watch: ['实施纲要', 'Implementation Outline'],
  },
  {
    key: 'inspection-provisions',
    zh: '《法治政府建设与责任落实督察工作规定》',
    en: 'Provisions on Inspecting the Building of a Law-based Government',
    watch: ['责任落实督察工作规定', 'Provisions on Inspecting'],
  },
  {
    key: 'first-responsible-person',
    zh: '《党政主要负责人履行推进法治建设第一责任人职责规定》',
    en: 'Provisions on the Principal Heads of Party and Government as First Responsible Persons for the Rule of Law',
    watch: ['第一责任人职责规定', 'First Responsible Persons'],
  },
  {
    key: 'fengqiao',
    zh: '新时代“枫桥经验”',
    en: 'the Fengqiao model for promoting community-level governance in the new era',
    watch: ['枫桥', 'Fengqiao'],
  },
  {
    key: 'three-systems',
    zh: '行政执法公示、执法全过程记录、重大执法决定法制审核制度',
    en: 'the systems of publicising enforcement, recording its whole course and legally reviewing major decisions',
    watch: [],
  },
  {
    key: 'double-random',
    zh: '“双随机、一公开”',
    en: 'random choice of inspectors and inspected with results made public',
    watch: ['双随机、一公开'],
  },
  { key: 'hotline', zh: '12345政务服务便民热线', en: '12345 government service hotline', watch: ['政务服务便民热线'] },
  { key: 'one-network', zh: '“一网通办”', en: 'one-stop online services', watch: ['一网通办'] },
  {
    key: 'no-application',
    zh: '“免申即享”',
    en: 'benefits granted without application',
    watch: ['免申即享'],
  },
  {
    key: 'licence-separation',
    zh: '“证照分离”改革',
    en: 'the reform separating operating permits from business licences',
    watch: ['证照分离'],
  },
  {
    key: 'legal-education-8',
    zh: '第八个五年法治宣传教育规划（“八五”普法规划）',
    en: 'eighth five-year plan for public legal education',
    watch: ['八五', 'eighth five-year'],
  },
  { key: 'party-committee', zh: '区委常委会', en: 'Standing Committee of the district Party committee', watch: [] },
  {
    key: 'congress-committee',
    zh: '区人大常委会',
    en: "Standing Committee of the district people's congress",
    watch: [],
  },
  {
    key: 'executive-meeting',
    zh: '区政府常务会议',
    en: 'executive meeting of the district government',
    watch: ['executive meeting of'],
  },
] as const;
