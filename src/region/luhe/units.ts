// The bodies of the pilot district as they stood in 2021: the government, its 9 sub-districts and towns, 54 departments
// and the hotline centre. The 9 are the district's public divisions of that year; the list of 54 is put together
// from what districts of the city usually have and is a setting, to be replaced by the district's own register.
// `from` is the first day of this record, not the day a body was founded. Bodies merge and move: a unit that ends gets
// `to` and `successor`. No such change of 2021 is certain enough to be entered, and none is invented here.
// Only the district's own division code (GB/T 2260) is given; the codes of the 9 are left out until read at the source.
import type { UnitRow } from '#kernel';

export const districtCode = '320116';
export const since = '2020-01-01';

export const government = 'luhe';
export const centre = 'hotline-centre';

type Row = readonly [id: string, zh: string, en: string];

const subdistricts: readonly Row[] = [
  ['xiongzhou', '雄州街道办事处', 'Xiongzhou Sub-district Office'],
  ['longchi', '龙池街道办事处', 'Longchi Sub-district Office'],
  ['chengqiao', '程桥街道办事处', 'Chengqiao Sub-district Office'],
  ['jinniuhu', '金牛湖街道办事处', 'Jinniuhu Sub-district Office'],
  ['hengliang', '横梁街道办事处', 'Hengliang Sub-district Office'],
  ['longpao', '龙袍街道办事处', 'Longpao Sub-district Office'],
  ['maan', '马鞍街道办事处', "Ma'an Sub-district Office"],
  ['yeshan', '冶山街道办事处', 'Yeshan Sub-district Office'],
];

const towns: readonly Row[] = [['zhuzhen', '竹镇镇人民政府', 'Zhuzhen Town Government']];

const departments: readonly Row[] = [
  ['government-office', '区政府办公室', 'District Government Office'],
  ['development-reform', '区发展和改革委员会', 'Development and Reform Commission'],
  ['education', '区教育局', 'Education Bureau'],
  ['science-technology', '区科学技术局', 'Science and Technology Bureau'],
  ['industry', '区工业和信息化局', 'Industry and Information Technology Bureau'],
  ['ethnic-religious', '区民族宗教事务局', 'Ethnic and Religious Affairs Bureau'],
  ['public-security', '市公安局六合分局', 'Luhe Branch of the Municipal Public Security Bureau'],
  ['civil-affairs', '区民政局', 'Civil Affairs Bureau'],
  ['justice', '区司法局', 'Justice Bureau'],
  ['finance', '区财政局', 'Finance Bureau'],
  ['human-resources', '区人力资源和社会保障局', 'Human Resources and Social Security Bureau'],
  [
    'planning-resources',
    '市规划和自然资源局六合分局',
    'Luhe Branch of the Municipal Planning and Natural Resources Bureau',
  ],
  ['ecology', '市六合生态环境局', 'Luhe Ecology and Environment Bureau'],
  ['construction', '区城乡建设局', 'Urban and Rural Construction Bureau'],
  ['transport', '区交通运输局', 'Transport Bureau'],
  ['water', '区水务局', 'Water Bureau'],
  ['agriculture', '区农业农村局', 'Agriculture and Rural Affairs Bureau'],
  ['commerce', '区商务局', 'Commerce Bureau'],
  ['culture-tourism', '区文化和旅游局', 'Culture and Tourism Bureau'],
  ['health', '区卫生健康委员会', 'Health Commission'],
  ['veterans', '区退役军人事务局', 'Veterans Affairs Bureau'],
  ['emergency', '区应急管理局', 'Emergency Management Bureau'],
  ['audit', '区审计局', 'Audit Bureau'],
  ['state-assets', '区政府国有资产监督管理办公室', 'State-owned Assets Office'],
  ['approval', '区行政审批局', 'Administrative Approval Bureau'],
  ['market-regulation', '区市场监督管理局', 'Market Regulation Bureau'],
  ['sports', '区体育局', 'Sports Bureau'],
  ['statistics', '区统计局', 'Statistics Bureau'],
  ['medical-insurance', '区医疗保障局', 'Healthcare Security Bureau'],
  ['petitions', '区信访局', 'Petitions Bureau'],
  ['urban-management', '区城市管理局', 'Urban Management Bureau'],
  ['housing', '区住房保障和房产局', 'Housing Bureau'],
  ['tax', '区税务局', 'Tax Bureau'],
  ['fire', '区消防救援大队', 'Fire and Rescue Brigade'],
  ['meteorology', '区气象局', 'Meteorological Bureau'],
  ['investment', '区投资促进局', 'Investment Promotion Bureau'],
  ['local-finance', '区地方金融监督管理局', 'Local Financial Supervision Bureau'],
  ['civil-air-defence', '区人民防空办公室', 'Civil Air Defence Office'],
  ['archives', '区档案馆', 'Archives'],
  ['supply-marketing', '区供销合作总社', 'Supply and Marketing Cooperative'],
  ['offices-administration', '区机关事务管理局', 'Government Offices Administration'],
  ['disabled-persons', '区残疾人联合会', "Disabled Persons' Federation"],
  ['red-cross', '区红十字会', 'Red Cross Society'],
  ['trade-unions', '区总工会', 'Federation of Trade Unions'],
  ['women', '区妇女联合会', "Women's Federation"],
  ['youth', '团区委', 'Youth League Committee'],
  ['housing-fund', '市住房公积金管理中心六合分中心', 'Luhe Branch of the Housing Provident Fund Centre'],
  ['survey', '国家统计局六合调查队', 'Luhe Survey Office of the National Bureau of Statistics'],
  ['tobacco', '区烟草专卖局', 'Tobacco Monopoly Bureau'],
  ['expropriation', '区房屋征收管理办公室', 'Housing Expropriation Office'],
  ['local-history', '区地方志办公室', 'Local History Office'],
  ['economic-zone', '区经济开发区管理委员会', 'Economic Development Zone Committee'],
  ['industry-commerce', '区工商业联合会', 'Federation of Industry and Commerce'],
  ['science-association', '区科学技术协会', 'Association for Science and Technology'],
];

const under =
  (kind: string, parent: string | null) =>
  ([id, zh, en]: Row): UnitRow => ({ id, title: { zh, en }, kind, parent, from: since, to: null });

export const places: readonly UnitRow[] = [
  ...subdistricts.map(under('subdistrict', government)),
  ...towns.map(under('town', government)),
];
export const bodies: readonly UnitRow[] = departments.map(under('department', government));

export const units: readonly UnitRow[] = [
  under('government', null)([government, '六合区人民政府', 'Luhe District Government']),
  ...places,
  ...bodies,
  under('centre', 'approval')([centre, '区12345政务热线中心', '12345 Hotline Centre']),
];

/** How people are spread over the 9, in parts per hundred: rounded guesses for the demonstration, not census figures. */
export const placeShares: Readonly<Record<string, number>> = {
  xiongzhou: 34,
  longchi: 15,
  chengqiao: 8,
  jinniuhu: 8,
  hengliang: 9,
  longpao: 6,
  maan: 8,
  yeshan: 5,
  zhuzhen: 7,
};
