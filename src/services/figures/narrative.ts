// pure data
// The running text of the report in its four fixed chapters, in our own words. It says what each line of work is and how
// its numbers come about; what was achieved is said by figures and by confirmed statements alone, so that nothing stands
// here that no record shows. `{id}` is a figure, `[[key]]` official wording; both languages name figures in one order.
// A drafter may replace the text of any section for a year (step `write` of the annual-report domain).

export const narrative = [
  {
    heading: { zh: '一、推进法治政府建设的主要举措和成效', en: 'I. Main measures and results' },
    sections: [
      {
        id: '1.1',
        heading: { zh: '（一）统筹推进：党的领导与责任落实', en: '1. Guidance: Party leadership and duties' },
        paragraphs: [
          {
            zh: '1. 思想引领。全区以[[xi-thought]]为指导，把[[xi-rule-of-law]]作为各级干部学习的重点内容；课程、宣讲和测试逐次登记，以记录为准。',
            en: '1. Guidance in thought. The district is guided by [[xi-thought]] and makes [[xi-rule-of-law]] a core subject for officials at every level. Courses, talks and tests are entered one by one; the records speak for them.',
          },
          {
            zh: '2. 履行领导职责。本报告须依次经合法性审核、[[executive-meeting]]审议，并由[[party-committee]]、[[congress-committee]]分别听取；已办结的环节在办理记录中载明日期。',
            en: '2. Duties of leadership. This report has to pass legal review and the [[executive-meeting]], and to be heard by the [[party-committee]] and by the [[congress-committee]]; the record of its own case gives the dates of the steps taken.',
          },
          {
            zh: '3. 法治督察。依照[[inspection-provisions]]开展督察，整改情况逐项复核；选聘特邀法治观察员{oversight.observers}。',
            en: '3. Supervision. Inspections follow the [[inspection-provisions]], and each remedy is checked again. Rule-of-law observers invited: {oversight.observers}.',
          },
          {
            zh: '4. 法治宣传教育。依照[[legal-education-8]]安排宣传活动，开展乡村普法活动{legal-education.village-tours}，启用宪法广场{legal-education.constitution-squares}；复核民主法治示范村（社区）{legal-education.democratic-villages-reviewed}，新获全国民主法治示范村称号{legal-education.national-demonstration-villages}。',
            en: '4. Legal education. Events follow the [[legal-education-8]]. Visits to villages: {legal-education.village-tours}; constitution squares opened: {legal-education.constitution-squares}. Model villages and communities re-examined: {legal-education.democratic-villages-reviewed}; villages raised to national model: {legal-education.national-demonstration-villages}.',
          },
        ],
      },
      {
        id: '1.2',
        heading: { zh: '（二）政务服务：便民利企与营商环境', en: '2. Services: for residents and enterprises' },
        paragraphs: [
          {
            zh: '1. 依法常态化防疫。对重点场所的检查按场所登记，同一场所只计一次：检查冷库{epidemic.cold-stores-checked}、疫苗接种点{epidemic.vaccination-sites-checked}。',
            en: '1. Epidemic control by law. Inspections are entered by site and a site counts once. Cold stores inspected: {epidemic.cold-stores-checked}; vaccination sites: {epidemic.vaccination-sites-checked}.',
          },
          {
            zh: '2. 推进[[one-network]]。街镇无差别受理事项{services.uniform-items}，跨省通办事项{services.cross-province-items}，上线“一件事”集成服务{bundles.online}；[[no-application]]政策事项上线{benefits.items}。',
            en: '2. Moving on with [[one-network]]. Items accepted alike at every town: {services.uniform-items}; inter-provincial items: {services.cross-province-items}; “one matter” bundles online: {bundles.online}. Policy items with [[no-application]]: {benefits.items}.',
          },
          {
            zh: '3. 法治服务与告知承诺。法治服务中心提供服务事项{legal-center.items}；深化[[licence-separation]]，以告知承诺替代证明事项{commitment.items}，涉及部门{commitment.departments}；订单融资惠及企业{legal-center.financed-companies}，金额{legal-center.financed-amount}。',
            en: '3. Legal services and commitments. Services at the legal service centre: {legal-center.items}. Continuing [[licence-separation]], proofs replaced by a signed commitment: {commitment.items}; departments that take one: {commitment.departments}. Enterprises reached by order financing: {legal-center.financed-companies}; amount financed: {legal-center.financed-amount}.',
          },
          {
            zh: '4. 社会信用体系。公共信用信息目录收录{credit.catalogue-entries}，归集信用信息{credit.records-collected}，入库率{credit.storage-rate}；完成信用修复企业{credit.repairs}，移出失信名单主体{credit.delisted}。',
            en: '4. Public credit. Entries of the catalogue: {credit.catalogue-entries}; records received during the year: {credit.records-collected}, of which stored: {credit.storage-rate}. Enterprises with credit repaired: {credit.repairs}; entities taken off the list: {credit.delisted}.',
          },
          {
            zh: '5. 安全生产。隐患从发现到复查销号一案到底，当年排查并整改安全隐患{safety.hazards}。',
            en: '5. Work safety. A hazard stays one case from its finding to the re-check that closes it. Found and put right during the year: {safety.hazards}.',
          },
        ],
      },
      {
        id: '1.3',
        heading: { zh: '（三）科学民主决策：公众参与与合法性审核', en: '3. Decisions: participation and legal review' },
        paragraphs: [
          {
            zh: '1. 立法民意征集。开展征集项目{consultation.projects}，登记意见建议{consultation.opinions}，每条意见均留有来源与去向。',
            en: '1. Opinions on draft laws. Drafts and plans consulted on: {consultation.projects}; opinions registered: {consultation.opinions}. Each keeps where it came from and where it went.',
          },
          {
            zh: '2. 行政规范性文件。制定{norms.issued}，后评估{norms.evaluated}，专项清理{norms.cleanups}；现行有效目录随时公开。',
            en: '2. Normative documents. Issued: {norms.issued}; evaluated: {norms.evaluated}; special clean-ups: {norms.cleanups}. The list of those in force is always public.',
          },
          {
            zh: '3. 重大行政决策。决策事项实行目录管理；合法性审查与集体讨论一律不得省略，其他程序非有法定理由不得免除。',
            en: '3. Major decisions. They follow a public catalogue. Legality review and collective discussion are never left out; other stages only for a reason that the law gives.',
          },
          {
            zh: '4. 合法性审核。法律顾问、公职律师参与审核文件{legality-review.documents}、重大项目讨论{legality-review.projects}，审查合同{legality-review.contracts}，提出修改意见{legality-review.opinions}。',
            en: '4. Legal review. Counsel and government lawyers took part in reviews of documents: {legality-review.documents}; discussions of major projects: {legality-review.projects}; contracts reviewed: {legality-review.contracts}; amendments advised: {legality-review.opinions}.',
          },
        ],
      },
      {
        id: '1.4',
        heading: { zh: '（四）行政执法：体制、规范与监督', en: '4. Enforcement: structure, rules and oversight' },
        paragraphs: [
          {
            zh: '1. 执法权下沉。赋予街镇行政处罚权{powers.penalty}、配套行政强制权{powers.coercion}，改革试点街镇{powers.pilot-towns}；任何主体只在当日持有的职权内执法。',
            en: '1. Powers handed to towns. Penalty powers assigned: {powers.penalty}; compulsory-measure powers that go with them: {powers.coercion}; pilot towns: {powers.pilot-towns}. A body acts only within a power it holds that day.',
          },
          {
            zh: '2. 执法规范。落实[[three-systems]]，覆盖率{enforcement-oversight.three-systems-coverage}。',
            en: '2. Rules of enforcement. Coverage of [[three-systems]]: {enforcement-oversight.three-systems-coverage}.',
          },
          {
            zh: '3. 重点领域监管。推行[[double-random]]，部门联合抽查{spot-checks.rounds}，抽查企业{spot-checks.enterprises}。',
            en: '3. Supervision in key fields, by [[double-random]]. Joint rounds: {spot-checks.rounds}; enterprises inspected: {spot-checks.enterprises}.',
          },
          {
            zh: '4. 执法监督。新办执法证件{enforcers.new-credentials}，统一换证部门{enforcers.departments-renewed}；抽查案卷{file-review.sampled}，交叉互查{file-review.cross}，评选优秀案卷{file-review.excellent}。',
            en: '4. Oversight. New credentials: {enforcers.new-credentials}; departments changed to the unified one: {enforcers.departments-renewed}. Case files sampled: {file-review.sampled}; cross-checked: {file-review.cross}; commended: {file-review.excellent}.',
          },
        ],
      },
      {
        id: '1.5',
        heading: { zh: '（五）权力制约监督：内外监督与公开透明', en: '5. Checks on power: supervision and openness' },
        paragraphs: [
          {
            zh: '1. 人大、民主与司法监督。办结人大代表建议{proposals.congress}、政协提案{proposals.cppcc}，办结率{proposals.completion-rate}；旁听庭审{litigation.hearings-attended}，行政机关负责人出庭应诉率{litigation.head-appearance-rate}。',
            en: '1. Congress, consultative conference and courts. Deputies’ suggestions concluded: {proposals.congress}; CPPCC proposals: {proposals.cppcc}; share concluded: {proposals.completion-rate}. Attendances at court hearings: {litigation.hearings-attended}; appearance of heads in court: {litigation.head-appearance-rate}.',
          },
          {
            zh: '2. 行政与审计监督。受理行政复议{reconsideration.accepted}，直接纠错{reconsideration.corrected}，发出行政复议建议书{reconsideration.proposals}；财政监督检查项目{audits.fiscal-projects}。',
            en: '2. Administrative and audit supervision. Reconsideration cases accepted: {reconsideration.accepted}; acts directly corrected: {reconsideration.corrected}; recommendations issued: {reconsideration.proposals}. Fiscal inspections: {audits.fiscal-projects}.',
          },
          {
            zh: '3. 社会监督。群众诉求经[[hotline]]、区长信箱等渠道登记后交办、办理、回访，不满意的重办。办理工单{hotline.orders}，结果满意率{hotline.satisfaction}。',
            en: '3. Supervision by the public. Demands reach the [[hotline]], the district head’s mailbox and other channels, are assigned, handled and called back, and handled again when the caller is not satisfied. Orders handled: {hotline.orders}; satisfaction with the result: {hotline.satisfaction}.',
          },
          {
            zh: '4. 政府信息公开。主动公开{disclosure.proactive}，在线访谈{disclosure.interviews}，公开回应咨询{disclosure.consultations}；收到公开申请{disclosure.applications}，对符合条件申请的答复率{disclosure.reply-rate}。',
            en: '4. Openness. Published of own accord: {disclosure.proactive}; online interviews: {disclosure.interviews}; enquiries answered in the open: {disclosure.consultations}. Applications received: {disclosure.applications}; share of the valid ones answered: {disclosure.reply-rate}.',
          },
        ],
      },
      {
        id: '1.6',
        heading: { zh: '（六）纠纷化解：多元渠道与法律服务', en: '6. Disputes: many ways to settle them' },
        paragraphs: [
          {
            zh: '1. 多元化解。坚持和发展[[fengqiao]]，调解、公证、裁决、复议与诉讼相互衔接，非诉化解纠纷{mediation.disputes-settled}。',
            en: '1. Many ways, one intake. Building on [[fengqiao]], mediation, notaries, adjudication, reconsideration and courts hand over to each other. Settled out of court: {mediation.disputes-settled}.',
          },
          {
            zh: '2. 调解组织与队伍。设家事纠纷调解工作室的村（居）调委会{mediation.family-studios}，律师事务所调委会{mediation.law-firm-committees}，部门行政调解委员会{mediation.department-committees}；选定法律明白人{law-aware-residents.selected}。',
            en: '2. Mediators. Village committees with a family-dispute studio: {mediation.family-studios}; law firms with a committee: {mediation.law-firm-committees}; departments with one: {mediation.department-committees}. Law-aware residents: {law-aware-residents.selected}.',
          },
          {
            zh: '3. 公共法律服务。在线办理公证事项{notary.online-matters}；接听12348来电{legal-hotline.calls}，办理法律援助案件{legal-aid.cases}、公证事项{notary.matters}。',
            en: '3. Public legal services. Kinds of notarial matters online: {notary.online-matters}. 12348 calls answered: {legal-hotline.calls}; legal-aid cases: {legal-aid.cases}; notarial matters: {notary.matters}.',
          },
          {
            zh: '4. 行政复议质量。听证率{reconsideration.hearing-rate}，经复议案件的诉讼败诉率{reconsideration.loss-rate}。',
            en: '4. Quality of reconsideration. Share of cases heard: {reconsideration.hearing-rate}; share of reviewed cases later lost in court: {reconsideration.loss-rate}.',
          },
        ],
      },
    ],
  },
  {
    heading: {
      zh: '二、党政主要负责人履行推进法治建设第一责任人职责情况',
      en: 'II. How the principal leaders of Party and government met their duties',
    },
    sections: [
      {
        id: '2.1',
        heading: { zh: '（一）履行第一责任人职责', en: '1. First responsibility' },
        paragraphs: [
          {
            zh: '依照[[first-responsible-person]]，法治建设的重要事项由主要负责人亲自部署、协调和督办；议题、审议日期与落实结果均有记录。',
            en: 'Under the [[first-responsible-person]], the principal leaders themselves arrange, co-ordinate and follow up what matters most. Topics, dates and results are on record.',
          },
        ],
      },
      {
        id: '2.2',
        heading: { zh: '（二）带头学法用法', en: '2. Learning the law' },
        paragraphs: [
          {
            zh: '政府常务会议学法{training.study-sessions}；任前法律知识考试{training.exam-batches}，参加{training.exam-people}。',
            en: 'Law-study sessions of the executive meeting: {training.study-sessions}. Rounds of the law exam before appointment: {training.exam-batches}; people examined: {training.exam-people}.',
          },
        ],
      },
      {
        id: '2.3',
        heading: { zh: '（三）督察考评', en: '3. Being held to it' },
        paragraphs: [
          {
            zh: '主要负责人书面述法：街镇{assessment.reports-towns}，部门{assessment.reports-departments}。述法情况纳入年度考核，逾期未交的由系统提示。',
            en: 'Written reports of the principal leaders on their duties: from towns, {assessment.reports-towns}; from departments, {assessment.reports-departments}. They enter the yearly assessment, and what is overdue is shown as such.',
          },
        ],
      },
    ],
  },
  {
    heading: { zh: '三、存在的不足', en: 'III. Shortcomings' },
    sections: [
      {
        id: '3',
        heading: null,
        paragraphs: [
          {
            zh: '一是推进不够均衡。不同单位用力不一，主要负责人抓法治建设的自觉和办法、督察的方式都还要加强。',
            en: 'First, progress is uneven. Units differ in effort; leaders’ readiness and means to drive the rule of law, and the ways of supervision, need strengthening.',
          },
          {
            zh: '二是依法决策的质量仍待提升。公众参与的渠道和深度有限，部门、街镇制发文件的管理不够规范，法律顾问、公职律师介入不够早。',
            en: 'Second, decisions can be better founded. Public participation is still narrow, documents of departments and towns are not managed tightly enough, and lawyers are called in too late.',
          },
          {
            zh: '三是基层执法力量与规范化程度不足，部门与街镇之间的衔接还不够顺畅。',
            en: 'Third, enforcement in the towns lacks people and practice, and the handing over between departments and towns is not yet smooth.',
          },
        ],
      },
    ],
  },
  {
    heading: { zh: '四、下一年度主要安排', en: 'IV. Next year’s arrangements' },
    sections: [
      {
        id: '4',
        heading: null,
        paragraphs: [
          {
            zh: '一是统筹推进。对照[[outline-2021]]和上级部署排定任务，上一章所列不足逐条转为有责任单位、有期限的任务。',
            en: 'First, one plan. Tasks follow the [[outline-2021]] and what higher levels ask; every shortcoming above becomes a task with a unit and a date.',
          },
          {
            zh: '二是完善决策程序。拓宽公众参与，公开每条意见的采纳情况和理由，让法律顾问、公职律师在起草阶段参与。',
            en: 'Second, better decisions. Participation widens, each opinion is answered with a reason, and lawyers join while a paper is drafted.',
          },
          {
            zh: '三是规范执法。加强街镇执法培训和案卷评查，畅通执法与司法的衔接。',
            en: 'Third, enforcement by the book. More training and file review in the towns, and a clear way from enforcement to justice.',
          },
          {
            zh: '四是就地化解纠纷。优先以非诉方式解决，调解、裁决、复议各展所长、相互接续。',
            en: 'Fourth, disputes settled near where they arise, out of court first, with mediation, adjudication and reconsideration working together.',
          },
          {
            zh: '五是建设数字法治政府。以共享数据减少重复填报，让更多指标由办件记录直接生成。',
            en: 'Fifth, a digital government under law. Shared data spare people from filing twice, and more figures come straight from the records of the work.',
          },
        ],
      },
    ],
  },
] as const;
