// pure data
// The laws, regulations, rules and papers that rules and citations refer to, under one stable id each. A version is named
// where a rule cites it; the id stays when the law is revised.

import type { LawTitle } from './types.ts';

export const laws: readonly LawTitle[] = [
  { id: 'civil-code', zh: '民法典', en: 'Civil Code' },
  { id: 'administrative-penalty-law', zh: '行政处罚法', en: 'Administrative Penalty Law' },
  { id: 'administrative-compulsion-law', zh: '行政强制法', en: 'Administrative Compulsion Law' },
  { id: 'administrative-licensing-law', zh: '行政许可法', en: 'Administrative Licensing Law' },
  { id: 'administrative-reconsideration-law', zh: '行政复议法', en: 'Administrative Reconsideration Law' },
  {
    id: 'administrative-reconsideration-regulation',
    zh: '行政复议法实施条例',
    en: 'Implementing Regulation of the Administrative Reconsideration Law',
  },
  { id: 'administrative-litigation-law', zh: '行政诉讼法', en: 'Administrative Litigation Law' },
  {
    id: 'administrative-litigation-interpretation',
    zh: '最高人民法院关于适用行政诉讼法的解释（法释〔2018〕1号）',
    en: 'Interpretation on the Administrative Litigation Law (Fa Shi [2018] No. 1)',
  },
  { id: 'civil-procedure-law', zh: '民事诉讼法', en: 'Civil Procedure Law' },
  {
    id: 'open-government-information-regulation',
    zh: '政府信息公开条例',
    en: 'Open Government Information Regulation',
  },
  {
    id: 'ogi-fee-measures',
    zh: '政府信息公开信息处理费管理办法（国办函〔2020〕109号）',
    en: 'Measures on Information Processing Fees (Guo Ban Han [2020] No. 109)',
  },
  { id: 'petition-work-regulation', zh: '信访工作条例', en: 'Regulation on Petition Work' },
  { id: 'petition-regulation-2005', zh: '信访条例', en: 'Regulation on Petitions (2005)' },
  {
    id: 'public-holidays-measures',
    zh: '全国年节及纪念日放假办法',
    en: 'Measures on National Holidays and Memorial Days',
  },
  {
    id: 'public-security-procedure',
    zh: '公安机关办理行政案件程序规定',
    en: 'Provisions on Administrative Cases of Public Security Organs',
  },
  { id: 'public-security-penalties-law', zh: '治安管理处罚法', en: 'Public Security Administration Penalties Law' },
  {
    id: 'market-penalty-procedure',
    zh: '市场监督管理行政处罚程序规定',
    en: 'Provisions on Procedure of Market Regulation Penalties',
  },
  {
    id: 'market-penalty-hearings',
    zh: '市场监督管理行政处罚听证办法',
    en: 'Measures on Hearings in Market Regulation Penalties',
  },
  {
    id: 'market-penalty-disclosure',
    zh: '市场监督管理行政处罚信息公示规定',
    en: 'Provisions on Disclosure of Market Regulation Penalties',
  },
  {
    id: 'market-complaints',
    zh: '市场监督管理投诉举报处理暂行办法',
    en: 'Interim Measures on Market Complaints and Reports',
  },
  {
    id: 'food-inspection-measures',
    zh: '食品生产经营监督检查管理办法',
    en: 'Measures on Inspection of Food Production and Trade',
  },
  {
    id: 'work-safety-penalties-2026',
    zh: '安全生产违法行为行政处罚办法（应急管理部令第18号）',
    en: 'Measures on Work Safety Penalties (MEM Order No. 18)',
  },
  {
    id: 'work-safety-penalties-2015',
    zh: '安全生产违法行为行政处罚办法（安全监管总局令第77号）',
    en: 'Measures on Work Safety Penalties (SAWS Order No. 77)',
  },
  {
    id: 'ecology-penalties',
    zh: '生态环境行政处罚办法（生态环境部令第30号）',
    en: 'Measures on Ecology and Environment Penalties (MEE Order No. 30)',
  },
  { id: 'jiangsu-hearing-rules', zh: '江苏省行政处罚听证程序规则', en: 'Jiangsu Rules on Penalty Hearings' },
  {
    id: 'criminal-transfer-provisions',
    zh: '行政执法机关移送涉嫌犯罪案件的规定',
    en: 'Provisions on Transfer of Suspected Crimes by Administrative Organs',
  },
  {
    id: 'head-appearance-provisions',
    zh: '最高人民法院关于行政机关负责人出庭应诉若干问题的规定（法释〔2020〕3号）',
    en: 'Provisions on Heads of Organs Appearing in Court (Fa Shi [2020] No. 3)',
  },
  {
    id: 'public-interest-litigation-interpretation',
    zh: '最高人民法院、最高人民检察院关于检察公益诉讼案件适用法律若干问题的解释',
    en: 'Interpretation on Procuratorial Public Interest Litigation',
  },
  { id: 'state-compensation-law', zh: '国家赔偿法', en: 'State Compensation Law' },
  {
    id: 'major-decisions-regulation',
    zh: '重大行政决策程序暂行条例（国务院令第713号）',
    en: 'Interim Regulation on Major Administrative Decisions (State Council Order No. 713)',
  },
  {
    id: 'jiangsu-major-decisions',
    zh: '江苏省重大行政决策程序实施办法（省政府令第134号）',
    en: 'Jiangsu Measures on Major Administrative Decisions (Order No. 134)',
  },
  {
    id: 'nanjing-major-decisions',
    zh: '南京市重大行政决策程序规则',
    en: 'Nanjing Rules on Major Administrative Decisions',
  },
  {
    id: 'state-council-2018-115',
    zh: '国务院办公厅关于全面推行行政规范性文件合法性审核机制的指导意见（国办发〔2018〕115号）',
    en: 'Guiding Opinion on Legality Review of Normative Documents (Guo Ban Fa [2018] No. 115)',
  },
  {
    id: 'state-council-2018-37',
    zh: '国务院办公厅关于加强行政规范性文件制定和监督管理工作的通知（国办发〔2018〕37号）',
    en: 'Notice on Making and Supervising Normative Documents (Guo Ban Fa [2018] No. 37)',
  },
  {
    id: 'state-council-2018-118',
    zh: '国务院办公厅关于全面推行行政执法公示制度执法全过程记录制度重大执法决定法制审核制度的指导意见（国办发〔2018〕118号）',
    en: 'Guiding Opinion on the Three Enforcement Systems (Guo Ban Fa [2018] No. 118)',
  },
  {
    id: 'state-council-2019-5',
    zh: '国务院关于在市场监管领域全面推行部门联合“双随机、一公开”监管的意见（国发〔2019〕5号）',
    en: 'Opinion on Double Random Inspection in Market Regulation (Guo Fa [2019] No. 5)',
  },
  {
    id: 'state-council-2020-53',
    zh: '国务院办公厅关于进一步优化地方政务服务便民热线的指导意见（国办发〔2020〕53号）',
    en: 'Guiding Opinion on Local Government Service Hotlines (Guo Ban Fa [2020] No. 53)',
  },
  {
    id: 'state-council-2020-42',
    zh: '国务院办公厅关于全面推行证明事项和涉企经营许可事项告知承诺制的指导意见（国办发〔2020〕42号）',
    en: 'Guiding Opinion on Notice and Commitment (Guo Ban Fa [2020] No. 42)',
  },
  {
    id: 'state-council-2024-54',
    zh: '国务院办公厅关于严格规范涉企行政检查的意见（国办发〔2024〕54号）',
    en: 'Opinion on Strictly Regulating Inspections of Businesses (Guo Ban Fa [2024] No. 54)',
  },
  {
    id: 'business-environment-regulation',
    zh: '优化营商环境条例',
    en: 'Regulation on Improving the Business Environment',
  },
  {
    id: 'jiangsu-normative-documents',
    zh: '江苏省行政规范性文件管理规定（省政府令第158号）',
    en: 'Jiangsu Provisions on Normative Documents (Order No. 158)',
  },
  {
    id: 'jiangsu-normative-documents-2009',
    zh: '江苏省规范性文件制定和备案规定（省政府令第54号）',
    en: 'Jiangsu Provisions on Making and Filing Normative Documents (Order No. 54)',
  },
  {
    id: 'nanjing-normative-documents',
    zh: '南京市规范性文件管理规定',
    en: 'Nanjing Provisions on Normative Documents',
  },
  { id: 'rule-making-regulation', zh: '规章制定程序条例', en: 'Regulation on Procedure for Making Rules' },
  { id: 'legislation-law', zh: '立法法', en: 'Legislation Law' },
  {
    id: 'rule-filing-regulation',
    zh: '法规规章备案审查条例',
    en: 'Regulation on Filing and Review of Regulations and Rules',
  },
  {
    id: 'fair-competition-regulation',
    zh: '公平竞争审查条例（国务院令第783号）',
    en: 'Regulation on Fair Competition Review (State Council Order No. 783)',
  },
  {
    id: 'jiangsu-administrative-procedure',
    zh: '江苏省行政程序条例',
    en: 'Jiangsu Regulation on Administrative Procedure',
  },
  {
    id: 'sme-payment-regulation',
    zh: '保障中小企业款项支付条例',
    en: 'Regulation on Payments to Small and Medium-sized Enterprises',
  },
  { id: 'nanjing-hotline-measures', zh: '南京、江苏热线办法', en: 'Hotline measures of Nanjing and Jiangsu' },
  { id: 'deputies-law', zh: '全国人民代表大会和地方各级人民代表大会代表法', en: 'Deputies Law' },
  { id: 'cppcc-proposal-rules', zh: '地方政协提案办理规定', en: 'Local rules on CPPCC proposals' },
  {
    id: 'credit-dual-disclosure',
    zh: '国家发展改革委办公厅关于“双公示”工作的通知（发改办财金〔2018〕424号）',
    en: 'Notice on Double Disclosure (Fa Gai Ban Cai Jin [2018] No. 424)',
  },
  {
    id: 'credit-repair-2019',
    zh: '国家发展改革委办公厅关于进一步完善信用修复机制的通知（发改办财金〔2019〕527号）',
    en: 'Notice on Credit Repair (Fa Gai Ban Cai Jin [2019] No. 527)',
  },
  {
    id: 'credit-repair-2023',
    zh: '失信行为纠正后的信用信息修复管理办法（试行）（国家发展改革委令第58号）',
    en: 'Measures on Credit Repair (Trial) (NDRC Order No. 58)',
  },
  {
    id: 'credit-repair-2026',
    zh: '信用修复管理办法（国家发展改革委令第36号）',
    en: 'Measures on Credit Repair (NDRC Order No. 36)',
  },
  { id: 'jiangsu-credit-regulation', zh: '江苏省社会信用条例', en: 'Jiangsu Regulation on Social Credit' },
  { id: 'work-safety-law', zh: '安全生产法', en: 'Work Safety Law' },
  {
    id: 'accident-regulation',
    zh: '生产安全事故报告和调查处理条例（国务院令第493号）',
    en: 'Regulation on Reporting and Investigating Work Accidents (State Council Order No. 493)',
  },
  {
    id: 'accident-emergency-regulation',
    zh: '生产安全事故应急条例',
    en: 'Regulation on Emergency Response to Work Accidents',
  },
  {
    id: 'hidden-hazard-provisions',
    zh: '安全生产事故隐患排查治理暂行规定（安全监管总局令第16号）',
    en: 'Interim Provisions on Hidden Work Safety Hazards (SAWS Order No. 16)',
  },
  { id: 'jiangsu-work-safety', zh: '江苏省安全生产条例', en: 'Jiangsu Work Safety Regulation' },
  { id: 'hazardous-chemicals-law', zh: '危险化学品安全法', en: 'Hazardous Chemicals Safety Law' },
  { id: 'food-safety-law', zh: '食品安全法', en: 'Food Safety Law' },
  { id: 'food-safety-regulation', zh: '食品安全法实施条例', en: 'Implementing Regulation of the Food Safety Law' },
  {
    id: 'jiangsu-cold-chain-notice',
    zh: '江苏省市场监督管理局关于进口冷链食品追溯的通告',
    en: 'Jiangsu Notices on Tracing Imported Cold-chain Food',
  },
  { id: 'peoples-mediation-law', zh: '人民调解法', en: "People's Mediation Law" },
  {
    id: 'mediation-confirmation-provisions',
    zh: '最高人民法院关于人民调解协议司法确认程序的若干规定（法释〔2011〕5号）',
    en: 'Provisions on Judicial Confirmation of Mediation Agreements (Fa Shi [2011] No. 5)',
  },
  {
    id: 'mediation-work-provisions',
    zh: '人民调解工作若干规定（司法部令第75号）',
    en: "Provisions on People's Mediation Work (MOJ Order No. 75)",
  },
  { id: 'legal-aid-law', zh: '法律援助法', en: 'Legal Aid Law' },
  {
    id: 'legal-aid-procedure-2012',
    zh: '办理法律援助案件程序规定（司法部令第124号）',
    en: 'Provisions on Handling Legal Aid Cases (MOJ Order No. 124)',
  },
  { id: 'notarization-law', zh: '公证法', en: 'Notarization Law' },
  { id: 'notarization-rules', zh: '公证程序规则', en: 'Rules on Notarization Procedure' },
  { id: 'audit-law', zh: '审计法', en: 'Audit Law' },
  { id: 'audit-regulation', zh: '审计法实施条例', en: 'Implementing Regulation of the Audit Law' },
  {
    id: 'supervision-by-standing-committees-law',
    zh: '各级人民代表大会常务委员会监督法',
    en: 'Law on Supervision by Standing Committees',
  },
  {
    id: 'fiscal-inspection-measures',
    zh: '财政检查工作办法（财政部令第32号）',
    en: 'Measures on Fiscal Inspection (MOF Order No. 32)',
  },
  {
    id: 'government-inspection-regulation',
    zh: '政府督查工作条例',
    en: 'Regulation on Government Supervision and Inspection',
  },
  {
    id: 'rule-of-law-inspection-provisions',
    zh: '法治政府建设与责任落实督察工作规定',
    en: 'Provisions on Inspecting the Building of a Law-based Government',
  },
  {
    id: 'first-responsible-person-provisions',
    zh: '党政主要负责人履行推进法治建设第一责任人职责规定',
    en: 'Provisions on First-responsible Persons for the Rule of Law',
  },
  { id: 'legal-education-law', zh: '法治宣传教育法', en: 'Law on Publicity and Education in the Rule of Law' },
  {
    id: 'enforcement-supervision-regulation',
    zh: '行政执法监督条例（国务院令第825号）',
    en: 'Regulation on Supervision of Administrative Enforcement (State Council Order No. 825)',
  },
  {
    id: 'organic-law-of-local-governments',
    zh: '地方各级人民代表大会和地方各级人民政府组织法',
    en: "Organic Law of Local People's Congresses and Governments",
  },
  { id: 'archives-law', zh: '档案法', en: 'Archives Law' },
  { id: 'data-security-law', zh: '数据安全法', en: 'Data Security Law' },
  { id: 'personal-information-law', zh: '个人信息保护法', en: 'Personal Information Protection Law' },
];
