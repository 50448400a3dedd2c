// pure data
// The year's other work of the hotline: repeated demands that became clusters, the meetings face to face and what was
// promised there. Invented.

export interface ClusterText {
  readonly class: string;
  readonly place: string;
  readonly month: number;
  readonly finding: string;
  readonly cure: string;
  readonly unit: string;
}

export const clusters: readonly ClusterText[] = [
  {
    class: 'labour-wages',
    place: 'longchi',
    month: 1,
    finding: '春节前建筑领域欠薪诉求集中。',
    cure: '开展支付专项检查，逐项目核对专用账户。',
    unit: 'human-resources',
  },
  {
    class: 'water-supply',
    place: 'xiongzhou',
    month: 1,
    finding: '寒潮后老旧住宅水表冻裂集中。',
    cure: '对外露管道统一加装保温。',
    unit: 'water',
  },
  {
    class: 'city-litter',
    place: 'xiongzhou',
    month: 2,
    finding: '节后垃圾清运不及时。',
    cure: '调整清运班次，节假日加班。',
    unit: 'urban-management',
  },
  {
    class: 'traffic-parking',
    place: 'xiongzhou',
    month: 3,
    finding: '学校周边放学时段停车诉求上升。',
    cure: '设置限时停车位，安排高峰疏导。',
    unit: 'public-security',
  },
  {
    class: 'env-noise-site',
    place: 'longchi',
    month: 4,
    finding: '夜间施工噪声重复反映。',
    cure: '联合夜查，审批信息现场公示。',
    unit: 'urban-management',
  },
  {
    class: 'health-vaccine',
    place: 'xiongzhou',
    month: 5,
    finding: '接种咨询量集中。',
    cure: '每日公布各点余量，开通语音播报。',
    unit: 'health',
  },
  {
    class: 'env-noise-site',
    place: 'xiongzhou',
    month: 6,
    finding: '考试期间施工噪声集中。',
    cure: '考前约谈全部在建项目，划定静音时段。',
    unit: 'urban-management',
  },
  {
    class: 'water-drain',
    place: 'hengliang',
    month: 7,
    finding: '汛期多处积水。',
    cure: '清掏雨水口，更新泵站设备。',
    unit: 'water',
  },
  {
    class: 'water-power',
    place: 'maan',
    month: 7,
    finding: '高温期间低电压诉求集中。',
    cure: '协调更换变压器，调整负荷。',
    unit: 'industry',
  },
  {
    class: 'school-enrol',
    place: 'xiongzhou',
    month: 8,
    finding: '入学咨询量集中。',
    cure: '发布图解问答，增设现场咨询日。',
    unit: 'education',
  },
  {
    class: 'rural-subsidy',
    place: 'zhuzhen',
    month: 9,
    finding: '灌溉渠道损坏重复反映。',
    cure: '列入秋冬水利维修。',
    unit: 'agriculture',
  },
  {
    class: 'market-consumer',
    place: 'longchi',
    month: 10,
    finding: '预付卡退费诉求上升。',
    cure: '开展备案检查，发布风险提示。',
    unit: 'market-regulation',
  },
  {
    class: 'housing-estate',
    place: 'longchi',
    month: 11,
    finding: '电梯停用重复反映。',
    cure: '逐台评估，推动更新改造。',
    unit: 'housing',
  },
  {
    class: 'labour-wages',
    place: 'jinniuhu',
    month: 12,
    finding: '年底欠薪苗头出现。',
    cure: '提前排查，预储工资保证金。',
    unit: 'human-resources',
  },
];

export interface TopicText {
  readonly month: number;
  readonly place: string;
  readonly title: string;
  readonly why: string;
  readonly answer: string;
  readonly promises: readonly {
    readonly unit: string;
    readonly text: string;
    readonly days: number;
    readonly end: 'kept' | 'broken' | 'renegotiated';
  }[];
}

export const topics: readonly TopicText[] = [
  {
    month: 2,
    place: 'xiongzhou',
    title: '老旧小区水管防冻',
    why: '寒潮期间诉求集中',
    answer: '说明改造范围和先后次序。',
    promises: [{ unit: 'water', text: '汛前完成首批外露管道保温', days: 90, end: 'kept' }],
  },
  {
    month: 3,
    place: 'longchi',
    title: '上下班公交间隔',
    why: '早高峰候车时间长',
    answer: '公布客流数据和调整方案。',
    promises: [{ unit: 'transport', text: '高峰班次增加', days: 45, end: 'kept' }],
  },
  {
    month: 4,
    place: 'chengqiao',
    title: '村组道路养护',
    why: '雨后道路破损',
    answer: '逐条登记，分批修缮。',
    promises: [{ unit: 'transport', text: '修缮首批破损路段', days: 120, end: 'renegotiated' }],
  },
  {
    month: 5,
    place: 'hengliang',
    title: '老人助餐',
    why: '供餐点少、配送不足',
    answer: '公布布点和补贴标准。',
    promises: [{ unit: 'civil-affairs', text: '新增助餐点', days: 100, end: 'kept' }],
  },
  {
    month: 6,
    place: 'maan',
    title: '夏季用电',
    why: '高温低电压',
    answer: '公布台区改造计划。',
    promises: [{ unit: 'industry', text: '协调完成台区增容', days: 60, end: 'kept' }],
  },
  {
    month: 7,
    place: 'longpao',
    title: '汛期排水',
    why: '低洼处积水',
    answer: '公布易涝点清单和责任人。',
    promises: [
      { unit: 'water', text: '更新泵站设备', days: 60, end: 'broken' },
      { unit: 'longpao', text: '清掏沟渠', days: 30, end: 'kept' },
    ],
  },
  {
    month: 8,
    place: 'xiongzhou',
    title: '入学登记',
    why: '材料和时间咨询集中',
    answer: '逐项答疑，公布流程图。',
    promises: [{ unit: 'education', text: '现场咨询日延长一周', days: 14, end: 'kept' }],
  },
  {
    month: 9,
    place: 'jinniuhu',
    title: '景区周边停车',
    why: '节假日拥堵',
    answer: '公布临时停车场和接驳安排。',
    promises: [{ unit: 'culture-tourism', text: '国庆前开通接驳车', days: 20, end: 'kept' }],
  },
  {
    month: 10,
    place: 'yeshan',
    title: '村级公共设施',
    why: '健身器材损坏',
    answer: '建立巡检台账。',
    promises: [{ unit: 'yeshan', text: '更换损坏器材', days: 40, end: 'kept' }],
  },
  {
    month: 11,
    place: 'zhuzhen',
    title: '冬季农技服务',
    why: '设施农业防冻咨询',
    answer: '公布农技人员联系安排。',
    promises: [{ unit: 'agriculture', text: '巡回指导全覆盖', days: 30, end: 'kept' }],
  },
];
